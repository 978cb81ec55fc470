/**
 * What a trustee holds against the board before a key is used (SEC-06). A sound archive alone shows that its ballots were
 * mixed, not that they are all ballots: one with a single ballot is as sound, and opening it would show that vote.
 */

import { type Leaf, leafText } from './board';
import { checkParties, readLog, requireDescription, requireHead } from './bundle-checks';
import {
  checkCounts,
  checkRegistrations,
  checkRevocations,
  requireComposition,
  requireLeftOut,
} from './bundle-composition';
import type { Bundle } from './bundle-files';
import { archiveRecords, type BundleErrorCode, requireHolds, sameList } from './bundle-records';
import { type Checked, captureAsync } from './refusal';
import type { VerifiedArchive } from './verify-archive';

/** The board after the close, as texts: the names are those of a bundle's files. Nothing of it is trusted. */
export type BoardAtOpening = Pick<Bundle, 'description' | 'head' | 'log' | 'composition' | 'leftOut'>;

/**
 * That the archive, verified up to the end of its shuffles, is the one of this board: its rules and parties were named
 * in advance, its ballots are all of the signed log but those of superseded keys, and its shuffles stand in the log.
 * Whether others were shown the same log, witnesses and monitors tell.
 */
export function checkBoardAtOpening(
  verified: VerifiedArchive,
  board: BoardAtOpening,
): Promise<Checked<{ closedAt: string; size: number }, BundleErrorCode>> {
  return captureAsync(async () => {
    const records = archiveRecords(verified, '[]');
    const description = requireDescription(board, records);
    checkParties(description, records);
    const { fingerprint } = records.election;
    const trust = { fingerprint, named: description.boardKey, pinned: undefined };
    const head = requireHead(board, trust);
    const log = readLog(board, records);
    requireMixed(log.leaves.slice(log.close + 1), records.later);
    const composition = requireComposition(board, log, records, trust);
    const keyOf = await requireLeftOut(board, composition, records);
    checkRegistrations(log, keyOf);
    checkRevocations(log, composition);
    checkCounts(log, composition, description, records);
    return { closedAt: log.closedAt, size: head.size };
  });
}

/** After the close: the tally and the shuffles of the archive, each once and in order, then nothing that changes them. */
function requireMixed(leaves: readonly Leaf[], later: readonly Leaf[]): void {
  const mixed = later.filter(({ kind }) => kind !== 'decryption').map(leafText);
  const isMixed = sameList(leaves.slice(0, mixed.length).map(leafText), mixed);
  const isOver = leaves.slice(mixed.length).every(({ kind }) => kind === 'decryption' || kind === 'result');
  requireHolds(
    isMixed && isOver,
    'leaf_records',
    'what follows the close in the log is not the tally and the shuffles of the archive, each once and in order',
  );
}

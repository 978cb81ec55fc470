/** The checks that every ballot of the board is in the archive, or rightly left out, and that the numbers are right. */

import { sha256Hex } from '../crypto/hash';
import { COST, Pace } from '../crypto/pace';
import { checkBallot } from './ballot';
import { boardRoot, type Leaf } from './board';
import { type BoardTrust, checkHeadSignature } from './bundle-checks';
import type { Bundle } from './bundle-files';
import { type ArchiveRecords, type BoardLog, type BundleErrorCode, requireHolds, sameList } from './bundle-records';
import { type Composition, parseComposition, SMALLEST_TOTAL } from './composition';
import type { PublicDescription } from './description';
import { Refusal } from './refusal';
import { sortPointTexts } from './tally';

/** The archive's ballots are those of the log but the ones left out, in its order, and its credentials are their keys. */
export function requireComposition(
  bundle: Pick<Bundle, 'composition' | 'log' | 'leftOut'>,
  log: BoardLog,
  records: ArchiveRecords,
  trust: BoardTrust,
): Composition {
  const parsed = parseComposition(bundle.composition);
  if (!parsed.ok) throw new Refusal<BundleErrorCode>('composition_malformed', `composition.json: ${parsed.reason}`);
  const { composition } = parsed;
  checkHeadSignature(composition.head, trust);
  const isAtClose = composition.head.size === log.close + 1 && composition.electionFingerprint === trust.fingerprint;
  const root = boardRoot(bundle.log.slice(0, log.close + 1));
  requireHolds(
    isAtClose && composition.head.root === root,
    'composition_head',
    'composition.json does not sign the log at its close',
  );
  const archived = splitBallotLeaves(log, composition);
  checkArchivedBallots(
    archived.kept,
    records.ballots.map((ballot) => ballot.hash),
  );
  requireHolds(
    sameList(
      archived.leftOut,
      bundle.leftOut.map((text) => sha256Hex(text)),
    ),
    'left_out_differ',
    'left-out.jsonl is not the ballots that composition.json leaves out, in the order of the log',
  );
  const keys = sortPointTexts([...new Set(records.ballots.map((ballot) => ballot.credential))]);
  requireHolds(
    sameList(keys, records.credentials),
    'credentials_differ',
    'the archive’s credentials are not the keys of its ballots, sorted',
  );
  return composition;
}

function splitBallotLeaves({ leaves }: BoardLog, composition: Composition): { kept: string[]; leftOut: string[] } {
  const positions = composition.leftOutLeaves;
  const ascending = positions.every((position, i) => i === 0 || position > (positions[i - 1] as number));
  requireHolds(ascending, 'composition_leaves', 'the left-out entries are not in ascending order');
  const out = new Set(positions);
  const [kept, leftOut]: [string[], string[]] = [[], []];
  leaves.forEach((leaf, position) => {
    if (leaf.kind === 'ballot') (out.delete(position) ? leftOut : kept).push(leaf.ballot);
  });
  requireHolds(
    out.size === 0,
    'composition_leaves',
    `entry ${[...out][0]} of the log is no ballot that could be left out`,
  );
  return { kept, leftOut };
}

function checkArchivedBallots(kept: readonly string[], archived: readonly string[]): void {
  const inArchive = new Set(archived);
  const dropped = kept.find((hash) => !inArchive.has(hash));
  requireHolds(dropped === undefined, 'ballot_dropped', `ballot ${dropped} is on the board but not in the archive`);
  const onBoard = new Set(kept);
  const stuffed = archived.find((hash) => !onBoard.has(hash));
  requireHolds(stuffed === undefined, 'ballot_stuffed', `ballot ${stuffed} is in the archive but not on the board`);
  requireHolds(sameList(kept, archived), 'ballot_order', 'the archive holds its ballots in another order than the log');
}

/** In point additions: three points read, two proofs checked. */
const BALLOT_COST = 3 * (COST.decode + COST.subgroup) + 2 * (COST.fixedMultiply + COST.multiply);

/** Keys of all ballots by hash; the left-out ones are genuine and of superseded keys, none of which counts. */
export async function requireLeftOut(
  bundle: Pick<Bundle, 'leftOut'>,
  composition: Composition,
  records: ArchiveRecords,
): Promise<Map<string, string>> {
  const superseded = new Set(composition.supersededKeys);
  const sorted = sortPointTexts([...superseded]);
  requireHolds(
    sameList(sorted, composition.supersededKeys),
    'superseded_keys',
    'the superseded keys are not sorted, each once',
  );
  const keyOf = new Map(records.ballots.map((ballot) => [ballot.hash, ballot.credential]));
  const counted = records.ballots.find((ballot) => superseded.has(ballot.credential));
  requireHolds(
    counted === undefined,
    'superseded_key_counted',
    `ballot ${counted?.hash} of a superseded key is in the archive`,
  );
  const unused = new Set(superseded);
  const pace = new Pace(bundle.leftOut.length * BALLOT_COST);
  for (const [i, text] of bundle.leftOut.entries()) {
    const ballot = checkBallot(records.election, text);
    if (!ballot.ok) throw new Refusal<BundleErrorCode>('left_out_invalid', `left-out ballot ${i}: ${ballot.message}`);
    requireHolds(
      superseded.has(ballot.credential),
      'left_out_live_key',
      `left-out ballot ${i} is of a key that was not superseded`,
    );
    unused.delete(ballot.credential);
    keyOf.set(ballot.hash, ballot.credential);
    await pace.spend(BALLOT_COST);
  }
  requireHolds(unused.size === 0, 'superseded_keys', `the superseded key ${[...unused][0]} has no ballot on the board`);
  return keyOf;
}

export function checkRegistrations({ leaves }: BoardLog, keyOf: ReadonlyMap<string, string>): string {
  const registered = new Set<string>();
  leaves.forEach((leaf, position) => {
    if (leaf.kind === 'registration') {
      registered.add(leaf.credential);
    } else if (leaf.kind === 'ballot') {
      const key = keyOf.get(leaf.ballot) ?? '';
      requireHolds(
        registered.has(key),
        'ballot_unregistered',
        `the ballot of entry ${position} is of a key not registered before`,
      );
    }
  });
  return `${registered.size} credentials`;
}

export function checkRevocations({ leaves }: BoardLog, composition: Composition): string {
  const revoked = leaves.filter((leaf) => leaf.kind === 'revocation').length;
  const superseded = composition.supersededKeys.length;
  requireHolds(
    revoked === superseded,
    'revocations_differ',
    `the log has ${revoked} revocations for ${superseded} superseded keys`,
  );
  return `${superseded} superseded`;
}

export function checkCounts(
  { leaves }: BoardLog,
  composition: Composition,
  description: PublicDescription,
  records: ArchiveRecords,
): string {
  const { counts, reasons, otherReasons } = composition;
  const leavesOf = (kind: Leaf['kind']) => leaves.filter((leaf) => leaf.kind === kind).length;
  const superseded = composition.supersededKeys.length;
  const live = records.credentials.length;
  const sum = (numbers: readonly number[]) => numbers.reduce((all, number) => all + number, 0);
  const claims: [string, number, number][] = [
    ['slots', counts.slots, description.roll.size],
    ['credentials', counts.credentials, leavesOf('registration')],
    ['ballots', counts.ballots, leavesOf('ballot')],
    ['superseded', counts.superseded, superseded],
    ['revoked', counts.revoked, leavesOf('revocation')],
    ['counted', counts.counted, live],
    ['channels together', sum(Object.values(counts.channels)), live],
    ['reasons together', sum(Object.values(reasons)) + otherReasons, superseded],
  ];
  for (const [name, claimed, found] of claims) {
    requireHolds(
      claimed === found,
      'counts_differ',
      `composition.json says ${name}: ${claimed}, but there are ${found}`,
    );
  }
  requireHolds(
    Object.keys(reasons).length === 0 || otherReasons === 0 || otherReasons >= SMALLEST_TOTAL,
    'reasons_telling',
    `the totals by reason leave ${otherReasons} revocations over, few enough to point at a person`,
  );
  const { counted, slots } = counts;
  requireHolds(counted <= slots, 'more_ballots_than_people', `${counted} ballots count for ${slots} people`);
  return `${counted} of ${slots} people voted`;
}

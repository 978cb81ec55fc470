import { sha256Hex } from '@/lib/crypto/hash';
import { type ArchiveEvent, buildArchive } from '@/lib/protocol/archive';
import { parseLeaf } from '@/lib/protocol/board';
import type { CiphertextText } from '@/lib/protocol/ciphertexts';
import { type BoardBallot, type Composed, composeBallots } from '@/lib/protocol/composition';
import { type PublicDescription, parseDescription } from '@/lib/protocol/description';
import { type ParsedElection, parseElection } from '@/lib/protocol/election';
import { type EncryptedTally, encryptedTally } from '@/lib/protocol/tally';
import { type ParsedTrustees, parseTrustees } from '@/lib/protocol/trustees';
import { invariant } from '@/lib/result';
import type { BoardTx } from '@/lib/voting/ballots/side';

/** Why a key stops counting: its slot voted with a newer one. */
const REASON = 'newer_key';

/** Everything that the tally of a closed contest is made from, read from the board. */
export type ElectionParts = {
  id: string;
  archiveTime: number;
  tieSeed: string;
  election: ParsedElection;
  trustees: ParsedTrustees;
  description: PublicDescription;
  descriptionText: string;
  electionText: string;
  trusteesText: string;
  /** Leaf texts, all of them. */
  log: string[];
  composed: Composed;
  archiveBallots: string[];
  leftOutBallots: string[];
  tally: EncryptedTally;
  mixes: { owner: number; record: string }[];
  decryptions: { owner: number; record: string; sidecar: string }[];
};

/** Reads a closed election; null when it is unknown or still open. */
export async function loadParts(db: BoardTx, contestId: string): Promise<ElectionParts | null> {
  const row = await db.election.findUnique({
    where: { contestId },
    select: {
      id: true,
      archiveTime: true,
      tieSeed: true,
      electionText: true,
      trusteesText: true,
      descriptionText: true,
      state: { select: { closed: true } },
      leaves: { orderBy: { position: 'asc' }, select: { text: true } },
      mixes: { orderBy: { position: 'asc' }, select: { owner: true, record: true } },
      decryptions: { select: { owner: true, record: true, sidecar: true } },
    },
  });
  if (!row?.state?.closed) return null;
  const { election, trustees, description } = parseRow(row);
  const log = row.leaves.map((leaf) => leaf.text);
  const ballots = await db.ballot.findMany({
    where: { electionId: row.id },
    select: { hash: true, text: true, credentialKey: true, channel: true },
  });
  const texts = new Map(ballots.map((ballot) => [ballot.hash, ballot.text]));
  const composed = await compose(db, row.id, { election, description, log, ballots });
  const pick = (hash: string) => texts.get(hash) as string;
  const archiveBallots = composed.archiveBallots.map(pick);
  return {
    ...row,
    decryptions: inLogOrder(row.decryptions, log),
    election,
    trustees,
    description,
    log,
    composed,
    archiveBallots,
    leftOutBallots: composed.leftOutBallots.map(pick),
    tally: encryptedTally(archiveBallots),
  };
}

/** Partial decryptions as they came in: the archive and the log tell them in one order. */
function inLogOrder<T extends { owner: number }>(decryptions: readonly T[], log: readonly string[]): T[] {
  const owners = log.map(parseLeaf).flatMap((leaf) => (leaf?.kind === 'decryption' ? [leaf.owner] : []));
  return [...decryptions].sort((a, b) => owners.indexOf(a.owner) - owners.indexOf(b.owner));
}

function parseRow(row: { electionText: string; trusteesText: string; descriptionText: string }) {
  const election = parseElection(row.electionText);
  const trustees = parseTrustees(row.trusteesText);
  const description = parseDescription(row.descriptionText);
  invariant(election.ok && trustees.ok && description.ok, 'what an election was opened with is valid');
  return { election: election.election, trustees: trustees.trustees, description: description.description };
}

type StoredBallot = { hash: string; credentialKey: string; channel: BoardBallot['channel'] };

async function compose(
  db: BoardTx,
  electionId: string,
  found: { election: ParsedElection; description: PublicDescription; log: string[]; ballots: StoredBallot[] },
): Promise<Composed> {
  const { election, description, log, ballots } = found;
  const closeSize = log.findIndex((text) => parseLeaf(text)?.kind === 'close') + 1;
  const head = await db.head.findUniqueOrThrow({
    where: { electionId_size: { electionId, size: closeSize } },
    select: { size: true, root: true, batch: true, signature: true },
  });
  const superseded = await db.credential.findMany({
    where: { electionId, state: 'superseded' },
    select: { publicKey: true },
  });
  return composeBallots({
    electionFingerprint: election.fingerprint,
    log: log.slice(0, closeSize),
    head: { ...head, electionFingerprint: election.fingerprint },
    ballots: new Map(ballots.map((b) => [b.hash, { credential: b.credentialKey, channel: b.channel }])),
    superseded: superseded.map(({ publicKey }) => ({ key: publicKey, reason: REASON })),
    slots: description.roll.size,
  });
}

/** The list that the next mixer shuffles, or that the trustees open. */
export function currentList(parts: ElectionParts): CiphertextText[] {
  const last = parts.mixes.at(-1);
  return last
    ? (JSON.parse(last.record) as { ciphertexts: [CiphertextText[]] }).ciphertexts[0]
    : parts.tally.ciphertexts;
}

/** The archive as far as the election has come; with `result` it is complete. */
export function archiveOf(parts: ElectionParts, result?: string): Uint8Array {
  const { electionText: election, trusteesText: trustees, composed, tally } = parts;
  const events: ArchiveEvent[] = [
    { type: 'Setup', election, trustees, credentials: JSON.stringify(composed.credentials) },
    ...parts.archiveBallots.map((ballot): ArchiveEvent => ({ type: 'Ballot', ballot })),
    { type: 'EndBallots' },
    { type: 'EncryptedTally', tally: tally.tally, sized: tally.sized },
    ...parts.mixes.map(({ owner, record }): ArchiveEvent => ({ type: 'Shuffle', owner, shuffle: record })),
  ];
  if (parts.mixes.length >= parts.description.mixers.length) events.push({ type: 'EndShuffles' });
  for (const { owner, record } of parts.decryptions) events.push({ type: 'PartialDecryption', owner, record });
  if (result !== undefined) events.push({ type: 'Result', result });
  return buildArchive(events, parts.archiveTime);
}

export const tallyLeaf = (parts: ElectionParts) => ({ kind: 'tally' as const, tally: sha256Hex(parts.tally.tally) });

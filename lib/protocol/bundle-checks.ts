/**
 * The checks that a bundle adds to those of its archive. Each throws a `Refusal` with a code of its own, or returns a
 * detail in plain words. They rest on one another in the order of `BUNDLE_CHECKS`.
 */

import { sha256Hex } from '../crypto/hash';
import { ballotContent, checkBallot } from './ballot';
import { boardRoot, type Leaf, leafText, parseHead, parseLeaf, type SignedHead, verifyHead } from './board';
import type { Bundle } from './bundle-files';
import { type Composition, parseComposition } from './composition';
import { descriptionHash, type PublicDescription, parseDescription } from './description';
import type { ParsedElection } from './election';
import type { SidecarJson } from './opening';
import { Refusal } from './refusal';
import { sortPointTexts } from './tally';
import { matchesCommitment, parseTieSeed } from './tie-seed';
import type { VerifiedArchive } from './verify-archive';

export type BundleErrorCode =
  | 'bundle_incomplete'
  | 'description_malformed'
  | 'description_hash'
  | 'trustees_differ'
  | 'mixers_differ'
  | 'head_malformed'
  | 'head_other_election'
  | 'head_signature'
  | 'head_key_differs'
  | 'head_size'
  | 'head_root'
  | 'leaf_malformed'
  | 'leaf_election'
  | 'leaf_misplaced'
  | 'leaf_repeated'
  | 'leaf_records'
  | 'composition_malformed'
  | 'composition_head'
  | 'composition_leaves'
  | 'ballot_dropped'
  | 'ballot_stuffed'
  | 'ballot_order'
  | 'credentials_differ'
  | 'left_out_differ'
  | 'left_out_invalid'
  | 'left_out_live_key'
  | 'superseded_keys'
  | 'superseded_key_counted'
  | 'ballot_unregistered'
  | 'revocations_differ'
  | 'counts_differ'
  | 'more_ballots_than_people'
  | 'seed_malformed'
  | 'seed_differs'
  | 'counted_differs'
  | 'cannot_count'
  | 'winners_differ'
  | 'outcome_differs';

/** What the archive's own verification has established, in the form that the other files are compared with. */
export interface ArchiveRecords {
  election: ParsedElection;
  /** Owner ids in the order in which they mixed. */
  mixers: number[];
  /** Point texts in the order of the archive. */
  credentials: readonly string[];
  /** Public keys by owner id, from 1. */
  trusteeKeys: string[];
  /** In archive order. */
  ballots: { hash: string; credential: string }[];
  /** The leaves that follow the close: every later record, in order. */
  later: Leaf[];
}

/** `sidecars` must have passed the archive's checks: one for each partial decryption, in canonical form. */
export function archiveRecords({ archive, election, trustees }: VerifiedArchive, sidecars: string): ArchiveRecords {
  const sidecarOf = new Map(
    (JSON.parse(sidecars) as SidecarJson[]).map((sidecar) => [sidecar.owner, sha256Hex(JSON.stringify(sidecar))]),
  );
  const trusteeKeys = trustees.keys.map((key) => key.text);
  const records: ArchiveRecords = { election, mixers: [], credentials: [], trusteeKeys, ballots: [], later: [] };
  for (const event of archive.events) {
    if (event.type === 'Setup') {
      records.credentials = JSON.parse(event.credentials) as string[];
    } else if (event.type === 'Ballot') {
      records.ballots.push({ hash: sha256Hex(event.ballot), credential: ballotContent(event.ballot).credential });
    } else if (event.type === 'EncryptedTally') {
      records.later.push({ kind: 'tally', tally: sha256Hex(event.tally) });
    } else if (event.type === 'Shuffle') {
      records.mixers.push(event.owner);
      records.later.push({ kind: 'shuffle', owner: event.owner, shuffle: sha256Hex(event.shuffle) });
    } else if (event.type === 'PartialDecryption') {
      const sidecar = sidecarOf.get(event.owner) ?? '';
      records.later.push({ kind: 'decryption', owner: event.owner, decryption: sha256Hex(event.record), sidecar });
    } else if (event.type === 'Result') {
      records.later.push({ kind: 'result', result: sha256Hex(event.result) });
    }
  }
  return records;
}

export interface BoardLog {
  leaves: Leaf[];
  /** Position of the close. */
  close: number;
  closedAt: string;
}

function requireHolds(holds: boolean, code: BundleErrorCode, message: string): void {
  if (!holds) throw new Refusal(code, message);
}

export function requireDescription(bundle: Bundle, { election }: ArchiveRecords): PublicDescription {
  const parsed = parseDescription(bundle.description);
  if (!parsed.ok) throw new Refusal<BundleErrorCode>('description_malformed', `description.json: ${parsed.reason}`);
  const hash = descriptionHash(bundle.description);
  requireHolds(
    election.description === hash,
    'description_hash',
    `description.json has the hash ${hash}, the election names ${election.description}`,
  );
  return parsed.description;
}

export function checkParties(description: PublicDescription, records: ArchiveRecords): string {
  const named = description.trustees.map((trustee) => trustee.publicKey);
  requireHolds(
    sameList(named, records.trusteeKeys),
    'trustees_differ',
    'the archive has other trustees than named in advance',
  );
  const owners = description.mixers.map((mixer) => mixer.owner);
  requireHolds(
    sameList(owners, records.mixers),
    'mixers_differ',
    `the list was mixed by ${records.mixers.join(', ')}, but ${owners.join(', ')} were named in advance`,
  );
  return `${named.length} trustees; mixed by ${description.mixers.map((mixer) => mixer.name).join(', ')}`;
}

/** Which key heads must be signed with. */
export interface BoardTrust {
  /** Election fingerprint. */
  fingerprint: string;
  /** The key that the election's description names. */
  named: string;
  /** The key that the caller knows from elsewhere. */
  pinned: string | undefined;
}

export function requireHead(bundle: Bundle, trust: BoardTrust): SignedHead {
  const head = parseHead(bundle.head);
  if (head === null) throw new Refusal<BundleErrorCode>('head_malformed', 'head.json is not the text of a signed head');
  checkHeadSignature(head, trust);
  const { log } = bundle;
  requireHolds(head.size === log.length, 'head_size', `the head signs ${head.size} entries, the log has ${log.length}`);
  requireHolds(head.root === boardRoot(log), 'head_root', 'the log is not the one that the board signed');
  return head;
}

function checkHeadSignature(head: SignedHead, { fingerprint, named, pinned }: BoardTrust): void {
  requireHolds(head.electionFingerprint === fingerprint, 'head_other_election', 'the head is of another election');
  const key = pinned ?? named;
  requireHolds(verifyHead(head, key), 'head_signature', `the head is not signed by the board’s key ${key}`);
  requireHolds(key === named, 'head_key_differs', 'the election names another board key than the one given');
}

/** Grammar of the log, and every record after the close equal to the archive's and the side-cars'. */
export function requireLog(bundle: Bundle, { election, later }: ArchiveRecords): BoardLog {
  const leaves = bundle.log.map((text, position) => {
    const leaf = parseLeaf(text);
    if (leaf === null)
      throw new Refusal<BundleErrorCode>('leaf_malformed', `entry ${position} of the log is malformed`);
    return leaf;
  });
  const { fingerprint, description } = election;
  requireHolds(new Set(bundle.log).size === leaves.length, 'leaf_repeated', 'an entry stands twice in the log');
  const first = leaves[0];
  const begins = first?.kind === 'election' && first.fingerprint === fingerprint && first.description === description;
  requireHolds(begins, 'leaf_election', 'the log does not begin with this election');
  const close = leaves.findIndex((leaf) => leaf.kind === 'close');
  const closing = leaves[close];
  if (closing?.kind !== 'close') throw new Refusal<BundleErrorCode>('leaf_misplaced', 'the log has no close');
  const during = ['registration', 'ballot', 'revocation'];
  const misplaced = leaves.findIndex(
    (leaf, position) => position > 0 && position < close && !during.includes(leaf.kind),
  );
  requireHolds(misplaced < 0, 'leaf_misplaced', `entry ${misplaced} of the log is out of place`);
  requireHolds(
    sameList(bundle.log.slice(close + 1), later.map(leafText)),
    'leaf_records',
    'what follows the close in the log is not the records of the archive, each once and in order',
  );
  return { leaves, close, closedAt: closing.closedAt };
}

/** The archive's ballots are those of the log but the ones left out, in its order, and its credentials are their keys. */
export function requireComposition(
  bundle: Bundle,
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

/** Keys of all ballots by hash; the left-out ones are genuine and of superseded keys, none of which counts. */
export function requireLeftOut(bundle: Bundle, composition: Composition, records: ArchiveRecords): Map<string, string> {
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
  bundle.leftOut.forEach((text, i) => {
    const ballot = checkBallot(records.election, text);
    if (!ballot.ok) throw new Refusal<BundleErrorCode>('left_out_invalid', `left-out ballot ${i}: ${ballot.message}`);
    requireHolds(
      superseded.has(ballot.credential),
      'left_out_live_key',
      `left-out ballot ${i} is of a key that was not superseded`,
    );
    unused.delete(ballot.credential);
    keyOf.set(ballot.hash, ballot.credential);
  });
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
  const { counted, slots } = counts;
  requireHolds(counted <= slots, 'more_ballots_than_people', `${counted} ballots count for ${slots} people`);
  return `${counted} of ${slots} people voted`;
}

/** The revealed seed, if it is the one committed to. */
export function requireSeed(bundle: Bundle, description: PublicDescription): string {
  const revealed = parseTieSeed(bundle.seed);
  if (revealed === null) {
    throw new Refusal<BundleErrorCode>('seed_malformed', 'seed.json does not hold a seed and its commitment');
  }
  const { seed, commitment } = revealed;
  const holds = commitment === description.tieSeedCommitment && matchesCommitment(seed, commitment);
  requireHolds(holds, 'seed_differs', 'the seed is not the one that was committed to before voting');
  return seed;
}

function sameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i]);
}

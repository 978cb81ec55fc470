/**
 * The checks that a bundle adds to those of its archive: rules named in advance, log and lot. Each throws a `Refusal`
 * with a code of its own, or returns a detail in plain words. They rest on one another in the order of `BUNDLE_CHECKS`.
 */

import { leafHash, MerkleTree } from '../crypto/merkle';
import { boardRoot, leafText, parseHead, parseLeaf, type SignedHead, verifyHead } from './board';
import type { Bundle } from './bundle-files';
import { type ArchiveRecords, type BoardLog, type BundleErrorCode, requireHolds, sameList } from './bundle-records';
import { descriptionHash, type PublicDescription, parseDescription, trusteeBlocks } from './description';
import { toHex } from './hex';
import { Refusal } from './refusal';
import { matchesCommitment, parseTieSeed } from './tie-seed';
import type { TrusteeBlock } from './trustees';
import { parseCosignatures, verifyCosignature } from './witness';

export function requireDescription(
  bundle: Pick<Bundle, 'description'>,
  { election }: ArchiveRecords,
): PublicDescription {
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
  const spell = (blocks: readonly TrusteeBlock[]) =>
    blocks.map(({ threshold, owners }) => `${threshold} of ${owners.join(', ')}`).join('; ');
  const [stated, archived] = [spell(trusteeBlocks(description)), spell(records.blocks)];
  requireHolds(
    stated === archived,
    'threshold_differs',
    `the archive is opened by ${archived}, but ${stated} was named in advance`,
  );
  const owners = description.mixers.map((mixer) => mixer.owner);
  requireHolds(
    sameList(owners, records.mixers),
    'mixers_differ',
    `the list was shuffled by ${records.mixers.join(', ')}, but ${owners.join(', ')} were named in advance`,
  );
  return `${named.length} trustees; shuffled by ${description.mixers.map((mixer) => mixer.name).join(', ')}`;
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

export function requireHead(bundle: Pick<Bundle, 'head' | 'log'>, trust: BoardTrust): SignedHead {
  const head = parseHead(bundle.head);
  if (head === null) throw new Refusal<BundleErrorCode>('head_malformed', 'head.json is not the text of a signed head');
  checkHeadSignature(head, trust);
  const { log } = bundle;
  requireHolds(head.size === log.length, 'head_size', `the head signs ${head.size} entries, the log has ${log.length}`);
  requireHolds(head.root === boardRoot(log), 'head_root', 'the log is not the one that the board signed');
  return head;
}

export function checkHeadSignature(head: SignedHead, { fingerprint, named, pinned }: BoardTrust): void {
  requireHolds(head.electionFingerprint === fingerprint, 'head_other_election', 'the head is of another election');
  const key = pinned ?? named;
  requireHolds(verifyHead(head, key), 'head_signature', `the head is not signed by the board’s key ${key}`);
  requireHolds(key === named, 'head_key_differs', 'the election names another board key than the one given');
}

/** Grammar of the log, and every record after the close equal to the archive's and the side-cars'. */
export function requireLog(bundle: Bundle, records: ArchiveRecords): BoardLog {
  const log = readLog(bundle, records);
  requireHolds(
    sameList(bundle.log.slice(log.close + 1), records.later.map(leafText)),
    'leaf_records',
    'what follows the close in the log is not the records of the archive, each once and in order',
  );
  return log;
}

/** Grammar of the log up to its close; what follows is not looked at. */
export function readLog(bundle: Pick<Bundle, 'log'>, { election }: ArchiveRecords): BoardLog {
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
  return { leaves, close, closedAt: closing.closedAt };
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

/** Co-signatures of witnesses, where there are any: genuine, and each over a part of this log from its beginning. */
export function checkWitnesses(bundle: Bundle, { fingerprint }: BoardTrust): string {
  if (bundle.cosignatures === null) return 'no witness co-signed';
  const file = parseCosignatures(bundle.cosignatures);
  if (file === null) {
    throw new Refusal<BundleErrorCode>('cosignatures_malformed', 'cosignatures.json is not a list of co-signatures');
  }
  const tree = new MerkleTree(bundle.log.map((text) => leafHash(text)));
  const nameOf = new Map(file.witnesses.map(({ name, publicKey }) => [publicKey, name]));
  for (const cosignature of file.cosignatures) {
    const { size, root, electionFingerprint, witness } = cosignature;
    const who = `${nameOf.get(witness)} (${witness})`;
    requireHolds(
      verifyCosignature(cosignature),
      'cosignature_signature',
      `the co-signature of ${who} at size ${size} is false`,
    );
    const isOfLog = electionFingerprint === fingerprint && size <= tree.size && toHex(tree.root(size)) === root;
    requireHolds(
      isOfLog,
      'cosignature_other_log',
      `${who} was shown another log: the head that it co-signed at size ${size} does not fit this one`,
    );
  }
  const names = file.witnesses.map(({ name }) => name).join(', ');
  return `${file.cosignatures.length} co-signatures by ${names}`;
}

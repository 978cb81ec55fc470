/** What the checks of a bundle have in common: codes, the archive's records, the log. */

import { sha256Hex } from '../crypto/hash';
import { ballotContent } from './ballot';
import type { Leaf } from './board';
import type { ParsedElection } from './election';
import type { SidecarJson } from './opening';
import { Refusal } from './refusal';
import type { TrusteeBlock } from './trustees';
import type { VerifiedArchive } from './verify-archive';

export type BundleErrorCode =
  | 'bundle_incomplete'
  | 'description_malformed'
  | 'description_hash'
  | 'trustees_differ'
  | 'threshold_differs'
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
  | 'cosignatures_malformed'
  | 'cosignature_signature'
  | 'cosignature_other_log'
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
  | 'reasons_telling'
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
  /** Who decrypts together. */
  blocks: readonly TrusteeBlock[];
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
  const { blocks } = trustees;
  const records: ArchiveRecords = {
    election,
    mixers: [],
    credentials: [],
    trusteeKeys,
    blocks,
    ballots: [],
    later: [],
  };
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
export function requireHolds(holds: boolean, code: BundleErrorCode, message: string): void {
  if (!holds) throw new Refusal(code, message);
}

export function sameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i]);
}

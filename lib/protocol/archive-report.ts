/** What a verification of an election archive says. */
import type { Progress } from '../crypto/pace';
import type { RandomBytes } from '../crypto/random';
import type { JobRunner } from './batch/jobs';

export type { Progress } from '../crypto/pace';

/** The checks in the order in which they are made; the first that fails ends the verification. */
export const ARCHIVE_CHECKS = [
  'file',
  'events',
  'setup',
  'ballots',
  'tally',
  'shuffles',
  'decryptions',
  'sidecars',
  'result',
  'plaintexts',
] as const;

export type ArchiveCheck = (typeof ARCHIVE_CHECKS)[number];

/**
 * How far a running election is verified. The archive must have reached the stage:
 * `ballots` needs the setup and checks the ballots at hand, `tally` the encrypted tally, `shuffles` too (and checks the
 * shuffles at hand), `mixed` the end of the shuffles, `decryptions` too (and checks those at hand), `result` everything.
 */
export type ArchiveStage = 'setup' | 'ballots' | 'tally' | 'shuffles' | 'mixed' | 'decryptions' | 'result';

export type ArchiveErrorCode =
  // file
  | 'file_truncated'
  | 'file_bad_header'
  | 'file_bad_record'
  | 'file_not_reconstructible'
  // events
  | 'event_out_of_place'
  | 'events_incomplete'
  // values, wherever they stand
  | 'not_canonical'
  | 'scalar_not_canonical'
  | 'point_not_canonical'
  | 'point_not_on_curve'
  | 'point_not_in_subgroup'
  // setup
  | 'trustees_empty'
  | 'trustee_key_identity'
  | 'trustee_key_duplicate'
  | 'trustee_bad_proof'
  | 'threshold_bad_shape'
  | 'threshold_bad_signature'
  | 'threshold_bad_key'
  | 'election_key_mismatch'
  | 'election_key_identity'
  | 'credential_identity'
  | 'credential_duplicate'
  // ballots
  | 'ballot_wrong_election'
  | 'ballot_identity'
  | 'ballot_unknown_credential'
  | 'ballot_bad_hash'
  | 'ballot_bad_signature'
  | 'ballot_bad_proof'
  | 'ballot_duplicate'
  | 'ballot_duplicate_ciphertext'
  // tally
  | 'tally_mismatch'
  | 'tally_size_mismatch'
  | 'tally_empty'
  // shuffles
  | 'shuffle_wrong_length'
  | 'shuffle_bad_owner'
  | 'shuffle_bad_proof'
  | 'shuffle_too_few_mixers'
  // decryptions and side-cars
  | 'decryption_wrong_length'
  | 'decryption_bad_owner'
  | 'decryption_duplicate_owner'
  | 'decryption_missing'
  | 'decryption_bad_proof'
  | 'sidecar_missing'
  | 'sidecar_unexpected'
  | 'sidecar_bad_proof'
  // result
  | 'result_mismatch';

export interface CheckReport {
  readonly name: ArchiveCheck;
  readonly ok: boolean;
  /** Plain words, for example "6 ballots, 2 of them replaced". */
  readonly detail?: string;
}

export interface ArchiveFailure {
  readonly check: ArchiveCheck;
  readonly code: ArchiveErrorCode;
  /** What is wrong and where: event height, ballot number, item number. */
  readonly message: string;
}

export interface ArchiveFacts {
  uuid: string;
  /** 43 characters of unpadded base64. */
  fingerprint: string;
  /** The election's name and description texts; the description holds the hash of the public description. */
  name: string;
  description: string;
  /** Texts of the credentials' public keys, in archive order. */
  credentials: string[];
  /** Number of credentials. */
  voters: number;
  /** Number of ballots, revotes included. */
  ballots: number;
  /** SHA-256 (64 hex digits) of every ballot text, in archive order. */
  ballotHashes: string[];
  /** Number of ballots that count: the last one of each credential. */
  counted: number;
  /** Owner ids of the shuffles, in order. */
  mixers: number[];
  /** Number of trustee ids. */
  trustees: number;
  /** Owner ids of the partial decryptions, in order. */
  decryptions: number[];
  /** Decrypted payloads in result order. */
  payloads: Uint8Array[];
  /** Positions (from 0) in the result whose plaintext point is not the canonical encoding of its bytes. */
  markedPlaintexts: number[];
}

export interface ArchiveReport {
  readonly ok: boolean;
  /** `archive+sidecars` only if every partial decryption was checked against its strong proof. */
  readonly level: 'archive' | 'archive+sidecars';
  /** How the costly checks were made: all at once with hints, all at once without, or one by one. */
  readonly method: 'hints' | 'batch' | 'items';
  /** `unusable`: hints were given, but do not fit; that says nothing about the archive. */
  readonly hints: 'none' | 'used' | 'unusable';
  readonly checks: CheckReport[];
  readonly failure?: ArchiveFailure;
  /** Filled as far as the verification came. */
  readonly facts: ArchiveFacts;
}

export interface VerifyArchiveOptions {
  /** The text of sidecars.json: a JSON array of `pb-dleq-v1` objects, compact; a line break at its end is ignored. */
  readonly sidecars?: string;
  /** The content of a hint file, which saves work and need not be trusted. */
  readonly hints?: Uint8Array;
  readonly random: RandomBytes;
  /** Runs the parts of the work elsewhere, in workers for example; here where left out. */
  readonly runner?: JobRunner;
  readonly onProgress?: Progress;
  /** `result` where left out. */
  readonly upTo?: ArchiveStage;
  /** Looks for marked plaintexts (some milliseconds a ballot); true where left out. Never fails the archive. */
  readonly checkPlaintexts?: boolean;
}

/**
 * What the page asks of the trustee's worker, and what the worker answers. A new key is in one answer: as the text of
 * the recovery sheet, which the page has to print.
 */
import type { KeyFileError } from '@/lib/protocol/key-file';
import type { KeySource } from './unlock';

export type TrusteeJob =
  | { readonly kind: 'make-key'; readonly contest: string; readonly owner: number; readonly passphrase: string }
  /** `link` stands in for an account where an outside mixer shuffles. */
  | { readonly kind: 'shuffle'; readonly contest: string; readonly link: string | null }
  | {
      readonly kind: 'open';
      readonly contest: string;
      readonly owner: number;
      /** Point text of the public key that this trustee handed in; in a ceremony, of the share. */
      readonly publicKey: string;
      /** Whether it is a share of a joint key: then the secret may also be the seed from which the share is made again. */
      readonly isShare: boolean;
      readonly source: KeySource;
    };

export type JobKind = TrusteeJob['kind'];

/** The stages of a job, in order. `done` and `total` count bytes for `download`, entries for `board`, else units of work. */
export const JOB_STAGES = {
  'make-key': ['make'],
  shuffle: ['download', 'verify', 'shuffle', 'send'],
  open: ['key', 'download', 'verify', 'board', 'decrypt', 'send'],
} as const satisfies Record<JobKind, readonly string[]>;

export type JobStage = (typeof JOB_STAGES)[JobKind][number];

export type JobResult =
  /** `file` is the text to save, `sheet` the one to print; `publicKey` the JSON text to hand in. */
  | { readonly kind: 'make-key'; readonly file: string; readonly sheet: string; readonly publicKey: string }
  | { readonly kind: 'shuffle'; readonly ballots: number }
  | { readonly kind: 'open'; readonly ballots: number };

export type JobFailureCode =
  | KeyFileError
  /** What was typed is not what a recovery sheet says. */
  | 'bad_sheet'
  /** This browser keeps nothing, so it could not refuse to open a second list. */
  | 'no_memory'
  /** This key has opened another list before, on this device (SEC-06). */
  | 'opened_other_list'
  | 'offline'
  | 'signed_out'
  /** The key ceremony was restarted. */
  | 'ceremony_over'
  /** Some message of the ceremony does not hold: the report says whose. */
  | 'ceremony_fault'
  /** What was compared is not what is published now. */
  | 'changed_meanwhile'
  | 'not_your_turn'
  | 'too_many_attempts'
  | 'refused_by_server'
  | 'server_error'
  /** What was downloaded does not verify: `detail` says which check failed and where. */
  | 'archive_refused'
  /** It verifies, but is not what the board shows: `detail` says in what. */
  | 'board_differs'
  /** It verifies, but a shuffle that this device handed in is not in it. */
  | 'own_shuffle_missing'
  /** It verifies, but belongs to another election than the key, or the stage has passed. */
  | 'wrong_key'
  | 'too_late'
  /** A fault of ours; `detail` is for engineers. */
  | 'unexpected';

export type JobReport =
  | { readonly kind: 'progress'; readonly stage: JobStage; readonly done: number; readonly total: number }
  | { readonly kind: 'finished'; readonly result: JobResult }
  | { readonly kind: 'failed'; readonly code: JobFailureCode; readonly detail: string };

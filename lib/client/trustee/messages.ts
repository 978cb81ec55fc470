/** What the page asks of the trustee's worker, and what the worker answers. Private keys are in none of the answers. */
import type { KeyFileError } from './key-file';

export type TrusteeJob =
  | { readonly kind: 'make-key'; readonly contest: string; readonly owner: number; readonly passphrase: string }
  | { readonly kind: 'shuffle'; readonly contest: string }
  | {
      readonly kind: 'open';
      readonly contest: string;
      readonly owner: number;
      /** Point text of the public key that this trustee handed in. */
      readonly publicKey: string;
      /** Text of the chosen file. */
      readonly keyFile: string;
      readonly passphrase: string;
    };

export type JobKind = TrusteeJob['kind'];

/** The stages of a job, in order. `done` and `total` count bytes for `download`, units of work otherwise. */
export const JOB_STAGES = {
  'make-key': ['make'],
  shuffle: ['download', 'verify', 'shuffle', 'send'],
  open: ['key', 'download', 'verify', 'decrypt', 'send'],
} as const satisfies Record<JobKind, readonly string[]>;

export type JobStage = (typeof JOB_STAGES)[JobKind][number];

export type JobResult =
  /** `file` is the text to save; `publicKey` the JSON text to hand in. */
  | { readonly kind: 'make-key'; readonly file: string; readonly publicKey: string }
  | { readonly kind: 'shuffle'; readonly ballots: number }
  | { readonly kind: 'open'; readonly ballots: number };

export type JobFailureCode =
  | KeyFileError
  /** This browser keeps nothing, so it could not refuse to open a second list. */
  | 'no_memory'
  /** This key has opened another list before, on this device (SEC-06). */
  | 'opened_other_list'
  | 'offline'
  | 'signed_out'
  | 'not_your_turn'
  | 'too_many_attempts'
  | 'refused_by_server'
  | 'server_error'
  /** What was downloaded does not verify: `detail` says which check failed and where. */
  | 'archive_refused'
  /** It verifies, but belongs to another election than the key, or the stage has passed. */
  | 'wrong_key'
  | 'too_late'
  /** A fault of ours; `detail` is for engineers. */
  | 'unexpected';

export type JobReport =
  | { readonly kind: 'progress'; readonly stage: JobStage; readonly done: number; readonly total: number }
  | { readonly kind: 'finished'; readonly result: JobResult }
  | { readonly kind: 'failed'; readonly code: JobFailureCode; readonly detail: string };

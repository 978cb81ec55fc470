/** What the page asks of the verifying worker, and what the worker answers. */
import type { BundleCheckName, BundleReport } from '@/lib/protocol/bundle-report';

export type VerifyTask =
  /** Where to download the bundle of a published contest. */
  | { readonly kind: 'published'; readonly url: string }
  /** A bundle that the visitor has at hand. */
  | { readonly kind: 'file'; readonly file: Blob };

/** The key of the board in hexadecimal digits if the visitor knows it from elsewhere. */
export type VerifyJob = VerifyTask & { readonly boardKey: string | null };

export type VerifyStage = 'download' | 'read' | 'verify';

export interface VerifySummary {
  readonly ok: boolean;
  readonly checks: readonly { readonly name: BundleCheckName; readonly ok: boolean; readonly detail: string | null }[];
  readonly failure: { readonly check: BundleCheckName; readonly code: string; readonly message: string } | null;
  readonly method: BundleReport['facts']['method'];
  readonly hints: BundleReport['facts']['hints'];
  readonly boardKeyPinned: boolean;
  readonly isVouched: boolean;
  /** Null where the verification did not come so far. */
  readonly facts: VerifyFacts | null;
  readonly ignoredFiles: readonly string[];
}

export interface VerifyFacts {
  readonly election: string;
  readonly fingerprint: string;
  readonly ballots: number;
  readonly counted: number;
  readonly mixers: number;
  readonly trustees: number;
  /** Titles of the projects that won. */
  readonly winners: readonly string[];
  readonly boardKey: string;
  readonly headSize: number;
  readonly headRoot: string;
}

export type VerifyFailureCode =
  | 'offline'
  /** The server does not have a bundle of this contest. */
  | 'not_found'
  | 'server_error'
  /** The file is no tar of a bundle. */
  | 'not_a_bundle'
  /** A fault of ours; `detail` is for engineers. */
  | 'unexpected';

export type VerifyReport =
  | { readonly kind: 'progress'; readonly stage: VerifyStage; readonly done: number; readonly total: number }
  | { readonly kind: 'finished'; readonly summary: VerifySummary; readonly seconds: number }
  | { readonly kind: 'failed'; readonly code: VerifyFailureCode; readonly detail: string };

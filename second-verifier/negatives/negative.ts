import type { CheckName, Code } from '../checks';

/** What a verifier must answer: null for a valid archive. */
export type Verdict = { readonly check: CheckName; readonly code: Code } | null;

/** An archive that a verifier is tried with. */
export interface Example {
  readonly name: string;
  readonly file: Uint8Array;
  readonly sideCars?: string;
  readonly verdict: Verdict;
}

export const refused = (check: CheckName, code: Code): Verdict => ({ check, code });

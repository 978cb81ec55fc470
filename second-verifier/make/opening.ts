// Making what decryption.ts and side-car.ts check.
import type { Ciphertext } from '../ballots';
import { G, mod, type Point, pointText, times } from '../group';
import { challenge } from '../hashing';
import { sideCarChallenge, weighted } from '../side-car';
import type { Draw } from './draw';

/** A trustee's record, and their side-car as it stands in the list. */
export interface MadeOpening {
  readonly owner: number;
  readonly text: string;
  readonly factors: readonly Point[];
  readonly sideCar: object;
}

/** What is opened. */
export interface OpeningTerms {
  readonly fingerprint: string;
  readonly electionHash: string;
  readonly mixed: readonly Ciphertext[];
}

export function makeOpening(terms: OpeningTerms, owner: number, secret: bigint, draw: Draw): MadeOpening {
  const key = times(secret, G);
  const factors = terms.mixed.map(({ alpha }) => times(secret, alpha));
  const proofs = terms.mixed.map(({ alpha }) => {
    const nonce = draw();
    const prefix = `decrypt|${terms.fingerprint}|${pointText(key)}|`;
    const c = challenge(prefix, times(nonce, G), times(nonce, alpha));
    return { challenge: String(c), response: String(mod(nonce - secret * c)) };
  });
  const text = JSON.stringify({ decryption_factors: [factors.map(pointText)], decryption_proofs: [proofs] });
  const { electionHash, mixed } = terms;
  const { transcript, alphaSum } = weighted({ electionHash, mixed, owner, key, factors });
  const nonce = draw();
  const commitments = [times(nonce, G), times(nonce, alphaSum)] as const;
  const response = String(mod(nonce + sideCarChallenge(transcript, ...commitments) * secret));
  const sideCar = { version: 'pb-dleq-v1', owner, commitments: commitments.map(pointText), response };
  return { owner, text, factors, sideCar };
}

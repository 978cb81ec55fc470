// Making what schnorr.ts checks.
import { G, mod, times } from '../group';
import { challenge } from '../hashing';
import type { Draw } from './draw';

/** A proof as records hold it. */
export interface ProofText {
  readonly challenge: string;
  readonly response: string;
}

/** Proves knowledge of `secret` for secret·G. */
export function prove(prefix: string, secret: bigint, draw: Draw): ProofText {
  const nonce = draw();
  const c = challenge(prefix, times(nonce, G));
  return { challenge: String(c), response: String(mod(nonce - secret * c)) };
}

/** A message object: a text with its signature. */
export const signMessage = (message: string, secret: bigint, draw: Draw) => ({
  message,
  signature: prove(`sigmsg|${message}|`, secret, draw),
});

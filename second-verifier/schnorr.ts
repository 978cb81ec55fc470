// Compact Schnorr proofs {"challenge":"c","response":"s"} (docs/spec/03-hashing-and-proofs.md).
import { G, type Point, readScalar, times } from './group';
import { challenge } from './hashing';
import { readObject } from './json';
import type { Ledger } from './ledger';

export interface Proof {
  readonly challenge: bigint;
  readonly response: bigint;
}

export function readProof(ledger: Ledger, value: unknown, where: string): Proof {
  const [c, s] = readObject(ledger, value, ['challenge', 'response'], where);
  return {
    challenge: readScalar(ledger, c, `the challenge of ${where}`),
    response: readScalar(ledger, s, `the response of ${where}`),
  };
}

/** Whether the proof shows knowledge of x with X = x·G: A = s·G + c·X must hash to c. */
export function holdsFor(prefix: string, key: Point, { challenge: c, response: s }: Proof): boolean {
  const commitment = times(s, G).add(times(c, key));
  return challenge(prefix, commitment) === c;
}

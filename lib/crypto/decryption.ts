/** Partial decryption and its compact proof (chapter 12 of docs/spec). */
import { G, modOrder, multiply, multiplyAddPublic, multiplyPublic, type Point, randomScalar } from './group';
import type { RandomBytes } from './random';
import { challenge, type SchnorrProof } from './schnorr';

/**
 * A trustee's public key in an election. `point` should come from `baseFor`: it is multiplied once per ballot.
 */
export interface DecryptionKey {
  readonly fingerprint: string;
  readonly point: Point;
  readonly text: string;
}

function prefix(key: DecryptionKey): string {
  return `decrypt|${key.fingerprint}|${key.text}|`;
}

/** F = x·α, and the proof that F and the public key have the same logarithm to α and G. */
export function decryptFactor(
  key: DecryptionKey,
  secret: bigint,
  alpha: Point,
  random: RandomBytes,
): { factor: Point; proof: SchnorrProof } {
  const factor = multiply(alpha, secret);
  const nonce = randomScalar(random);
  const c = challenge(prefix(key), [multiply(G, nonce), multiply(alpha, nonce)]);
  return { factor, proof: { challenge: c, response: modOrder(nonce - secret * c) } };
}

/**
 * Verifies one factor. All points must lie in the prime-order subgroup. Neither α nor F is hashed in this proof, so a
 * trustee can forge it for a wrong factor; the side-car (`dleq.ts`) closes that.
 */
export function verifyFactor(key: DecryptionKey, alpha: Point, factor: Point, proof: SchnorrProof): boolean {
  const { challenge: c, response: s } = proof;
  const first = multiplyPublic(G, s).add(multiplyPublic(key.point, c));
  return challenge(prefix(key), [first, multiplyAddPublic(alpha, s, factor, c)]) === c;
}

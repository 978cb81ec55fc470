/**
 * Proof that two points have the same discrete logarithm to two bases (Chaum and Pedersen, CRYPTO '92), compact form:
 * commitments w·G and w·B, challenge over prefix and everything stated, response s = w − x·c.
 */
import { G, modOrder, multiply, multiplyPublic, type Point, pointText, randomScalar } from './group';
import type { RandomBytes } from './random';
import { challenge, type SchnorrProof } from './schnorr';

/** `publicKey` = x·G and `image` = x·`base`; all three points are of the prime-order subgroup. */
export interface EqualLogs {
  readonly publicKey: Point;
  readonly base: Point;
  readonly image: Point;
  /** Domain words; the points are hashed as well. */
  readonly prefix: string;
}

function stated({ publicKey, base, image, prefix }: EqualLogs): string {
  return `${prefix}${[publicKey, base, image].map(pointText).join(',')}|`;
}

export function proveEqualLogs(statement: EqualLogs, secret: bigint, random: RandomBytes): SchnorrProof {
  const nonce = randomScalar(random);
  const c = challenge(stated(statement), [multiply(G, nonce), multiply(statement.base, nonce)]);
  return { challenge: c, response: modOrder(nonce - secret * c) };
}

export function verifyEqualLogs(statement: EqualLogs, { challenge: c, response: s }: SchnorrProof): boolean {
  const { publicKey, base, image } = statement;
  const first = multiplyPublic(G, s).add(multiplyPublic(publicKey, c));
  const second = multiplyPublic(base, s).add(multiplyPublic(image, c));
  return challenge(stated(statement), [first, second]) === c;
}

/**
 * Compact Schnorr proofs of knowledge (challenge, response) as Belenios writes them (chapter 3 of docs/spec).
 * For X = x·B: commitment A = w·B, challenge c = H(prefix ‖ A), response s = w − x·c. The commitment is not published.
 */
import { G, modOrder, multiply, multiplyPublic, type Point, parseScalar, pointText, randomScalar } from './group';
import { hashToScalar } from './hash';
import type { RandomBytes } from './random';

export interface SchnorrProof {
  readonly challenge: bigint;
  readonly response: bigint;
}

/** The JSON shape of a proof, in the order of its keys. */
export interface SchnorrProofJson {
  readonly challenge: string;
  readonly response: string;
}

/** H(prefix ‖ texts joined by commas) as a scalar. */
export function challenge(prefix: string, commitments: readonly Point[]): bigint {
  return hashToScalar(prefix + commitments.map(pointText).join(','));
}

/** Proves knowledge of `secret` for secret·`base` (the generator where left out) under a domain prefix. */
export function proveKnowledge(request: {
  secret: bigint;
  prefix: string;
  random: RandomBytes;
  base?: Point;
}): SchnorrProof {
  const nonce = randomScalar(request.random);
  const c = challenge(request.prefix, [multiply(request.base ?? G, nonce)]);
  return { challenge: c, response: modOrder(nonce - request.secret * c) };
}

/** Verifies a proof for `publicKey`, which must already be known to lie in the prime-order subgroup. */
export function verifyKnowledge(statement: {
  publicKey: Point;
  prefix: string;
  proof: SchnorrProof;
  base?: Point;
}): boolean {
  const { proof, publicKey, prefix } = statement;
  const left = multiplyPublic(statement.base ?? G, proof.response);
  const commitment = left.add(multiplyPublic(publicKey, proof.challenge));
  return challenge(prefix, [commitment]) === proof.challenge;
}

/** JSON shape of a proof. */
export function proofToJson(proof: SchnorrProof): SchnorrProofJson {
  return { challenge: proof.challenge.toString(), response: proof.response.toString() };
}

/** Reads the JSON shape; null when a scalar is not canonical. */
export function proofFromJson(json: SchnorrProofJson): SchnorrProof | null {
  const c = parseScalar(json.challenge);
  const response = parseScalar(json.response);
  return c === null || response === null ? null : { challenge: c, response };
}

// Making what ballots.ts checks.
import type { Ciphertext } from '../ballots';
import { encode } from '../encoding';
import { G, type Point, pointText, times } from '../group';
import { hash64 } from '../hashing';
import type { Draw } from './draw';
import { type ProofText, prove } from './proofs';

/** What a ballot is made for. */
export interface BallotTerms {
  readonly uuid: string;
  readonly fingerprint: string;
  readonly key: Point;
}

/** A ballot with what a mixer reads in it. */
export interface MadeBallot {
  readonly text: string;
  readonly credential: string;
  readonly ciphertext: Ciphertext;
}

/** Encrypts these bytes, and signs with the credential's secret. */
export function makeBallot(terms: BallotTerms, secret: bigint, payload: readonly number[], draw: Draw): MadeBallot {
  return encryptPoint(terms, secret, encode(payload), draw(), draw);
}

/** Encrypts a point with this randomness. */
export function encryptPoint(terms: BallotTerms, secret: bigint, plain: Point, r: bigint, draw: Draw): MadeBallot {
  const ciphertext = { alpha: times(r, G), beta: times(r, terms.key).add(plain) };
  const credential = pointText(times(secret, G));
  const proof = prove(proofPrefix(terms, credential, ciphertext), r, draw);
  return signBallot(terms, secret, ciphertext, proof, draw);
}

export function proofPrefix(
  { fingerprint, key }: BallotTerms,
  credential: string,
  { alpha, beta }: Ciphertext,
): string {
  return `raweg|${fingerprint}|${credential}|${pointText(key)},${pointText(alpha)},${pointText(beta)}|`;
}

/** Puts a signed ballot around a ciphertext and a proof, whether that proof holds or not. */
export function signBallot(
  { uuid, fingerprint }: BallotTerms,
  secret: bigint,
  ciphertext: Ciphertext,
  proof: ProofText,
  draw: Draw,
  texts = { alpha: pointText(ciphertext.alpha), beta: pointText(ciphertext.beta) },
): MadeBallot {
  const credential = pointText(times(secret, G));
  const unsigned = {
    election_uuid: uuid,
    election_hash: fingerprint,
    credential,
    answers: [{ choices: texts, proof }],
  };
  const hash = hash64(JSON.stringify(unsigned));
  const signature = { hash, proof: prove(`sig|${hash}|`, secret, draw) };
  return { text: JSON.stringify({ ...unsigned, signature }), credential, ciphertext };
}

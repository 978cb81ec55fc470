/**
 * The side-car `pb-dleq-v1`: one proof that all factors of a partial decryption have the same logarithm as the
 * trustee's key (chapter 12 of docs/spec). Everything is hashed before the weights and the challenge exist,
 * so unlike the proofs inside an archive it cannot be forged for a chosen factor.
 */

import { sha512 } from '@noble/hashes/sha2.js';
import { concatBytes } from '@noble/hashes/utils.js';
import { sha256 } from '#sha2';
import {
  type EncodedPoint,
  encodePoint,
  G,
  modOrder,
  multiply,
  multiplyAddPublic,
  multiplyPublic,
  type Point,
  pointBytes,
  randomScalar,
  textToPointBytes,
} from './group';
import { bytesToInteger, utf8 } from './hash';
import { sumOfProducts } from './multi-scalar';
import { ORDER } from './order';
import type { Pace } from './pace';
import type { RandomBytes } from './random';

export const SIDECAR_VERSION = 'pb-dleq-v1';
const WEIGHT_DOMAIN = utf8(`${SIDECAR_VERSION}/rho`);

export interface SidecarStatement {
  /** SHA-256 of election.json, 64 hex digits. */
  readonly electionHash: string;
  /** SHA-256 of the canonical list of the last shuffle's ciphertexts, 64 hex digits. */
  readonly ciphertextsHash: string;
  readonly owner: number;
  readonly publicKey: EncodedPoint;
  readonly alphas: readonly EncodedPoint[];
  readonly factors: readonly EncodedPoint[];
}

export interface SidecarProof {
  readonly commitments: readonly [EncodedPoint, EncodedPoint];
  readonly response: bigint;
}

function uint32(n: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, n);
  return bytes;
}

/** Each item with its length before it, 4 bytes big-endian. */
function lengthPrefixed(items: readonly (string | Uint8Array)[]): Uint8Array {
  const parts = items.map((item) => (typeof item === 'string' ? utf8(item) : item));
  return concatBytes(...parts.flatMap((part) => [uint32(part.length), part]));
}

function encodings(points: readonly EncodedPoint[]): Uint8Array {
  return concatBytes(...points.map(({ text }) => textToPointBytes(text)));
}

/** A statement in bytes: 32 per point. */
export interface SidecarBytes {
  /** As in {@link SidecarStatement}. */
  readonly electionHash: string;
  readonly ciphertextsHash: string;
  readonly owner: number;
  readonly key: Uint8Array;
  readonly alphas: Uint8Array;
  readonly factors: Uint8Array;
}

/** T: the hash of everything that is claimed, 32 bytes. */
export function transcriptOfBytes(statement: SidecarBytes): Uint8Array {
  return sha256(
    lengthPrefixed([
      SIDECAR_VERSION,
      statement.electionHash,
      statement.ciphertextsHash,
      String(statement.owner),
      statement.key,
      String(statement.alphas.length / 32),
      statement.alphas,
      statement.factors,
    ]),
  );
}

/** {@link transcriptOfBytes} of decoded points. */
export function sidecarTranscript(statement: SidecarStatement): Uint8Array {
  return transcriptOfBytes({
    electionHash: statement.electionHash,
    ciphertextsHash: statement.ciphertextsHash,
    owner: statement.owner,
    key: textToPointBytes(statement.publicKey.text),
    alphas: encodings(statement.alphas),
    factors: encodings(statement.factors),
  });
}

/** ρ_i: the weight of item `index` under a transcript, 128 bits. */
export function sidecarWeight(transcript: Uint8Array, index: number): bigint {
  const digest = sha256(concatBytes(WEIGHT_DOMAIN, transcript, uint32(index)));
  return bytesToInteger(digest) >> 128n;
}

/** Ā = Σ ρ_i·α_i and F̄ = Σ ρ_i·F_i. */
async function combine(statement: SidecarStatement, transcript: Uint8Array, pace: Pace): Promise<[Point, Point]> {
  const weights = statement.alphas.map((_, i) => sidecarWeight(transcript, i));
  const points = (list: readonly EncodedPoint[]) => list.map(({ point }) => point);
  return [
    await sumOfProducts(points(statement.alphas), weights, pace),
    await sumOfProducts(points(statement.factors), weights, pace),
  ];
}

/** The challenge to a transcript and the encodings of the two commitments. */
export function sidecarChallenge(transcript: Uint8Array, first: Uint8Array, second: Uint8Array): bigint {
  const message = lengthPrefixed([`${SIDECAR_VERSION}/chal`, transcript, first, second]);
  return bytesToInteger(sha512(message)) % ORDER;
}

export async function proveSidecar(
  statement: SidecarStatement,
  secret: bigint,
  random: RandomBytes,
  pace: Pace,
): Promise<SidecarProof> {
  const transcript = sidecarTranscript(statement);
  const [alphaBar] = await combine(statement, transcript, pace);
  const nonce = randomScalar(random);
  const commitments = [multiply(G, nonce), multiply(alphaBar, nonce)] as const;
  const c = sidecarChallenge(transcript, pointBytes(commitments[0]), pointBytes(commitments[1]));
  return {
    commitments: [encodePoint(commitments[0]), encodePoint(commitments[1])],
    response: modOrder(nonce + c * secret),
  };
}

/** Every point of statement and proof must lie in the prime-order subgroup, or the proof means nothing. */
export async function verifySidecar(statement: SidecarStatement, proof: SidecarProof, pace: Pace): Promise<boolean> {
  if (statement.alphas.length !== statement.factors.length) return false;
  const transcript = sidecarTranscript(statement);
  const [alphaBar, factorBar] = await combine(statement, transcript, pace);
  const [first, second] = [proof.commitments[0].point, proof.commitments[1].point];
  const c = sidecarChallenge(transcript, pointBytes(first), pointBytes(second));
  const keyHolds = multiplyPublic(G, proof.response).equals(first.add(multiplyPublic(statement.publicKey.point, c)));
  const minusC = modOrder(-c);
  return keyHolds && multiplyAddPublic(alphaBar, proof.response, factorBar, minusC).equals(second);
}

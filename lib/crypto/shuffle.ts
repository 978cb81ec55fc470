/**
 * Proof of a shuffle of ElGamal ciphertexts (Terelius–Wikström as profiled by Haenni, Locher, Koenig and Dubuis:
 * "Pseudo-Code Algorithms for Verifiable Re-Encryption Mix-Nets", 2017), with the transcripts of Belenios
 * (chapter 11 of docs/spec). Names follow that text: e input, e' output, c permutation commitment, ĉ chain.
 */
import type { EncodedPoint } from './group';
import { bytesToInteger, hashToScalar, sha256Hex, TextHasher } from './hash';
import { ORDER } from './order';
import { COST, type Pace } from './pace';

export interface Ciphertext {
  readonly alpha: EncodedPoint;
  readonly beta: EncodedPoint;
}

export interface ShuffleContext {
  /** Fingerprint of the election, 43 characters. */
  readonly fingerprint: string;
  readonly electionKey: EncodedPoint;
}

/** The names of the verification equations, `t̂` as `tHat`. */
export interface ShuffleProof {
  readonly t1: EncodedPoint;
  readonly t2: EncodedPoint;
  readonly t3: EncodedPoint;
  readonly t41: EncodedPoint;
  readonly t42: EncodedPoint;
  readonly tHats: readonly EncodedPoint[];
  readonly s1: bigint;
  readonly s2: bigint;
  readonly s3: bigint;
  readonly s4: bigint;
  readonly sHats: readonly bigint[];
  readonly sPrimes: readonly bigint[];
  readonly commitments: readonly EncodedPoint[];
  readonly chain: readonly EncodedPoint[];
}

export interface ShuffleStatement {
  readonly context: ShuffleContext;
  readonly input: readonly Ciphertext[];
  readonly output: readonly Ciphertext[];
  readonly proof: ShuffleProof;
}

/** The element of a list that is known to be long enough. */
export function at<T>(items: readonly T[], index: number): T {
  return items[index] as T;
}

function list(points: readonly EncodedPoint[]): string {
  return points.map((point) => `${point.text},`).join('');
}

function ciphertextList(ciphertexts: readonly Ciphertext[]): string {
  return ciphertexts.map(({ alpha, beta }) => `${alpha.text},${beta.text},`).join('');
}

export function statementText(
  input: readonly Ciphertext[],
  output: readonly Ciphertext[],
  commitments: readonly EncodedPoint[],
): string {
  return ciphertextList(input) + ciphertextList(output) + list(commitments);
}

/** u_0 … u_{n−1}: one challenge per input, fixed by lists and permutation commitment. */
export async function inputChallenges(
  context: ShuffleContext,
  statement: string,
  n: number,
  pace: Pace,
): Promise<bigint[]> {
  const seed = new TextHasher().add(`shuffle-challenges|${context.fingerprint}|`).add(statement).digestHex();
  const challenges: bigint[] = [];
  for (let i = 0; i < n; i++) {
    challenges.push(hashToScalar(seed + sha256Hex(String(i))));
    await pace.spend(COST.hash);
  }
  return challenges;
}

export function proofChallenge(
  context: ShuffleContext,
  statement: string,
  t: Pick<ShuffleProof, 't1' | 't2' | 't3' | 't41' | 't42' | 'tHats'>,
  chain: readonly EncodedPoint[],
): bigint {
  const hasher = new TextHasher()
    .add(`shuffle-challenge|${context.fingerprint}|`)
    .add(list([t.t1, t.t2, t.t3, t.t41, t.t42]))
    .add(list(t.tHats))
    .add(statement)
    .add(list(chain))
    .add(context.electionKey.text);
  return bytesToInteger(hasher.digest()) % ORDER;
}

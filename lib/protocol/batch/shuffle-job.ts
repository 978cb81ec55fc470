/**
 * One shuffle: its text and its challenges exactly, and its n + 5 equations (chapter 11 of docs/spec) with a
 * weight each, as coefficients of the points that occur in them.
 */
import { bytesToInteger, hashToScalar, sha256Hex, sha256Parts } from '../../crypto/hash';
import { modOrder, ORDER } from '../../crypto/order';
import { COST, type Pace } from '../../crypto/pace';
import type { RandomBytes } from '../../crypto/random';
import { toHex } from '../hex';
import { randomWeights, ScalarList } from './scalars';
import { readShuffle, type ShuffleText, shuffleLayout } from './shuffle-text';
import { ascii, POINT_BYTES, POINT_DIGITS, writePointText } from './text-reader';

export interface ShuffleJob {
  readonly kind: 'shuffle';
  readonly fingerprint: string;
  /** Point text. */
  readonly electionKey: string;
  /** Encodings of the list that was shuffled: α, β of each ciphertext. */
  readonly input: Uint8Array;
  /** The shuffle record. */
  readonly record: Uint8Array;
}

export interface ShuffleTerms {
  /** Encodings of the record's points in the order of a hint file: α'β'…, t₁, t₂, t₃, t₄₁, t₄₂, t̂, c, ĉ. */
  readonly points: Uint8Array;
  /** Their coefficients, in the same order. */
  readonly coefficients: Uint8Array;
  /** Coefficients of the input: α, β of each ciphertext. */
  readonly input: Uint8Array;
  /** Coefficients of h₀ … h_{n−1}. */
  readonly generators: Uint8Array;
  /** Coefficients of G, of the election key and of h₋₁. */
  readonly base: bigint;
  readonly electionKey: bigint;
  readonly chainBase: bigint;
}

/** Items between two chances to yield. */
const STRIDE = 256;

/** Texts of the input, the output and the permutation commitments, each with a comma after it. */
function statementBytes(job: ShuffleJob, points: Uint8Array, n: number): Uint8Array {
  const layout = shuffleLayout(n);
  const statement = new Uint8Array(5 * n * (POINT_DIGITS + 1));
  let at = 0;
  const put = (encodings: Uint8Array, from: number, count: number) => {
    at = writeList(encodings, from, count, statement, at);
  };
  put(job.input, 0, 2 * n);
  put(points, layout.output, 2 * n);
  put(points, layout.commitments, n);
  return statement;
}

/** Writes `count` point texts from slot `from` on; returns where the next byte goes. */
function writeList(encodings: Uint8Array, from: number, count: number, into: Uint8Array, start: number): number {
  let at = start;
  for (let i = from; i < from + count; i++) {
    writePointText(encodings, i * POINT_BYTES, into, at);
    into[at + POINT_DIGITS] = 0x2c;
    at += POINT_DIGITS + 1;
  }
  return at;
}

async function inputChallenges(fingerprint: string, statement: Uint8Array, n: number, pace: Pace): Promise<bigint[]> {
  const seed = toHex(sha256Parts([ascii(`shuffle-challenges|${fingerprint}|`), statement]));
  const challenges: bigint[] = [];
  for (let i = 0; i < n; i++) {
    challenges.push(hashToScalar(seed + sha256Hex(String(i))));
    if (i % STRIDE === 0) await pace.spend(STRIDE * COST.hash);
  }
  return challenges;
}

function proofChallenge(job: ShuffleJob, statement: Uint8Array, points: Uint8Array, n: number): bigint {
  const layout = shuffleLayout(n);
  const [first, chain] = [new Uint8Array((n + 5) * (POINT_DIGITS + 1)), new Uint8Array(n * (POINT_DIGITS + 1))];
  writeList(points, layout.t, n + 5, first, 0);
  writeList(points, layout.chain, n, chain, 0);
  const head = ascii(`shuffle-challenge|${job.fingerprint}|`);
  return bytesToInteger(sha256Parts([head, first, statement, chain, ascii(job.electionKey)])) % ORDER;
}

interface Challenges {
  readonly u: readonly bigint[];
  readonly c: bigint;
}

type Weights = { readonly [Name in 't1' | 't2' | 't3' | 't41' | 't42']: bigint } & {
  readonly chain: readonly bigint[];
};

function drawWeights(random: RandomBytes, n: number): Weights {
  const [t1 = 0n, t2 = 0n, t3 = 0n, t41 = 0n, t42 = 0n, ...chain] = randomWeights(random, n + 5);
  return { t1, t2, t3, t41, t42, chain };
}

/** Σ weight·equation: the coefficient of every point (chapter 11 of docs/spec). */
function combine({ s, sHats, sPrimes, points }: ShuffleText, { u, c }: Challenges, k: Weights): ShuffleTerms {
  const n = u.length;
  const layout = shuffleLayout(n);
  const own = new ScalarList(layout.length);
  const [input, generators] = [new ScalarList(2 * n), new ScalarList(n)];
  const [ck1, ck2, ck3, ck41, ck42] = [k.t1, k.t2, k.t3, k.t41, k.t42].map((weight) => modOrder(c * weight)) as Five;
  let product = 1n;
  let base = k.t42 * s[3] - k.t1 * s[0] - k.t2 * s[1] - k.t3 * s[2];
  for (let i = 0; i < n; i++) {
    const [uI, sPrime, weight] = [u[i], sPrimes[i], k.chain[i]] as [bigint, bigint, bigint];
    product = (product * uI) % ORDER;
    base -= weight * (sHats[i] as bigint);
    own.set(layout.output + 2 * i, -k.t42 * sPrime);
    own.set(layout.output + 2 * i + 1, -k.t41 * sPrime);
    own.set(layout.tHats + i, weight);
    own.set(layout.commitments + i, ck1 + ck3 * uI);
    const next = i < n - 1 ? (k.chain[i + 1] as bigint) * (sPrimes[i + 1] as bigint) : -ck2;
    own.set(layout.chain + i, c * weight - next);
    input.set(2 * i, ck42 * uI);
    input.set(2 * i + 1, ck41 * uI);
    generators.set(i, -ck1 - k.t3 * sPrime);
  }
  for (const [i, weight] of [k.t1, k.t2, k.t3, k.t41, k.t42].entries()) own.set(layout.t + i, weight);
  return {
    points,
    coefficients: own.bytes,
    input: input.bytes,
    generators: generators.bytes,
    base: modOrder(base),
    electionKey: modOrder(k.t41 * s[3]),
    chainBase: modOrder(-ck2 * product - (k.chain[0] as bigint) * (sPrimes[0] as bigint)),
  };
}

type Five = [bigint, bigint, bigint, bigint, bigint];

export async function runShuffleJob(job: ShuffleJob, random: RandomBytes, pace: Pace): Promise<ShuffleTerms> {
  const n = job.input.length / (2 * POINT_BYTES);
  const shuffle = readShuffle(job.record, n);
  const statement = statementBytes(job, shuffle.points, n);
  const u = await inputChallenges(job.fingerprint, statement, n, pace);
  const c = proofChallenge(job, statement, shuffle.points, n);
  return combine(shuffle, { u, c }, drawWeights(random, n));
}

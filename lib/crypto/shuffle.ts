/**
 * Proof of a shuffle of ElGamal ciphertexts (Terelius–Wikström as profiled by Haenni, Locher, Koenig and Dubuis:
 * "Pseudo-Code Algorithms for Verifiable Re-Encryption Mix-Nets", 2017), with the transcripts of Belenios
 * (section 10 of our specification). Names follow that text: e input, e' output, c permutation commitment, ĉ chain.
 */
import { chainGenerator, prepareGenerators, shuffleGenerator } from './generators';
import {
  baseFor,
  type EncodedPoint,
  encodePoint,
  encodePoints,
  G,
  IDENTITY,
  modOrder,
  multiply,
  type Point,
  randomScalar,
} from './group';
import { bytesToInteger, hashToScalar, sha256Hex, TextHasher } from './hash';
import { LinearCombination, sumCost, sumOfProducts } from './multi-scalar';
import { ORDER } from './order';
import { COST, type Pace } from './pace';
import type { RandomBytes } from './random';

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

/** Work of {@link shuffleCiphertexts} for `n` ciphertexts, in point additions. */
export function shuffleCost(n: number): number {
  return n * 8 * COST.fixedMultiply + 3 * sumCost(n);
}

/** Work of {@link verifyShuffle} for `n` ciphertexts, in point additions. */
export function verifyShuffleCost(n: number): number {
  return sumCost(8 * n + 8);
}

function list(points: readonly EncodedPoint[]): string {
  return points.map((point) => `${point.text},`).join('');
}

function ciphertextList(ciphertexts: readonly Ciphertext[]): string {
  return ciphertexts.map(({ alpha, beta }) => `${alpha.text},${beta.text},`).join('');
}

function statementText(
  input: readonly Ciphertext[],
  output: readonly Ciphertext[],
  commitments: readonly EncodedPoint[],
): string {
  return ciphertextList(input) + ciphertextList(output) + list(commitments);
}

/** u_0 … u_{n−1}: one challenge per input, fixed by lists and permutation commitment. */
async function inputChallenges(context: ShuffleContext, statement: string, n: number, pace: Pace): Promise<bigint[]> {
  const seed = new TextHasher().add(`shuffle-challenges|${context.fingerprint}|`).add(statement).digestHex();
  const challenges: bigint[] = [];
  for (let i = 0; i < n; i++) {
    challenges.push(hashToScalar(seed + sha256Hex(String(i))));
    await pace.spend(COST.hash);
  }
  return challenges;
}

function proofChallenge(
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

/** A uniform integer in 0 … bound − 1 from 48 random bits, by rejection. */
function randomInteger(bound: number, random: RandomBytes): number {
  const range = 2 ** 48;
  const limit = range - (range % bound);
  for (;;) {
    const value = Number(bytesToInteger(random(6)));
    if (value < limit) return value % bound;
  }
}

/** A uniform permutation of 0 … n − 1 (Fisher–Yates). */
function randomPermutation(n: number, random: RandomBytes): number[] {
  const permutation = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = randomInteger(i + 1, random);
    [permutation[i], permutation[j]] = [at(permutation, j), at(permutation, i)];
  }
  return permutation;
}

/** The element of a list that is known to be long enough. */
function at<T>(items: readonly T[], index: number): T {
  return items[index] as T;
}

function sumOf(terms: Iterable<bigint>): bigint {
  let sum = 0n;
  for (const term of terms) sum += term;
  return modOrder(sum);
}

function randomScalars(n: number, random: RandomBytes): bigint[] {
  return Array.from({ length: n }, () => randomScalar(random));
}

/** Multiplies a list of scalars by one base that has a table. */
async function multiplyAll(base: Point, scalars: readonly bigint[], pace: Pace): Promise<Point[]> {
  const products: Point[] = [];
  for (const scalar of scalars) {
    products.push(multiply(base, scalar));
    await pace.spend(COST.fixedMultiply);
  }
  return products;
}

/** Points a_i·G + b_i·h. */
async function commitPairs(a: readonly bigint[], b: readonly bigint[], h: Point, pace: Pace): Promise<EncodedPoint[]> {
  const left = await multiplyAll(G, a, pace);
  const right = await multiplyAll(h, b, pace);
  return encodePoints(left.map((point, i) => point.add(at(right, i))));
}

interface Mixed {
  readonly permutation: readonly number[];
  readonly rho: readonly bigint[];
  readonly output: readonly Ciphertext[];
}

/** Re-encrypts and permutes: e'_i = e_ψ(i) + ρ_ψ(i)·(G, y). */
async function reencrypt(
  context: ShuffleContext,
  input: readonly Ciphertext[],
  random: RandomBytes,
  pace: Pace,
): Promise<Mixed> {
  const permutation = randomPermutation(input.length, random);
  const rho = randomScalars(input.length, random);
  const masksAlpha = await multiplyAll(G, rho, pace);
  const masksBeta = await multiplyAll(baseFor(context.electionKey.point, rho.length), rho, pace);
  const alphas = encodePoints(permutation.map((j) => at(input, j).alpha.point.add(at(masksAlpha, j))));
  const betas = encodePoints(permutation.map((j) => at(input, j).beta.point.add(at(masksBeta, j))));
  return { permutation, rho, output: alphas.map((alpha, i) => ({ alpha, beta: at(betas, i) })) };
}

/** Coefficients of the chain ĉ_i = a_i·G + b_i·h, from ĉ_i = r̂_i·G + u'_i·ĉ_{i−1} and ĉ_{−1} = h. */
function chainCoefficients(rHats: readonly bigint[], uPrimes: readonly bigint[]): { a: bigint[]; b: bigint[] } {
  const a: bigint[] = [];
  const b: bigint[] = [];
  let [previousA, previousB] = [0n, 1n];
  for (const [i, uPrime] of uPrimes.entries()) {
    previousA = modOrder(at(rHats, i) + uPrime * previousA);
    previousB = modOrder(uPrime * previousB);
    a.push(previousA);
    b.push(previousB);
  }
  return { a, b };
}

/** The commitments of the proof for nonces w₁…w₄, ŵ and w'. */
async function commit(
  context: ShuffleContext,
  output: readonly Ciphertext[],
  nonces: { w: readonly bigint[]; wHats: readonly bigint[]; wPrimes: readonly bigint[] },
  chain: { a: readonly bigint[]; b: readonly bigint[] },
  pace: Pace,
): Promise<Pick<ShuffleProof, 't1' | 't2' | 't3' | 't41' | 't42' | 'tHats'>> {
  const { w, wHats, wPrimes } = nonces;
  const generators = output.map((_, i) => shuffleGenerator(i).point);
  const w4 = modOrder(-at(w, 3));
  const sum = (points: readonly Point[]) => sumOfProducts(points, wPrimes, pace);
  const t3 = multiply(G, at(w, 2)).add(await sum(generators));
  const t41 = multiply(context.electionKey.point, w4).add(await sum(output.map(({ beta }) => beta.point)));
  const t42 = multiply(G, w4).add(await sum(output.map(({ alpha }) => alpha.point)));
  const tHats = await commitPairs(
    wHats.map((wHat, i) => modOrder(wHat + at(wPrimes, i) * (chain.a[i - 1] ?? 0n))),
    wPrimes.map((wPrime, i) => modOrder(wPrime * (chain.b[i - 1] ?? 1n))),
    chainGenerator().point,
    pace,
  );
  const singles = [multiply(G, at(w, 0)), multiply(G, at(w, 1)), t3, t41, t42].map(encodePoint);
  return {
    t1: at(singles, 0),
    t2: at(singles, 1),
    t3: at(singles, 2),
    t41: at(singles, 3),
    t42: at(singles, 4),
    tHats,
  };
}

/** v_i with v_{n−1} = 1 and v_i = u'_{i+1}·v_{i+1}. */
function chainWeights(uPrimes: readonly bigint[]): bigint[] {
  const weights: bigint[] = new Array(uPrimes.length).fill(1n);
  for (let i = uPrimes.length - 2; i >= 0; i--) weights[i] = modOrder(at(uPrimes, i + 1) * at(weights, i + 1));
  return weights;
}

/**
 * Shuffles at least one ciphertext and proves it. The input must have been verified, subgroup membership included:
 * a component of small order would survive and mark the ballot behind this mixer.
 * Order of random draws: permutation, ρ, r, r̂, w₁…w₄, ŵ, w'.
 */
export async function shuffleCiphertexts(request: {
  context: ShuffleContext;
  input: readonly Ciphertext[];
  random: RandomBytes;
  pace: Pace;
}): Promise<{ output: readonly Ciphertext[]; proof: ShuffleProof }> {
  const { context, input, random, pace } = request;
  const n = input.length;
  if (n === 0) throw new RangeError('nothing to shuffle');
  await prepareGenerators(n, pace);
  const { permutation, rho, output } = await reencrypt(context, input, random, pace);
  const r = randomScalars(n, random);
  const openings = await multiplyAll(G, r, pace);
  const placed: Point[] = new Array(n);
  permutation.forEach((j, i) => {
    placed[j] = at(openings, j).add(shuffleGenerator(i).point);
  });
  const commitments = encodePoints(placed);
  const statement = statementText(input, output, commitments);
  const u = await inputChallenges(context, statement, n, pace);
  const uPrimes = permutation.map((j) => at(u, j));
  const rHats = randomScalars(n, random);
  const coefficients = chainCoefficients(rHats, uPrimes);
  const chain = await commitPairs(coefficients.a, coefficients.b, chainGenerator().point, pace);
  const w = randomScalars(4, random);
  const nonces = { w, wHats: randomScalars(n, random), wPrimes: randomScalars(n, random) };
  const t = await commit(context, output, nonces, coefficients, pace);
  const c = proofChallenge(context, statement, t, chain);
  const weights = chainWeights(uPrimes);
  const secrets = [
    sumOf(r),
    sumOf(rHats.map((rHat, i) => rHat * at(weights, i))),
    sumOf(r.map((rj, j) => rj * at(u, j))),
    sumOf(rho.map((rhoJ, j) => rhoJ * at(u, j))),
  ];
  const s = secrets.map((secret, k) => modOrder(at(w, k) + c * secret));
  const sHats = nonces.wHats.map((wHat, i) => modOrder(wHat + c * at(rHats, i)));
  const sPrimes = nonces.wPrimes.map((wPrime, i) => modOrder(wPrime + c * at(uPrimes, i)));
  const responses = { s1: at(s, 0), s2: at(s, 1), s3: at(s, 2), s4: at(s, 3), sHats, sPrimes };
  return { output, proof: { ...t, ...responses, commitments, chain } };
}

export type ShuffleVerdict =
  | { ok: true }
  | { ok: false; code: 'wrong_length' }
  /** `equation`: `t1`, `t2`, `t3`, `t41`, `t42` or `tHat` with the item's number from 0. */
  | { ok: false; code: 'bad_proof'; equation: string };

/** The scalars that all verification equations share. */
interface Challenges {
  readonly u: readonly bigint[];
  readonly product: bigint;
  readonly c: bigint;
}

/** Adds weight·(equation) to a combination that must come out as the identity. */
type Equation = { name: string; add: (sum: LinearCombination, weight: bigint) => void };

const BASE = encodePoint(G);

function openingEquations(
  { input, output, context, proof }: ShuffleStatement,
  { u, product, c }: Challenges,
): Equation[] {
  const last = at(proof.chain, proof.chain.length - 1);
  const reencryption = (weight: bigint, sum: LinearCombination, part: 'alpha' | 'beta') => {
    input.forEach((item, j) => {
      sum.add(item[part], c * modOrder(weight * at(u, j)));
    });
    output.forEach((item, i) => {
      sum.add(item[part], -weight * at(proof.sPrimes, i));
    });
  };
  return [
    {
      name: 't1',
      add: (sum, k) => {
        sum.add(proof.t1, k);
        sum.add(BASE, -k * proof.s1);
        for (const [i, commitment] of proof.commitments.entries()) {
          sum.add(commitment, c * k);
          sum.add(shuffleGenerator(i), -c * k);
        }
      },
    },
    {
      name: 't2',
      add: (sum, k) => {
        sum.add(proof.t2, k);
        sum.add(BASE, -k * proof.s2);
        sum.add(last, c * k);
        sum.add(chainGenerator(), -c * modOrder(k * product));
      },
    },
    {
      name: 't3',
      add: (sum, k) => {
        sum.add(proof.t3, k);
        sum.add(BASE, -k * proof.s3);
        for (const [i, commitment] of proof.commitments.entries()) {
          sum.add(commitment, c * modOrder(k * at(u, i)));
          sum.add(shuffleGenerator(i), -k * at(proof.sPrimes, i));
        }
      },
    },
    {
      name: 't41',
      add: (sum, k) => {
        sum.add(proof.t41, k);
        sum.add(context.electionKey, k * proof.s4);
        reencryption(k, sum, 'beta');
      },
    },
    {
      name: 't42',
      add: (sum, k) => {
        sum.add(proof.t42, k);
        sum.add(BASE, k * proof.s4);
        reencryption(k, sum, 'alpha');
      },
    },
  ];
}

function chainEquations({ proof }: ShuffleStatement, { c }: Challenges): Equation[] {
  return proof.tHats.map((tHat, i) => ({
    name: `tHat ${i}`,
    add: (sum, k) => {
      sum.add(tHat, k);
      sum.add(BASE, -k * at(proof.sHats, i));
      sum.add(proof.chain[i - 1] ?? chainGenerator(), -k * at(proof.sPrimes, i));
      sum.add(at(proof.chain, i), c * k);
    },
  }));
}

function hasLengths({ input, output, proof }: ShuffleStatement): boolean {
  const lists = [output, proof.tHats, proof.sHats, proof.sPrimes, proof.commitments, proof.chain];
  return input.length > 0 && lists.every((items) => items.length === input.length);
}

/** 128 random bits, never 0. */
function randomWeight(random: RandomBytes): bigint {
  return bytesToInteger(random(16)) | 1n;
}

/**
 * Verifies a shuffle in one random linear combination of its n + 5 equations (weights of 128 bits), then, if that fails,
 * one by one to name the culprit. Every point must be known to lie in the prime-order subgroup.
 */
export async function verifyShuffle(
  statement: ShuffleStatement,
  random: RandomBytes,
  pace: Pace,
): Promise<ShuffleVerdict> {
  if (!hasLengths(statement)) return { ok: false, code: 'wrong_length' };
  const { context, input, output, proof } = statement;
  const text = statementText(input, output, proof.commitments);
  const u = await inputChallenges(context, text, input.length, pace);
  await prepareGenerators(input.length, pace);
  const c = proofChallenge(context, text, proof, proof.chain);
  const challenges = { u, product: u.reduce((product, next) => modOrder(product * next), 1n), c };
  const equations = [...openingEquations(statement, challenges), ...chainEquations(statement, challenges)];
  const all = new LinearCombination();
  for (const equation of equations) equation.add(all, randomWeight(random));
  if ((await all.sum(pace)).equals(IDENTITY)) return { ok: true };
  for (const equation of equations) {
    const one = new LinearCombination();
    equation.add(one, 1n);
    if (!(await one.sum(pace)).equals(IDENTITY)) return { ok: false, code: 'bad_proof', equation: equation.name };
  }
  throw new Error('the combination of true equations is false: arithmetic fault');
}

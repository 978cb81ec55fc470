/** The mixer's side of a shuffle: permute, re-encrypt, prove. See `shuffle.ts` for the sources. */
import { chainGenerator, generatorList } from './generators';
import {
  baseFor,
  type EncodedPoint,
  encodePoint,
  G,
  modOrder,
  multiply,
  type Point,
  randomScalar,
  SCALAR_RANDOM_BYTES,
} from './group';
import { bytesToInteger } from './hash';
import { COST, type Pace } from './pace';
import { encodeList, multiplyBase, multiScalarSumSecret, PointList } from './points';
import type { RandomBytes } from './random';
import {
  at,
  type Ciphertext,
  inputChallenges,
  proofChallenge,
  type ShuffleContext,
  type ShuffleProof,
  statementText,
} from './shuffle';

/** Multiplications between two chances to yield, and scalars drawn at once: no source has to give more than 16 KB. */
const STRIDE = 256;

/** Work of {@link shuffleCiphertexts} for `n` ciphertexts, in point additions. */
export function shuffleCost(n: number): number {
  return n * (7 * COST.fixedMultiply + 3 * COST.secretTerm);
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

function sumOf(terms: Iterable<bigint>): bigint {
  let sum = 0n;
  for (const term of terms) sum += term;
  return modOrder(sum);
}

/** The scalars that {@link randomScalar} would draw one by one, from longer pieces of the same random bytes. */
function randomScalars(n: number, random: RandomBytes): bigint[] {
  const scalars: bigint[] = [];
  while (scalars.length < n) {
    const count = Math.min(STRIDE, n - scalars.length);
    const bytes = random(count * SCALAR_RANDOM_BYTES);
    for (let i = 0; i < count; i++) {
      scalars.push(randomScalar(() => bytes.subarray(i * SCALAR_RANDOM_BYTES, (i + 1) * SCALAR_RANDOM_BYTES)));
    }
  }
  return scalars;
}

/** Multiplies a list of scalars by one base, and adds each product to a point where there are any. */
async function multiplyAll(
  base: Point,
  scalars: readonly bigint[],
  pace: Pace,
  summands?: PointList,
): Promise<PointList> {
  const fast = baseFor(base, scalars.length);
  const products: PointList[] = [];
  for (let start = 0; start < scalars.length; start += STRIDE) {
    const part = scalars.slice(start, start + STRIDE);
    products.push(multiplyBase(part, fast, summands?.slice(start, start + part.length)));
    await pace.spend(part.length * COST.fixedMultiply);
  }
  return PointList.join(products);
}

/** Points a_i·G + b_i·h. */
async function commitPairs(a: readonly bigint[], b: readonly bigint[], h: Point, pace: Pace): Promise<EncodedPoint[]> {
  return encodeList(await multiplyAll(h, b, pace, await multiplyAll(G, a, pace)));
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
  const moved = permutation.map((j) => at(rho, j));
  const part = (which: 'alpha' | 'beta') => PointList.from(permutation.map((j) => at(input, j)[which].point));
  const alphas = encodeList(await multiplyAll(G, moved, pace, part('alpha')));
  const betas = encodeList(await multiplyAll(context.electionKey.point, moved, pace, part('beta')));
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
  const w4 = modOrder(-at(w, 3));
  const sum = (points: PointList) => multiScalarSumSecret(points, wPrimes, pace);
  const part = (which: 'alpha' | 'beta') => PointList.from(output.map((item) => item[which].point));
  const t3 = multiply(G, at(w, 2)).add(await sum(await generatorList(output.length, pace)));
  const t41 = multiply(context.electionKey.point, w4).add(await sum(part('beta')));
  const t42 = multiply(G, w4).add(await sum(part('alpha')));
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
  const generators = await generatorList(n, pace);
  const { permutation, rho, output } = await reencrypt(context, input, random, pace);
  const r = randomScalars(n, random);
  const placed: Point[] = new Array(n);
  permutation.forEach((j, i) => {
    placed[j] = generators.at(i);
  });
  const commitments = encodeList(await multiplyAll(G, r, pace, PointList.from(placed)));
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

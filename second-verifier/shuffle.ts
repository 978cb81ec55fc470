// Shuffles and their proofs, after Terelius and Wikström (docs/spec/11-tally-and-shuffles.md).
import { type Ciphertext, readCiphertext } from './ballots';
import { generator } from './generators';
import { G, mod, type Point, pointText, readPoint, readScalar, sum, times } from './group';
import { hashHex, hashScalar } from './hashing';
import { readArray, readJson, readObject, readTuple } from './json';
import type { Ledger } from './ledger';

export interface Shuffle {
  readonly output: readonly Ciphertext[];
  /** t₁, t₂, t₃, t₄₁, t₄₂ */
  readonly t: readonly Point[];
  /** t̂ᵢ */
  readonly tHat: readonly Point[];
  /** s₁, s₂, s₃, s₄ */
  readonly s: readonly bigint[];
  /** ŝᵢ */
  readonly sHat: readonly bigint[];
  /** s′ᵢ */
  readonly sPrime: readonly bigint[];
  /** cⱼ */
  readonly c: readonly Point[];
  /** ĉᵢ */
  readonly cHat: readonly Point[];
}

export interface Terms {
  readonly fingerprint: string;
  /** The election key y. */
  readonly key: Point;
}

/** Checks that a shuffle's record mixes `input`, and returns what comes out of it. */
export function checkShuffle(
  ledger: Ledger,
  text: string,
  input: readonly Ciphertext[],
  terms: Terms,
  where: string,
): readonly Ciphertext[] {
  const shuffle = readShuffle(ledger, text, input.length, where);
  checkEquations(ledger, input, shuffle, terms, where);
  return shuffle.output;
}

function readShuffle(ledger: Ledger, text: string, length: number, where: string): Shuffle {
  const record = readJson(ledger, text, where);
  const [ciphertexts, proofs] = readObject(ledger, record, ['ciphertexts', 'proofs'], where);
  const [list] = readTuple(ledger, ciphertexts, 1, `the questions of ${where}`);
  const [proof] = readTuple(ledger, proofs, 1, `the proofs of ${where}`);
  const [commitments, responses, c, cHat] = readTuple(ledger, proof, 4, `the proof of ${where}`);
  const [t1, t2, t3, t4, tHat] = readTuple(ledger, commitments, 5, `the commitments of ${where}`);
  const [t41, t42] = readTuple(ledger, t4, 2, `t4 of ${where}`);
  const [s1, s2, s3, s4, sHat, sPrime] = readTuple(ledger, responses, 6, `the responses of ${where}`);
  const point = (value: unknown, name: string) => readPoint(ledger, value, `${name} of ${where}`);
  const scalar = (value: unknown, name: string) => readScalar(ledger, value, `${name} of ${where}`);
  function each<T>(value: unknown, name: string, read: (item: unknown, name: string) => T): T[] {
    const items = readArray(ledger, value, `${name} of ${where}`);
    ledger.require(
      'shuffle_wrong_length',
      items.length === length,
      `${where} has ${items.length} of ${name}, not ${length}`,
    );
    return items.map((item, index) => read(item, `${name}[${index}]`));
  }
  return {
    output: each(list, 'output', (item, name) => readCiphertext(ledger, item, `${name} of ${where}`)),
    t: [point(t1, 't1'), point(t2, 't2'), point(t3, 't3'), point(t41, 't41'), point(t42, 't42')],
    tHat: each(tHat, 't-hat', point),
    s: [scalar(s1, 's1'), scalar(s2, 's2'), scalar(s3, 's3'), scalar(s4, 's4')],
    sHat: each(sHat, 's-hat', scalar),
    sPrime: each(sPrime, 's-prime', scalar),
    c: each(c, 'c', point),
    cHat: each(cHat, 'c-hat', point),
  };
}

/** Points' texts with a comma behind each, the last one too. */
const pointsText = (points: readonly Point[]): string => points.map((point) => `${pointText(point)},`).join('');
const listOf = (ciphertexts: readonly Ciphertext[]): string =>
  pointsText(ciphertexts.flatMap(({ alpha, beta }) => [alpha, beta]));

/** uᵢ, which depend on the lists and the permutation's commitments, and c, which depends on everything. */
export function shuffleChallenges(
  input: readonly Ciphertext[],
  { output, t, tHat, c, cHat }: Pick<Shuffle, 'output' | 't' | 'tHat' | 'c' | 'cHat'>,
  { fingerprint, key }: Terms,
): { u: bigint[]; challenge: bigint } {
  const lists = listOf(input) + listOf(output) + pointsText(c);
  const digest = hashHex(`shuffle-challenges|${fingerprint}|${lists}`);
  const commitments = pointsText(t) + pointsText(tHat);
  return {
    u: input.map((_, index) => hashScalar(digest + hashHex(String(index)))),
    challenge: hashScalar(
      `shuffle-challenge|${fingerprint}|${commitments}${lists}${pointsText(cHat)}${pointText(key)}`,
    ),
  };
}

/** Σ scalarᵢ·pointᵢ */
const sumOf = (scalars: readonly bigint[], points: readonly Point[]): Point =>
  sum(points.map((point, index) => times(scalars[index] as bigint, point)));

function checkEquations(
  ledger: Ledger,
  input: readonly Ciphertext[],
  shuffle: Shuffle,
  terms: Terms,
  where: string,
): void {
  let done = 0;
  for (const [name, left, right] of equations(input, shuffle, terms)) {
    ledger.require('shuffle_bad_proof', left.equals(right()), `equation ${name} of ${where} does not hold`);
    done += 1;
    ledger.tick(where, done, shuffle.tHat.length + 5);
  }
}

/** The equations that a proof stands for: the name of each, and its two sides. */
export function equations(
  input: readonly Ciphertext[],
  shuffle: Shuffle,
  terms: Terms,
): [name: string, left: Point, right: () => Point][] {
  const { output, t, tHat, s, sHat, sPrime, c, cHat } = shuffle;
  const [s1, s2, s3, s4] = s as [bigint, bigint, bigint, bigint];
  const [t1, t2, t3, t41, t42] = t as [Point, Point, Point, Point, Point];
  const { u, challenge } = shuffleChallenges(input, shuffle, terms);
  const h = generator(-1);
  const generators = input.map((_, index) => generator(index));
  const product = u.reduce((all, one) => mod(all * one), 1n);
  const before = (index: number) => (index === 0 ? h : (cHat[index - 1] as Point));
  /** a − c·b */
  const less = (a: Point, b: Point) => a.subtract(times(challenge, b));
  const reencrypted = (half: (list: readonly Ciphertext[]) => Point[], base: Point) =>
    less(sumOf(sPrime, half(output)), sumOf(u, half(input))).subtract(times(s4, base));
  return [
    ['t1', t1, () => less(times(s1, G), sum(c).subtract(sum(generators)))],
    ['t2', t2, () => less(times(s2, G), before(input.length).subtract(times(product, h)))],
    ['t3', t3, () => less(times(s3, G).add(sumOf(sPrime, generators)), sumOf(u, c))],
    ['t41', t41, () => reencrypted(betas, terms.key)],
    ['t42', t42, () => reencrypted(alphas, G)],
    ...tHat.map((commitment, index): [string, Point, () => Point] => [
      `t-hat[${index}]`,
      commitment,
      () => {
        const chained = times(sPrime[index] as bigint, before(index));
        return less(times(sHat[index] as bigint, G).add(chained), cHat[index] as Point);
      },
    ]),
  ];
}

const alphas = (list: readonly Ciphertext[]): Point[] => list.map(({ alpha }) => alpha);
const betas = (list: readonly Ciphertext[]): Point[] => list.map(({ beta }) => beta);

// Shuffles and their proofs, after Terelius and Wikström (docs/spec/11-tally-and-shuffles.md).
import { type Ciphertext, readCiphertext } from './ballots';
import { generator } from './generators';
import { G, mod, type Point, pointText, readPoint, readScalar, sum, times } from './group';
import { hashHex, hashScalar } from './hashing';
import { readArray, readJson, readObject, readTuple } from './json';
import type { Ledger } from './ledger';

interface Shuffle {
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
  const { output, t, tHat, s, sHat, sPrime, c, cHat } = shuffle;
  const [s1, s2, s3, s4] = s as [bigint, bigint, bigint, bigint];
  const [t1, t2, t3, t41, t42] = t as [Point, Point, Point, Point, Point];
  const { u, challenge } = shuffleChallenges(input, shuffle, terms);
  const n = input.length;
  const h = generator(-1);
  const generators = input.map((_, index) => generator(index));
  const product = u.reduce((all, one) => mod(all * one), 1n);
  const lastHat = cHat[n - 1] ?? h;

  const is = (name: string, left: Point, right: Point) =>
    ledger.require('shuffle_bad_proof', left.equals(right), `equation ${name} of ${where} does not hold`);

  const permuted = sum(c).subtract(sum(generators));
  is('t1', t1, times(s1, G).subtract(times(challenge, permuted)));
  const chained = lastHat.subtract(times(product, h));
  is('t2', t2, times(s2, G).subtract(times(challenge, chained)));
  is(
    't3',
    t3,
    times(s3, G)
      .add(sumOf(sPrime, generators))
      .subtract(times(challenge, sumOf(u, c))),
  );
  const seconds = sumOf(sPrime, betas(output)).subtract(times(challenge, sumOf(u, betas(input))));
  is('t41', t41, seconds.subtract(times(s4, terms.key)));
  const firsts = sumOf(sPrime, alphas(output)).subtract(times(challenge, sumOf(u, alphas(input))));
  is('t42', t42, firsts.subtract(times(s4, G)));

  for (const [index, commitment] of tHat.entries()) {
    const before = index === 0 ? h : (cHat[index - 1] as Point);
    const expected = times(sHat[index] as bigint, G)
      .add(times(sPrime[index] as bigint, before))
      .subtract(times(challenge, cHat[index] as Point));
    ledger.require(
      'shuffle_bad_proof',
      commitment.equals(expected),
      `equation t-hat[${index}] of ${where} does not hold`,
    );
    ledger.tick(where, index + 1, n);
  }
}

const alphas = (list: readonly Ciphertext[]): Point[] => list.map(({ alpha }) => alpha);
const betas = (list: readonly Ciphertext[]): Point[] => list.map(({ beta }) => beta);

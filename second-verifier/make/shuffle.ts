// Making what shuffle.ts checks.
import type { Ciphertext } from '../ballots';
import { generator } from '../generators';
import { G, mod, O, type Point, pointText, sum, times } from '../group';
import { type Shuffle, shuffleChallenges, type Terms } from '../shuffle';
import { type Draw, drawOrder } from './draw';

/** Points that a dishonest mixer adds to ciphertexts of the input, by place; an honest one adds none. */
export type Twist = ReadonlyMap<number, Point>;

const each = <T>(size: number, make: (index: number) => T): T[] =>
  Array.from({ length: size }, (_, index) => make(index));
const total = (scalars: readonly bigint[]): bigint => mod(scalars.reduce((all, one) => all + one, 0n));
const product = (scalars: readonly bigint[]): bigint => scalars.reduce((all, one) => mod(all * one), 1n);

export function makeShuffle(input: readonly Ciphertext[], terms: Terms, draw: Draw, twist: Twist = new Map()): Shuffle {
  const n = input.length;
  const order = drawOrder(draw, n);
  const from = <T>(list: readonly T[], index: number): T => list[index] as T;
  const rho = each(n, draw);
  const output = order.map((place) => {
    const { alpha, beta } = from(input, place);
    const added = twist.get(place) ?? O;
    return {
      alpha: alpha.add(times(from(rho, place), G)).add(added),
      beta: beta.add(times(from(rho, place), terms.key)),
    };
  });
  const r = each(n, draw);
  const c: Point[] = each(n, (index) => times(from(r, index), G).add(generator(order.indexOf(index))));
  // The weights depend on the lists and c alone, so that the rest may still be empty here.
  const { u } = shuffleChallenges(input, { output, c, t: [], tHat: [], cHat: [] }, terms);
  const uPrime = order.map((place) => from(u, place));
  const rHat = each(n, draw);
  const cHat: Point[] = [];
  const before = (index: number) => (index === 0 ? generator(-1) : from(cHat, index - 1));
  for (const index of rHat.keys()) {
    cHat.push(times(from(rHat, index), G).add(times(from(uPrime, index), before(index))));
  }

  const [w1, w2, w3, w4] = [draw(), draw(), draw(), draw()] as const;
  const wHat = each(n, draw);
  const wPrime = each(n, draw);
  const weighted = (points: readonly Point[]) => sum(points.map((point, index) => times(from(wPrime, index), point)));
  const t = [
    times(w1, G),
    times(w2, G),
    times(w3, G).add(weighted(each(n, generator))),
    weighted(output.map(({ beta }) => beta)).subtract(times(w4, terms.key)),
    weighted(output.map(({ alpha }) => alpha)).subtract(times(w4, G)),
  ];
  const tHat = each(n, (index) => times(from(wHat, index), G).add(times(from(wPrime, index), before(index))));
  const { challenge } = shuffleChallenges(input, { output, c, t, tHat, cHat }, terms);
  const answer = (nonce: bigint, secret: bigint) => mod(nonce + challenge * secret);
  const chained = total(rHat.map((one, index) => one * product(uPrime.slice(index + 1))));
  const s = [
    answer(w1, total(r)),
    answer(w2, chained),
    answer(w3, total(r.map((one, index) => one * from(u, index)))),
    answer(w4, total(rho.map((one, index) => one * from(u, index)))),
  ];
  const sHat = wHat.map((nonce, index) => answer(nonce, from(rHat, index)));
  const sPrime = wPrime.map((nonce, index) => answer(nonce, from(uPrime, index)));
  return { output, t, tHat, s, sHat, sPrime, c, cHat };
}

/** The record of a shuffle. */
export function shuffleText({ output, t, tHat, s, sHat, sPrime, c, cHat }: Shuffle): string {
  const [t1, t2, t3, t41, t42] = t.map(pointText);
  const ciphertexts = [output.map(({ alpha, beta }) => ({ alpha: pointText(alpha), beta: pointText(beta) }))];
  const commitments = [t1, t2, t3, [t41, t42], tHat.map(pointText)];
  const responses = [...s.map(String), sHat.map(String), sPrime.map(String)];
  const proofs = [[commitments, responses, c.map(pointText), cHat.map(pointText)]];
  return JSON.stringify({ ciphertexts, proofs });
}

/**
 * Sums of many multiples Σ sᵢ·Pᵢ by the bucket method (Bernstein, Doumen, Lange, Oosterwijk: "Faster batch forgery
 * identification", 2012, section 4).
 */
import { type EncodedPoint, modOrder } from './group';
import { type Scalars, scalarBytes, scalarCount } from './kernel/scalars';
import { sumAdditions, sumOfChunks } from './kernel/sum';
import type { Pace } from './pace';
import { IDENTITY, Point } from './point';
import { PointList } from './point-list';

/** Expected cost of {@link sumOfProducts}, in point additions. */
export function sumCost(points: number): number {
  return sumAdditions(points);
}

async function sum(points: PointList, scalars: Scalars, secret: boolean, pace: Pace): Promise<Point> {
  if (points.length !== scalarCount(scalars)) throw new RangeError('as many scalars as points expected');
  const terms = { coordinates: points.coordinates, scalars: scalarBytes(scalars), secret };
  const sums = await sumOfChunks(terms, (additions) => pace.spend(additions));
  return sums.map((coordinates) => Point.fromCoordinates(coordinates)).reduce((a, b) => a.add(b), IDENTITY);
}

/**
 * Σ scalars[i]·points[i] for scalars in 0 … ORDER − 1. The timing depends on the scalars: for public ones.
 * @throws RangeError when the lengths differ.
 */
export function sumOfProducts(points: PointList | readonly Point[], scalars: Scalars, pace: Pace): Promise<Point> {
  return sum(points instanceof PointList ? points : PointList.from(points), scalars, false, pace);
}

/** The same for secret scalars, several times slower: the sequence of operations and addresses depends on no scalar. */
export function sumOfProductsSecret(points: PointList, scalars: Scalars, pace: Pace): Promise<Point> {
  return sum(points, scalars, true, pace);
}

/** A linear combination in which every distinct point occurs once, whatever the number of equations that use it. */
export class LinearCombination {
  private readonly terms = new Map<string, { point: Point; coefficient: bigint }>();

  add(encoded: EncodedPoint, coefficient: bigint): void {
    const term = this.terms.get(encoded.text);
    if (term) term.coefficient += coefficient;
    else this.terms.set(encoded.text, { point: encoded.point, coefficient });
  }

  sum(pace: Pace): Promise<Point> {
    const terms = [...this.terms.values()];
    return sumOfProducts(
      terms.map((term) => term.point),
      terms.map((term) => modOrder(term.coefficient)),
      pace,
    );
  }
}

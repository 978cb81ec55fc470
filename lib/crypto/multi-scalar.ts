/**
 * Sums of many multiples Σ sᵢ·Pᵢ by Pippenger's bucket method with signed digits
 * (Bernstein, Doumen, Lange, Oosterwijk: "Faster batch forgery identification", 2012, section 4).
 * The timing depends on the scalars.
 */
import { type EncodedPoint, IDENTITY, modOrder, type Point } from './group';
import type { Pace } from './pace';

/** Scalars stay below 2^253; one more bit takes the carry of the signed digits. */
const SCALAR_BITS = 254;
/** Points put into buckets between two chances to yield. */
const CHUNK = 4096;

function additionCount(width: number, points: number): number {
  return Math.ceil(SCALAR_BITS / width) * (points + 2 ** width + width);
}

function windowWidth(points: number): number {
  let best = 2;
  for (let width = 3; width <= 16; width++) {
    if (additionCount(width, points) < additionCount(best, points)) best = width;
  }
  return best;
}

/** Expected cost of {@link sumOfProducts}, in point additions. */
export function sumCost(points: number): number {
  return additionCount(windowWidth(points), points);
}

/** Digits in −2^(width−1) … 2^(width−1), least significant first, written to `digits` from `offset` on. */
function writeDigits(scalar: bigint, width: number, digits: Int32Array, offset: number, windows: number): void {
  const mask = BigInt(2 ** width - 1);
  const shift = BigInt(width);
  let rest = scalar;
  let carry = 0;
  for (let window = 0; window < windows; window++) {
    let digit = Number(rest & mask) + carry;
    carry = digit > 2 ** (width - 1) ? 1 : 0;
    if (carry) digit -= 2 ** width;
    digits[offset + window] = digit;
    rest >>= shift;
  }
}

/** Σ bucket[i]·(i+1) by running sums from the top. */
function weightedSum(buckets: readonly (Point | undefined)[]): Point {
  let running = IDENTITY;
  let sum = IDENTITY;
  for (let i = buckets.length - 1; i >= 0; i--) {
    const bucket = buckets[i];
    if (bucket) running = running.add(bucket);
    sum = sum.add(running);
  }
  return sum;
}

/** Σ scalars[i]·points[i] for scalars in 0 … ORDER − 1. @throws RangeError when the lengths differ. */
export async function sumOfProducts(points: readonly Point[], scalars: readonly bigint[], pace: Pace): Promise<Point> {
  if (points.length !== scalars.length) throw new RangeError('as many scalars as points expected');
  const width = windowWidth(points.length);
  const windows = Math.ceil(SCALAR_BITS / width);
  const digits = new Int32Array(points.length * windows);
  scalars.forEach((scalar, i) => {
    writeDigits(scalar, width, digits, i * windows, windows);
  });
  let sum = IDENTITY;
  for (let window = windows - 1; window >= 0; window--) {
    for (let i = 0; i < width; i++) sum = sum.double();
    const buckets: (Point | undefined)[] = new Array(2 ** (width - 1)).fill(undefined);
    for (let start = 0; start < points.length; start += CHUNK) {
      const chunk = points.slice(start, start + CHUNK);
      for (const [i, point] of chunk.entries()) {
        const digit = digits[(start + i) * windows + window] ?? 0;
        if (digit === 0) continue;
        const slot = Math.abs(digit) - 1;
        const term = digit < 0 ? point.negate() : point;
        buckets[slot] = buckets[slot]?.add(term) ?? term;
      }
      await pace.spend(chunk.length);
    }
    sum = sum.add(weightedSum(buckets));
    await pace.spend(2 ** width + width);
  }
  return sum;
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

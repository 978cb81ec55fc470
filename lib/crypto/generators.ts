/**
 * Generators whose discrete logarithms nobody knows, hashed to the curve as Belenios does it
 * (section 2 of our specification). They depend on nothing, so one table serves every election.
 */
import { decodePoint, type EncodedPoint, encodePoint, fixedBase, type Point } from './group';
import { bytesToInteger, sha256Bytes } from './hash';
import { COST, type Pace } from './pace';

const POINT_DIGITS = 64;
const table: EncodedPoint[] = [];
let base: EncodedPoint | undefined;

/** h_i for an integer i ≥ −1: the first curve point with even x from H("ggen|i") on, times 8. */
export function deriveGenerator(index: number): Point {
  for (let y = bytesToInteger(sha256Bytes(`ggen|${index}`)) >> 2n; ; y++) {
    const reading = decodePoint(y.toString(16).padStart(POINT_DIGITS, '0'));
    if (reading.ok) return reading.point.double().double().double();
  }
}

/** h = h₋₁, the base of the commitment chain of a shuffle; multiplies through a table. */
export function chainGenerator(): EncodedPoint {
  base ??= encodePoint(fixedBase(deriveGenerator(-1)));
  return base;
}

/** Fills the table up to `count` generators without blocking the event loop for long. */
export async function prepareGenerators(count: number, pace: Pace): Promise<void> {
  for (let i = table.length; i < count; i++) {
    shuffleGenerator(i);
    await pace.spend(3 * COST.decode);
  }
}

/** h_i, i ≥ 0, from a table that grows with use. */
export function shuffleGenerator(index: number): EncodedPoint {
  for (let i = table.length; i <= index; i++) table.push(encodePoint(deriveGenerator(i)));
  return table[index] as EncodedPoint;
}

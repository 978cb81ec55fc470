/**
 * Generators whose discrete logarithms nobody knows, hashed to the curve as Belenios does it
 * (chapter 2 of docs/spec). They depend on nothing, so one table serves every election.
 */
import { decodePoint, type EncodedPoint, encodePoint, fixedBase, type Point, textToPointBytes } from './group';
import { bytesToInteger, sha256Bytes } from './hash';
import { COST, type Pace } from './pace';
import { ENCODING_BYTES, FAULT, PointList, pointsFromEighths } from './points';

const POINT_DIGITS = 64;
const STRIDE = 512;
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

/** The `count` generators from h_`first` on as a list, derived together. */
function deriveList(first: number, count: number): PointList {
  const starts = Array.from({ length: count }, (_, i) => bytesToInteger(sha256Bytes(`ggen|${first + i}`)) >> 2n);
  const encodings = new Uint8Array(ENCODING_BYTES * count);
  const found: Point[] = new Array(count);
  let waiting = starts.map((_, i) => i);
  while (waiting.length > 0) {
    for (const [slot, i] of waiting.entries()) encodings.set(littleEndian(starts[i] as bigint), slot * ENCODING_BYTES);
    const { points, faults } = pointsFromEighths(encodings.subarray(0, waiting.length * ENCODING_BYTES));
    waiting = waiting.filter((i, slot) => {
      if (faults[slot] === FAULT.none) found[i] = points.at(slot);
      else starts[i] = (starts[i] as bigint) + 1n;
      return faults[slot] !== FAULT.none;
    });
  }
  return PointList.from(found);
}

function littleEndian(y: bigint): Uint8Array {
  return textToPointBytes(y.toString(16).padStart(POINT_DIGITS, '0'));
}

let list = PointList.from([]);

/** h_0 … h_{count−1}, from a list that grows with use. */
export async function generatorList(count: number, pace: Pace): Promise<PointList> {
  // Grown between two breaks, never across one: others may be asking for generators at the same time.
  while (list.length < count) {
    list = PointList.join([list, deriveList(list.length, STRIDE)]);
    await pace.spend(3 * STRIDE * COST.decode);
  }
  return list.slice(0, count);
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

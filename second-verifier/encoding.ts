// Bytes as a point, and back (docs/spec/04-payload.md).
import { type Point, pointText, pointWithY } from './group';

/** Bits that are free to find a point of prime order; 2¹⁴ candidates always suffice. */
const FREE_BITS = 14n;

/** The first point of prime order whose y starts with these bytes (at most 30, most significant first). */
export function encode(bytes: readonly number[]): Point {
  const number = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  for (let k = 0n; k < 1n << FREE_BITS; k += 1n) {
    const point = pointWithY((number << FREE_BITS) + k, false);
    if (point?.isTorsionFree()) return point;
  }
  throw new Error('no point encodes these bytes');
}

/** The low `length` bytes that a point's text holds above the free bits. Every point decodes to something. */
export function decode(point: Point, length: number): number[] {
  const number = BigInt(`0x${pointText(point)}`) >> FREE_BITS;
  return Array.from({ length }, (_, index) => Number((number >> BigInt(8 * (length - 1 - index))) & 255n));
}

// The group Ed25519, and its points and scalars as texts (docs/spec/02-group-and-texts.md).
import type { EdwardsPoint } from '@noble/curves/abstract/edwards.js';
import { ed25519 } from '@noble/curves/ed25519.js';
import type { Code } from './checks';
import type { Ledger } from './ledger';

export type Point = EdwardsPoint;

const { Point: Curve } = ed25519;
export const G = Curve.BASE;
export const O = Curve.ZERO;
/** The field's size, 2²⁵⁵ − 19. */
export const FIELD = 2n ** 255n - 19n;
/** The order ℓ of the group that G generates. */
export const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
const SIGN = 2n ** 255n;

/** A number's remainder modulo ℓ, never negative. */
export const mod = (scalar: bigint): bigint => ((scalar % ORDER) + ORDER) % ORDER;

/** k·P for any integer k and P of prime order; noble itself wants 0 ≤ k < ℓ. Not for secrets: its time shows k. */
export const times = (scalar: bigint, point: Point): Point => point.multiplyUnsafe(mod(scalar));

/** 1/x modulo the prime ℓ, by Fermat: x^(ℓ−2). */
export function inverse(value: bigint): bigint {
  let result = 1n;
  let base = mod(value);
  for (let exponent = ORDER - 2n; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = mod(result * base);
    base = mod(base * base);
  }
  return result;
}

/** Σ Pᵢ */
export const sum = (points: readonly Point[]): Point => points.reduce((total, point) => total.add(point), O);

/** le(P): the RFC 8032 bytes, which are the bytes of the text in reverse order. */
export const littleEndian = (point: Point): Uint8Array => point.toBytes();

/** pt(P): 64 lower-case hexadecimal digits, most significant first: y, with the parity of x in the top bit. */
export const pointText = (point: Point): string => Buffer.from(littleEndian(point)).reverse().toString('hex');

/** The order of points in lists: by their bytes as RFC 8032 has them. */
export const comparePoints = (a: Point, b: Point): number => Buffer.compare(littleEndian(a), littleEndian(b));

/** Reads a point strictly; `where` is what a refusal calls it. */
export function readPoint(ledger: Ledger, text: unknown, where: string): Point {
  const isHex = typeof text === 'string' && /^[0-9a-f]{64}$/.test(text);
  ledger.require('point_not_canonical', isHex, `${where} is not 64 lower-case hexadecimal digits`);
  const value = BigInt(`0x${text}`);
  const isOdd = value >= SIGN;
  const y = value % SIGN;
  ledger.require('point_not_canonical', y < FIELD, `${where} has a y that is not below the field’s size`);
  const hasNoX = y === 1n || y === FIELD - 1n;
  ledger.require('point_not_canonical', !(hasNoX && isOdd), `${where} gives a sign to x = 0`);
  const point = pointWithY(y, isOdd);
  ledger.require('point_not_on_curve', point !== null, `${where} is not on the curve`);
  ledger.require('point_not_in_subgroup', point.isTorsionFree(), `${where} is not in the prime-order subgroup`);
  return point;
}

/** Reads a point that must not be the neutral one, for which the refusal has a code of its own. */
export function readKey(ledger: Ledger, text: unknown, code: Code, where: string): Point {
  const point = readPoint(ledger, text, where);
  ledger.require(code, !point.equals(O), `${where} is the neutral point`);
  return point;
}

/** Reads a scalar strictly: decimal, no sign, no leading zero, below ℓ. */
export function readScalar(ledger: Ledger, text: unknown, where: string): bigint {
  const isDecimal = typeof text === 'string' && /^(0|[1-9][0-9]{0,76})$/.test(text);
  ledger.require('scalar_not_canonical', isDecimal, `${where} is not a plain decimal number`);
  const value = BigInt(text as string);
  ledger.require('scalar_not_canonical', value < ORDER, `${where} is not below the group order`);
  return value;
}

/** The point with this y (0 ≤ y < p) and an even or odd x; null where there is none. */
export function pointWithY(y: bigint, isOdd: boolean): Point | null {
  const value = y + (isOdd ? SIGN : 0n);
  const bytes = Buffer.from(value.toString(16).padStart(64, '0'), 'hex').reverse();
  try {
    return Curve.fromBytes(Uint8Array.from(bytes));
  } catch {
    // Noble's only way of saying that no such point exists.
    return null;
  }
}

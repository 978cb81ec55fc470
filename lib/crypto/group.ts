/**
 * The Belenios group `Ed25519`: the raw Edwards curve group with its prime-order part of order {@link ORDER}.
 *
 * Texts follow chapter 2 of docs/spec: a point is the 64-digit big-endian hexadecimal number
 * y + 2^255·(x mod 2), a scalar is a decimal number without leading zeros. Both are read strictly: one value, one text.
 */

import { mulAddUnsafe, normalizeZ } from '@noble/curves/abstract/curve.js';
import type { EdwardsPoint } from '@noble/curves/abstract/edwards.js';
import { ed25519 } from '@noble/curves/ed25519.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { bytesToInteger } from './hash';
import { ORDER } from './order';
import type { RandomBytes } from './random';
import { isAffineInSubgroup } from './subgroup';

export { invertScalar, modOrder, ORDER } from './order';
export type { RandomBytes } from './random';

/** A point of the curve in extended coordinates; immutable. */
export type Point = EdwardsPoint;

/** A point together with its text, so that nothing is encoded twice. */
export interface EncodedPoint {
  readonly point: Point;
  readonly text: string;
}

export type PointErrorCode = 'point_not_canonical' | 'point_not_on_curve' | 'point_not_in_subgroup';
export type PointReading = { ok: true; point: Point } | { ok: false; code: PointErrorCode };

const Curve = ed25519.Point;
const FIELD_ORDER = Curve.Fp.ORDER;
const POINT_TEXT = /^[0-9a-f]{64}$/;
const SCALAR_TEXT = /^(0|[1-9][0-9]{0,76})$/;
/** 512 bits reduced modulo a 253-bit order: the bias is below 2^-258. */
const SCALAR_RANDOM_BYTES = 64;
/** Multiplications that cost as much as the table of a fixed base. */
const TABLE_PAYS_FROM = 50;

/** The neutral element. */
export const IDENTITY: Point = Curve.ZERO;

/**
 * A copy of `point` that multiplies through a table of its multiples, built at the first use (some 20 ms).
 * Worth it from about fifty multiplications on.
 */
export function fixedBase(point: Point): Point {
  if (isIdentity(point)) return point;
  return Curve.fromAffine(point.toAffine()).precompute(8);
}

/** {@link fixedBase} where the table pays for itself within `uses` multiplications, else the point as it is. */
export function baseFor(point: Point, uses: number): Point {
  return uses < TABLE_PAYS_FROM ? point : fixedBase(point);
}

/** The base point (RFC 8032), with a table of multiples. */
export const G: Point = fixedBase(Curve.BASE);

export function isIdentity(point: Point): boolean {
  return point.is0();
}

/** secret · point, through an operation sequence that does not depend on the secret; 0 gives the identity. */
export function multiply(point: Point, secret: bigint): Point {
  return secret === 0n || isIdentity(point) ? IDENTITY : point.multiply(secret);
}

/** scalar · point for public scalars: faster, timing depends on the scalar. */
export function multiplyPublic(point: Point, scalar: bigint): Point {
  return point.multiplyUnsafe(scalar);
}

/** a·s + b·t for public scalars, sharing the doublings. */
export function multiplyAddPublic(a: Point, s: bigint, b: Point, t: bigint): Point {
  return mulAddUnsafe(Curve, [a, b], [s, t]);
}

/** The 32 bytes of RFC 8032. */
export function pointBytes(point: Point): Uint8Array {
  return point.toBytes();
}

/** The point's only text: 64 lower-case hexadecimal digits, most significant first. */
export function pointText(point: Point): string {
  return bytesToHex(point.toBytes().reverse());
}

/** Encodes many points with a single field inversion, in order. */
export function encodePoints(points: readonly Point[]): EncodedPoint[] {
  return normalizeZ(Curve, [...points]).map((point) => ({ point, text: pointText(point) }));
}

/** One point with its text. */
export function encodePoint(point: Point): EncodedPoint {
  return { point, text: pointText(point) };
}

/** The 32 bytes of RFC 8032 of a point given by its text, without decoding it. */
export function textToPointBytes(text: string): Uint8Array {
  return hexToBytes(text).reverse();
}

/** Decodes a text to a curve point, canonical form required; the subgroup is not looked at. */
export function decodePoint(text: string): PointReading {
  if (!POINT_TEXT.test(text)) return { ok: false, code: 'point_not_canonical' };
  const bytes = hexToBytes(text);
  const integer = bytesToInteger(bytes);
  const y = BigInt.asUintN(255, integer);
  const sign = integer !== y;
  if (y >= FIELD_ORDER) return { ok: false, code: 'point_not_canonical' };
  // x = 0 exactly for y = ±1; its sign bit must be clear.
  if (sign && (y === 1n || y === FIELD_ORDER - 1n)) return { ok: false, code: 'point_not_canonical' };
  try {
    return { ok: true, point: Curve.fromBytes(textToPointBytes(text)) };
  } catch {
    return { ok: false, code: 'point_not_on_curve' };
  }
}

/** Whether a curve point lies in the subgroup of prime order. For public points: the timing depends on the point. */
function isInSubgroup(point: Point): boolean {
  const { x, y } = point.toAffine();
  return isAffineInSubgroup(x, y);
}

/** Reads a point text with every check: canonical, on the curve, in the prime-order subgroup. Says what is wrong. */
export function readPoint(text: string): PointReading {
  const reading = decodePoint(text);
  if (reading.ok && !isInSubgroup(reading.point)) return { ok: false, code: 'point_not_in_subgroup' };
  return reading;
}

/** {@link readPoint}, null for anything that is not the text of a point of the prime-order subgroup. */
export function parsePoint(text: string): Point | null {
  const reading = readPoint(text);
  return reading.ok ? reading.point : null;
}

/** Decimal text of a scalar in 0 … ORDER − 1. @throws RangeError outside that range. */
export function scalarText(scalar: bigint): string {
  if (scalar < 0n || scalar >= ORDER) throw new RangeError('scalar out of range');
  return scalar.toString();
}

/** Reads a decimal scalar: no sign, no leading zeros, below the order; null otherwise. */
export function parseScalar(text: string): bigint | null {
  if (!SCALAR_TEXT.test(text)) return null;
  const scalar = BigInt(text);
  return scalar < ORDER ? scalar : null;
}

/** A uniform scalar in 0 … ORDER − 1 from 64 random bytes. @throws Error when the source returns another length. */
export function randomScalar(random: RandomBytes): bigint {
  const bytes = random(SCALAR_RANDOM_BYTES);
  if (bytes.length !== SCALAR_RANDOM_BYTES) throw new Error('random source returned a wrong number of bytes');
  return bytesToInteger(bytes) % ORDER;
}

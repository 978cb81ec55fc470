/**
 * The Belenios group `Ed25519`: the raw Edwards curve group with its prime-order part of order {@link ORDER}.
 *
 * Texts follow chapter 2 of docs/spec: a point is the 64-digit big-endian hexadecimal number
 * y + 2^255·(x mod 2), a scalar is a decimal number without leading zeros. Both are read strictly: one value, one text.
 */

import { hexToBytes } from '@noble/hashes/utils.js';
import { bytesToInteger } from './hash';
import {
  decodeCoordinates,
  ENCODING_BYTES,
  multiplyAddCoordinatesPublic,
  multiplyCoordinates,
  POINT_BYTES,
  subgroupVerdicts,
} from './kernel/coordinates';
import { scalarBytes } from './kernel/scalars';
import { ORDER } from './order';
import { IDENTITY, Point } from './point';
import type { RandomBytes } from './random';

export { invertScalar, modOrder, ORDER } from './order';
export { IDENTITY, type Point } from './point';
export type { RandomBytes } from './random';

/** A point together with its text, so that nothing is encoded twice. */
export interface EncodedPoint {
  readonly point: Point;
  readonly text: string;
}

export type PointErrorCode = 'point_not_canonical' | 'point_not_on_curve' | 'point_not_in_subgroup';
export type PointReading = { ok: true; point: Point } | { ok: false; code: PointErrorCode };

const POINT_TEXT = /^[0-9a-f]{64}$/;
const SCALAR_TEXT = /^(0|[1-9][0-9]{0,76})$/;
/** 512 bits reduced modulo a 253-bit order: the bias is below 2^-258. */
export const SCALAR_RANDOM_BYTES = 64;
/** By the verdicts of the kernel. */
const DECODING_FAULTS: readonly (PointErrorCode | undefined)[] = [
  undefined,
  'point_not_canonical',
  'point_not_on_curve',
];
/** Multiplications that cost as much as the table of a fixed base. */
const TABLE_PAYS_FROM = 12;
/** x and y of the base point (RFC 8032, section 5.1), most significant byte first. */
const BASE_X = '216936d3cd6e53fec0a4e231fdd6dc5c692cc7609525a7b2c9562d608f25d51a';
const BASE_Y = '6666666666666666666666666666666666666666666666666666666666666658';

/** A copy of `point` that multiplies through a table of its multiples. */
export function fixedBase(point: Point): Point {
  return point.table ? point : point.withTable();
}

/** {@link fixedBase} where the table pays for itself within `uses` multiplications, else the point as it is. */
export function baseFor(point: Point, uses: number): Point {
  return uses < TABLE_PAYS_FROM ? point : fixedBase(point);
}

/** The base point (RFC 8032), with a table of multiples. */
export const G: Point = fixedBase(
  Point.fromCoordinates(Uint8Array.from([...hexToBytes(BASE_X).reverse(), ...hexToBytes(BASE_Y).reverse()])),
);

export function isIdentity(point: Point): boolean {
  return point.equals(IDENTITY);
}

/**
 * secret · point for a scalar in 0 … ORDER − 1. Inside the kernel the sequence of operations and of addresses does not
 * depend on the secret; ADR 7 says what that promises in JavaScript, and what not.
 */
export function multiply(point: Point, secret: bigint): Point {
  const scalar = scalarBytes([secret]);
  return Point.fromCoordinates(point.table?.multiply(scalar) ?? multiplyCoordinates(point.coordinates, scalar));
}

/** scalar · point for public scalars: faster, timing depends on the scalar. */
export function multiplyPublic(point: Point, scalar: bigint): Point {
  const bytes = scalarBytes([scalar]);
  const product = point.table?.multiplyPublic(bytes) ?? multiplyAddCoordinatesPublic(point.coordinates, bytes);
  return Point.fromCoordinates(product);
}

/** a·s + b·t for public scalars, sharing the doublings. */
export function multiplyAddPublic(a: Point, s: bigint, b: Point, t: bigint): Point {
  if (a.table || b.table) return multiplyPublic(a, s).add(multiplyPublic(b, t));
  const second = { b: b.coordinates, t: scalarBytes([t]) };
  return Point.fromCoordinates(multiplyAddCoordinatesPublic(a.coordinates, scalarBytes([s]), second));
}

/** The 32 bytes of RFC 8032. */
export function pointBytes(point: Point): Uint8Array {
  return point.toBytes();
}

/** The point's only text: 64 lower-case hexadecimal digits, most significant first. */
export function pointText(point: Point): string {
  return point.toText();
}

/** Points with their texts, in order. */
export function encodePoints(points: readonly Point[]): EncodedPoint[] {
  return points.map(encodePoint);
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
  const { coordinates, faults } = decodeCoordinates(textToPointBytes(text));
  const code = DECODING_FAULTS[faults[0] ?? 0];
  return code ? { ok: false, code } : { ok: true, point: Point.fromCoordinates(coordinates) };
}

/** Whether a curve point lies in the subgroup of prime order. For public points: the timing depends on the point. */
function isInSubgroup(point: Point): boolean {
  return subgroupVerdicts(point.coordinates)[0] === 1;
}

/** Reads a point text with every check: canonical, on the curve, in the prime-order subgroup. Says what is wrong. */
export function readPoint(text: string): PointReading {
  const reading = decodePoint(text);
  if (reading.ok && !isInSubgroup(reading.point)) return { ok: false, code: 'point_not_in_subgroup' };
  return reading;
}

/** {@link readPoint} of each text, with the arithmetic done for all at once. */
export function readPoints(texts: readonly string[]): PointReading[] {
  const legible = texts.filter((text) => POINT_TEXT.test(text));
  const encodings = new Uint8Array(legible.length * ENCODING_BYTES);
  for (const [i, text] of legible.entries()) encodings.set(textToPointBytes(text), i * ENCODING_BYTES);
  const { coordinates, faults } = decodeCoordinates(encodings);
  const verdicts = subgroupVerdicts(coordinates);
  let next = 0;
  return texts.map((text) => {
    if (!POINT_TEXT.test(text)) return { ok: false, code: 'point_not_canonical' };
    const i = next++;
    const code = DECODING_FAULTS[faults[i] as number] ?? (verdicts[i] === 1 ? undefined : 'point_not_in_subgroup');
    if (code) return { ok: false, code };
    return { ok: true, point: Point.fromCoordinates(coordinates.subarray(i * POINT_BYTES, (i + 1) * POINT_BYTES)) };
  });
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

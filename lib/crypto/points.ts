/**
 * Operations on many points at once. A list keeps its points in one piece of memory, and each function works through it
 * in one go: far cheaper than the same number of calls in `group.ts`.
 *
 * Functions ending in `Public`, decoding, membership and `multiScalarSum` take a time that depends on points and scalars:
 * they are for what everybody may know. `multiplyBase`, `multiplyEach` and `multiScalarSumSecret` are for secret scalars;
 * ADR 7 says what that promises.
 */

import { bytesToHex } from '@noble/hashes/utils.js';
import { baseFor, type EncodedPoint, G } from './group';
import {
  addCoordinates,
  decodeCoordinates,
  ENCODING_BYTES,
  eightTimes,
  encodeCoordinates,
  multiplyAddCoordinatesPublic,
  multiplyCoordinates,
  subgroupVerdicts,
} from './kernel/coordinates';
import { type Scalars, scalarBytes, scalarCount } from './kernel/scalars';
import { sumOfProducts, sumOfProductsSecret } from './multi-scalar';
import type { Pace } from './pace';
import type { Point } from './point';
import { PointList } from './point-list';

export { ENCODING_BYTES } from './kernel/coordinates';
export type { Scalars } from './kernel/scalars';
export { PointList } from './point-list';

/** What is wrong with an encoding; 0 if nothing. The list holds the identity in the place of a wrong one. */
export const FAULT = { none: 0, notCanonical: 1, notOnCurve: 2 } as const;

function sameLength(points: PointList, other: PointList | Scalars): void {
  if (points.length !== (other instanceof PointList ? other.length : scalarCount(other)))
    throw new RangeError('lists of one length expected');
}

/**
 * Decodes n × 32 bytes strictly: canonical, on the curve, no negative zero. The subgroup is not looked at.
 * `faults` has one {@link FAULT} for each encoding. @throws RangeError when the length is no multiple of 32.
 */
export function decodePoints(encodings: Uint8Array): { points: PointList; faults: Uint8Array } {
  if (encodings.length % ENCODING_BYTES !== 0) throw new RangeError('encodings of 32 bytes expected');
  const { coordinates, faults } = decodeCoordinates(encodings);
  return { points: PointList.fromCoordinates(coordinates), faults };
}

/** For each point 1 if it lies in the prime-order subgroup, else 0. */
export function areInSubgroup(points: PointList): Uint8Array {
  return subgroupVerdicts(points.coordinates);
}

/**
 * 8·Q for n × 32 bytes of encodings Q, decoded strictly, with the encodings of the results (n × 32 bytes). Whatever a
 * curve point Q is, 8·Q lies in the prime-order subgroup, and every element of that subgroup is 8·Q for some Q.
 */
export function pointsFromEighths(hints: Uint8Array): { points: PointList; encodings: Uint8Array; faults: Uint8Array } {
  const { points, faults } = decodePoints(hints);
  const results = PointList.fromCoordinates(eightTimes(points.coordinates));
  return { points: results, encodings: encodePointList(results), faults };
}

/** The 32 bytes of RFC 8032 of each point, one after the other. */
export function encodePointList(points: PointList): Uint8Array {
  return encodeCoordinates(points.coordinates);
}

/** The points with their texts, in order. */
export function encodeList(points: PointList): EncodedPoint[] {
  const encodings = encodePointList(points).reverse();
  const digits = bytesToHex(encodings);
  const text = (i: number) => digits.slice(2 * ENCODING_BYTES * i, 2 * ENCODING_BYTES * (i + 1));
  return Array.from({ length: points.length }, (_, i) => ({ point: points.at(i), text: text(points.length - 1 - i) }));
}

/**
 * scalar · base for each secret scalar in 0 … ORDER − 1; G where `base` is left out. Where there are summands, each
 * product is added to one of them, for less than a sum costs. @throws RangeError when the lengths differ.
 */
export function multiplyBase(scalars: Scalars, base: Point = G, summands?: PointList): PointList {
  if (summands) sameLength(summands, scalars);
  const bytes = scalarBytes(scalars);
  const { table } = baseFor(base, scalarCount(scalars));
  if (table) return PointList.fromCoordinates(table.multiply(bytes, summands?.coordinates));
  const products = multiplyCoordinates(copies(base, scalarCount(scalars)), bytes);
  return withSummands(products, summands);
}

/** {@link multiplyBase} for public scalars. */
export function multiplyBasePublic(scalars: Scalars, base: Point = G, summands?: PointList): PointList {
  if (summands) sameLength(summands, scalars);
  const bytes = scalarBytes(scalars);
  const { table } = baseFor(base, scalarCount(scalars));
  if (table) return PointList.fromCoordinates(table.multiplyPublic(bytes, summands?.coordinates));
  return withSummands(multiplyAddCoordinatesPublic(copies(base, scalarCount(scalars)), bytes), summands);
}

function withSummands(products: Uint8Array, summands: PointList | undefined): PointList {
  return PointList.fromCoordinates(summands ? addCoordinates(products, summands.coordinates, 1) : products);
}

function copies(point: Point, count: number): Uint8Array {
  return PointList.from(Array.from({ length: count }, () => point)).coordinates;
}

/** scalars[i] · points[i] for secret scalars in 0 … ORDER − 1. @throws RangeError when the lengths differ. */
export function multiplyEach(points: PointList, scalars: Scalars): PointList {
  sameLength(points, scalars);
  return PointList.fromCoordinates(multiplyCoordinates(points.coordinates, scalarBytes(scalars)));
}

/** {@link multiplyEach} for public scalars. */
export function multiplyEachPublic(points: PointList, scalars: Scalars): PointList {
  sameLength(points, scalars);
  return PointList.fromCoordinates(multiplyAddCoordinatesPublic(points.coordinates, scalarBytes(scalars)));
}

/** a[i]·s[i] + b[i]·t[i] for public scalars. @throws RangeError when the lengths differ. */
export function multiplyAddEachPublic(a: PointList, s: Scalars, b: PointList, t: Scalars): PointList {
  for (const other of [s, b, t]) sameLength(a, other);
  const second = { b: b.coordinates, t: scalarBytes(t) };
  return PointList.fromCoordinates(multiplyAddCoordinatesPublic(a.coordinates, scalarBytes(s), second));
}

/** a[i] + b[i]. @throws RangeError when the lengths differ. */
export function addEach(a: PointList, b: PointList): PointList {
  sameLength(a, b);
  return PointList.fromCoordinates(addCoordinates(a.coordinates, b.coordinates, 1));
}

/** a[i] − b[i]. @throws RangeError when the lengths differ. */
export function subtractEach(a: PointList, b: PointList): PointList {
  sameLength(a, b);
  return PointList.fromCoordinates(addCoordinates(a.coordinates, b.coordinates, -1));
}

/**
 * Σ scalars[i]·points[i] for public scalars in 0 … ORDER − 1. Lets other tasks run as `pace` has it.
 * @throws RangeError when the lengths differ.
 */
export function multiScalarSum(points: PointList, scalars: Scalars, pace: Pace): Promise<Point> {
  return sumOfProducts(points, scalars, pace);
}

/** {@link multiScalarSum} for secret scalars, several times slower. */
export function multiScalarSumSecret(points: PointList, scalars: Scalars, pace: Pace): Promise<Point> {
  return sumOfProductsSecret(points, scalars, pace);
}

import { ed25519 } from '@noble/curves/ed25519.js';
import { describe, expect, it } from 'vitest';
import { G, IDENTITY, modOrder, multiply, ORDER, type Point, pointText, randomScalar } from './group';
import { Pace } from './pace';
import {
  addEach,
  areInSubgroup,
  decodePoints,
  encodePointList,
  FAULT,
  multiplyAddEachPublic,
  multiplyBase,
  multiplyEach,
  multiplyEachPublic,
  multiScalarSum,
  PointList,
  pointsFromEighths,
  subtractEach,
} from './points';
import { seededRandom } from './testing/seeded-random';

const random = seededRandom('points');
const Reference = ed25519.Point;
const scalars = [0n, 1n, ORDER - 1n, ...Array.from({ length: 10 }, () => randomScalar(random))];
const reference = (scalar: bigint) => Reference.BASE.multiplyUnsafe(scalar);
const referenceText = (scalar: bigint) => Buffer.from(reference(modOrder(scalar)).toBytes().reverse()).toString('hex');
const texts = (points: PointList) => Array.from({ length: points.length }, (_, i) => pointText(points.at(i)));
const encode = (list: readonly { toBytes(): Uint8Array }[]) => Buffer.concat(list.map((point) => point.toBytes()));
const points = multiplyBase(scalars);

describe('lists of points', () => {
  it('are made, cut and joined in order', () => {
    const made = PointList.from([G, IDENTITY]);
    const joined = PointList.join([points.slice(1, 3), made, points.slice(12)]);
    expect(texts(joined)).toEqual([1n, -1n, 1n, 0n, scalars[12] ?? 0n].map(referenceText));
    expect(() => made.at(2)).toThrow(RangeError);
    expect(() => made.at(-1)).toThrow(RangeError);
  });

  it('multiply the base point and any other', () => {
    expect(texts(points)).toEqual(scalars.map(referenceText));
    const base = multiply(G, 7n);
    expect(texts(multiplyBase(scalars, base))).toEqual(scalars.map((s) => referenceText(7n * s)));
  });

  it('multiply each by its own scalar, secret or public', () => {
    const others = [...scalars].reverse();
    const expected = scalars.map((s, i) => referenceText(s * (others[i] ?? 0n)));
    expect(texts(multiplyEach(points, others))).toEqual(expected);
    expect(texts(multiplyEachPublic(points, others))).toEqual(expected);
    const sums = scalars.map((s, i) => referenceText(s * (others[i] ?? 0n) + s * s));
    expect(texts(multiplyAddEachPublic(points, others, points, scalars))).toEqual(sums);
    expect(texts(addEach(points, points))).toEqual(scalars.map((s) => referenceText(2n * s)));
    const differences = scalars.map((s, i) => referenceText(s - (others[i] ?? 0n)));
    expect(texts(subtractEach(points, multiplyBase(others)))).toEqual(differences);
  });

  it('sum up', async () => {
    const sum = await multiScalarSum(points, scalars, new Pace(0));
    expect(pointText(sum)).toBe(referenceText(scalars.reduce((total, s) => total + s * s, 0n)));
  });

  it('refuse lists of different lengths', () => {
    expect(() => multiplyEach(points, [1n])).toThrow(RangeError);
    expect(() => addEach(points, PointList.from([]))).toThrow(RangeError);
    expect(() => subtractEach(points, PointList.from([]))).toThrow(RangeError);
    expect(() => multiplyEachPublic(points, [1n])).toThrow(RangeError);
    const short = points.slice(1);
    expect(() => multiplyAddEachPublic(points, [1n], points, scalars)).toThrow(RangeError);
    expect(() => multiplyAddEachPublic(points, scalars, short, scalars)).toThrow(RangeError);
    expect(() => multiplyAddEachPublic(points, scalars, points, [1n])).toThrow(RangeError);
  });

  it('encode as RFC 8032 does, and decode what they encoded', () => {
    const bytes = encode(scalars.map(reference));
    expect(Buffer.from(encodePointList(points))).toEqual(bytes);
    const decoded = decodePoints(bytes);
    expect(texts(decoded.points)).toEqual(texts(points));
    expect([...decoded.faults]).toEqual(scalars.map(() => FAULT.none));
    expect(() => decodePoints(bytes.subarray(1))).toThrow(RangeError);
  });

  it('give eight times each hint, with encodings', () => {
    const { points: results, encodings, faults } = pointsFromEighths(encode(scalars.map(reference)));
    expect(texts(results)).toEqual(scalars.map((s) => referenceText(8n * s)));
    expect(Buffer.from(encodings)).toEqual(encode(scalars.map((s) => reference(modOrder(8n * s)))));
    expect([...faults]).toEqual(scalars.map(() => FAULT.none));
  });

  it('tell what lies outside the prime-order subgroup', () => {
    const orderTwo: Point = decodePoints(
      encode([Reference.fromAffine({ x: 0n, y: Reference.Fp.ORDER - 1n })]),
    ).points.at(0);
    const shifted = addEach(points, PointList.from(scalars.map(() => orderTwo)));
    expect([...areInSubgroup(PointList.join([points, shifted]))]).toEqual([
      ...scalars.map(() => 1),
      ...scalars.map(() => 0),
    ]);
  });
});

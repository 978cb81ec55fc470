import { hexToBytes } from '@noble/hashes/utils.js';
import { describe, expect, it } from 'vitest';
import edges from '../../docs/spec/vectors/02-points-and-scalars.json';
import { deriveGenerator } from './generators';
import { decodePoint, G, multiply, multiplyPublic, parseScalar, pointText, readPoint } from './group';
import {
  areInSubgroup,
  decodePoints,
  FAULT,
  multiplyBase,
  multiplyEachPublic,
  PointList,
  pointsFromEighths,
} from './points';

const verdictOf = (text: string) => {
  const reading = readPoint(text);
  return reading.ok ? 'ok' : reading.code;
};

/** Texts that are 32 bytes in some way: what is left of them once they are bytes, a list has to judge. */
const encodable = edges.points.filter(({ text }) => /^[0-9a-f]{64}$/.test(text));

describe('edges of points and scalars', () => {
  it.each(edges.points)('$reason: $verdict', ({ text, verdict }) => {
    expect(verdictOf(text)).toBe(verdict);
  });

  it.each(edges.scalars)('scalar, $reason: $verdict', ({ text, verdict }) => {
    expect(parseScalar(text) === null ? 'scalar_not_canonical' : 'ok').toBe(verdict);
  });

  it('are judged alike in lists', () => {
    const encodings = Uint8Array.from(encodable.flatMap(({ text }) => [...hexToBytes(text).reverse()]));
    const { points, faults } = decodePoints(encodings);
    const inside = areInSubgroup(points);
    const names = { [FAULT.notCanonical]: 'point_not_canonical', [FAULT.notOnCurve]: 'point_not_on_curve' };
    const verdicts = encodable.map((_, i) => names[faults[i] as 1 | 2] ?? (inside[i] ? 'ok' : 'point_not_in_subgroup'));
    expect(verdicts).toEqual(encodable.map(({ verdict }) => verdict));
  });

  it('eight times any point of the curve is in the subgroup', () => {
    const onCurve = encodable.filter(({ verdict }) => verdict === 'ok' || verdict === 'point_not_in_subgroup');
    const hints = Uint8Array.from(onCurve.flatMap(({ text }) => [...hexToBytes(text).reverse()]));
    const { points, faults } = pointsFromEighths(hints);
    expect([...faults]).toEqual(onCurve.map(() => FAULT.none));
    expect([...areInSubgroup(points)]).toEqual(onCurve.map(() => 1));
    for (const [i, { text }] of onCurve.entries()) {
      const reading = decodePoint(text);
      if (!reading.ok) throw new Error(text);
      expect(points.at(i).equals(reading.point.double().double().double())).toBe(true);
    }
  });

  it('multiples of the base point, one by one and in lists', () => {
    const scalars = edges.multiply.map(({ scalar }) => BigInt(scalar));
    const texts = edges.multiply.map(({ point }) => point);
    expect(scalars.map((scalar) => pointText(multiply(G, scalar)))).toEqual(texts);
    expect(scalars.map((scalar) => pointText(multiplyPublic(G, scalar)))).toEqual(texts);
    const listed = multiplyBase(scalars);
    const each = multiplyEachPublic(PointList.from(scalars.map(() => G)), scalars);
    for (const [i, text] of texts.entries()) {
      expect(pointText(listed.at(i))).toBe(text);
      expect(pointText(each.at(i))).toBe(text);
    }
  });

  it.each(edges.generators)('generator $index', ({ index, point }) => {
    expect(pointText(deriveGenerator(index))).toBe(point);
  });
});

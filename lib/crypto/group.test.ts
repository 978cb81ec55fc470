import { ed25519 } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  baseFor,
  encodePoints,
  fixedBase,
  G,
  IDENTITY,
  invertScalar,
  modOrder,
  multiply,
  multiplyAddPublic,
  multiplyPublic,
  ORDER,
  type PointReading,
  parsePoint,
  parseScalar,
  pointBytes,
  pointText,
  randomScalar,
  readPoint,
  readPoints,
  scalarText,
  textToPointBytes,
} from './group';
import { PointReader } from './point-reader';
import { seededRandom } from './testing/seeded-random';

const G_TEXT = '6666666666666666666666666666666666666666666666666666666666666658';
const scalar = fc.bigInt(0n, ORDER - 1n);

describe('point texts (docs/spec, chapter 2)', () => {
  it.each([
    ['G', G, G_TEXT],
    ['2·G', G.double(), '2260cdf3092329c21da25ee8c9a21f5697390f51643851560e5f46ae6af8a3c9'],
    ['−G', G.negate(), 'e666666666666666666666666666666666666666666666666666666666666658'],
    ['the identity', IDENTITY, '0000000000000000000000000000000000000000000000000000000000000001'],
  ])('writes and reads %s', (_name, point, text) => {
    expect(pointText(point)).toBe(text);
    expect(parsePoint(text)?.equals(point)).toBe(true);
  });

  it('reads many at once as it reads each', () => {
    const texts = [G_TEXT, '', `7${'f'.repeat(61)}ec`, pointText(G.double()), '2'.padStart(64, '0'), `${G_TEXT} `];
    texts.push(`8${'0'.repeat(62)}1`, pointText(G.negate()), '0'.repeat(64), G_TEXT);
    const plainly = (readings: readonly PointReading[]) =>
      readings.map((reading) => (reading.ok ? pointText(reading.point) : reading.code));
    expect(plainly(readPoints(texts))).toEqual(plainly(texts.map(readPoint)));
    expect(plainly(readPoints(texts))).toContain('point_not_in_subgroup');
    expect(readPoints([])).toEqual([]);
  });

  it('is the reversed RFC 8032 encoding', () => {
    expect(Buffer.from(pointBytes(G)).toString('hex')).toBe(`58${'66'.repeat(31)}`);
    expect(textToPointBytes(G_TEXT)).toEqual(pointBytes(G));
  });

  it.each([
    ['capitals', pointText(G.negate()).toUpperCase(), 'point_not_canonical'],
    ['too few digits', G_TEXT.slice(1), 'point_not_canonical'],
    ['a blank', ` ${G_TEXT.slice(1)}`, 'point_not_canonical'],
    ['a line break', `${G_TEXT}\n`, 'point_not_canonical'],
    ['y = p + 1, the identity', `7${'f'.repeat(61)}ee`, 'point_not_canonical'],
    ['y = p + 1 with the sign bit', `${'f'.repeat(62)}ee`, 'point_not_canonical'],
    ['the identity with the sign bit', `8${'0'.repeat(62)}1`, 'point_not_canonical'],
    ['the point of order 2 with the sign bit', `${'f'.repeat(62)}ec`, 'point_not_canonical'],
    ['y = 2', '2'.padStart(64, '0'), 'point_not_on_curve'],
    ['the point of order 2', `7${'f'.repeat(61)}ec`, 'point_not_in_subgroup'],
    ['a point of order 4', '0'.repeat(64), 'point_not_in_subgroup'],
  ])('refuses %s', (_name, text, code) => {
    expect(readPoint(text)).toEqual({ ok: false, code });
    expect(parsePoint(text)).toBeNull();
  });

  it('refuses G with the point of order 2 added', () => {
    const { x, y } = ed25519.Point.BASE.toAffine();
    const P = ed25519.Point.Fp.ORDER;
    const shifted = P - y + ((P - x) % 2n === 1n ? 2n ** 255n : 0n);
    expect(readPoint(shifted.toString(16).padStart(64, '0'))).toEqual({ ok: false, code: 'point_not_in_subgroup' });
  });

  it('round-trips every element, alone and in batches', () => {
    fc.assert(
      fc.property(fc.array(scalar, { maxLength: 4 }), (scalars) => {
        const points = scalars.map((s) => multiply(G, s));
        const encoded = encodePoints(points);
        expect(encoded.map(({ text }) => text)).toEqual(points.map(pointText));
        for (const [i, { text }] of encoded.entries())
          expect(parsePoint(text)?.equals(points[i] ?? IDENTITY)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});

describe('scalar texts', () => {
  it.each(['0', '1', (ORDER - 1n).toString()])('reads %s', (text) => {
    expect(scalarText(parseScalar(text) ?? -1n)).toBe(text);
  });

  it.each(['', '00', '01', '-1', '+1', '1.0', ' 1', '1\n', '0x1', ORDER.toString(), '9'.repeat(77), '1'.repeat(78)])(
    'refuses %j',
    (text) => {
      expect(parseScalar(text)).toBeNull();
    },
  );

  it('does not write what it would not read', () => {
    expect(() => scalarText(ORDER)).toThrow(RangeError);
    expect(() => scalarText(-1n)).toThrow(RangeError);
  });
});

describe('arithmetic', () => {
  it('multiplies alike on every path', () => {
    const table = fixedBase(multiply(G, 5n));
    fc.assert(
      fc.property(scalar, scalar, (s, t) => {
        const expected = multiplyPublic(G, modOrder(5n * s));
        expect(multiply(table, s).equals(expected)).toBe(true);
        expect(multiplyPublic(multiply(G, s), 5n).equals(expected)).toBe(true);
        expect(multiplyAddPublic(table, s, G, t).equals(multiply(G, modOrder(5n * s + t)))).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it('makes a table for a base that is used often enough', () => {
    const point = multiply(G, 5n);
    expect(baseFor(point, 11).table).toBeNull();
    expect(baseFor(point, 12).table).not.toBeNull();
    expect(baseFor(G, 1)).toBe(G);
  });

  it('gives the identity for 0 and for multiples of the identity', () => {
    expect(multiply(G, 0n).equals(IDENTITY)).toBe(true);
    expect(multiply(IDENTITY, 5n).equals(IDENTITY)).toBe(true);
    expect(fixedBase(IDENTITY).equals(IDENTITY)).toBe(true);
  });

  it('inverts scalars', () => {
    fc.assert(fc.property(fc.bigInt(1n, ORDER - 1n), (s) => modOrder(s * invertScalar(s)) === 1n));
    expect(() => invertScalar(ORDER)).toThrow(RangeError);
    expect(modOrder(-1n)).toBe(ORDER - 1n);
  });
});

describe('random scalars', () => {
  it('are reduced from 64 bytes', () => {
    expect(randomScalar((length) => new Uint8Array(length).fill(255))).toBe((2n ** 512n - 1n) % ORDER);
    const random = seededRandom('scalars');
    expect(randomScalar(random)).not.toBe(randomScalar(random));
  });

  it('are refused from a source that delivers too little', () => {
    expect(() => randomScalar(() => new Uint8Array(32))).toThrow('wrong number of bytes');
  });
});

describe('a reader of points', () => {
  it('gives the verdict of every text, the second time too', () => {
    const reader = new PointReader();
    const texts = [G_TEXT, pointText(IDENTITY), G_TEXT.slice(1), '2'.padStart(64, '0'), '0'.repeat(64)];
    for (let time = 0; time < 2; time++) {
      for (const text of texts) {
        const [read, expected] = [reader.read(text), readPoint(text)];
        expect(read.ok ? pointText(read.point) : read).toEqual(expected.ok ? text : expected);
      }
    }
  });

  it('reads many texts at once to the same verdicts, and leaves those it knows', () => {
    const reader = new PointReader();
    const texts = [G_TEXT, 'x', '2'.padStart(64, '0'), '0'.repeat(64), pointText(G.double()), G_TEXT];
    const known = reader.read(G_TEXT);
    reader.prepare(texts);
    expect(reader.read(G_TEXT)).toBe(known);
    for (const text of texts) {
      const [read, expected] = [reader.read(text), readPoint(text)];
      expect(read.ok ? pointText(read.point) : read).toEqual(expected.ok ? text : expected);
    }
  });

  it('decodes a text once', () => {
    const reader = new PointReader();
    const [first, second] = [reader.read(G_TEXT), reader.read(G_TEXT)];
    expect(second).toBe(first);
    expect(new PointReader().read(G_TEXT)).not.toBe(first);
  });
});

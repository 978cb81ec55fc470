import { expect, test } from 'vitest';
import { formatMinor, parseDecimal, toMinor, toMinorRational } from './amount';
import { canonicalText, toPlain } from './canonical';
import { add, compare, multiply, rational, toDouble } from './rational';
import { seeded } from './testing/random-instance';

test('fractions are kept in lowest terms with a positive denominator', () => {
  expect(rational(6n, -4n)).toEqual({ numerator: -3n, denominator: 2n });
  expect(rational(0n, 7n)).toEqual({ numerator: 0n, denominator: 1n });
  expect(add(rational(1n, 6n), rational(1n, 3n))).toEqual(rational(1n, 2n));
  expect(multiply(rational(2n, 3n), rational(3n, 4n))).toEqual(rational(1n, 2n));
  expect([compare(rational(1n, 3n), rational(1n, 2n)), compare(rational(2n), rational(1n))]).toEqual([-1, 1]);
  expect(compare(rational(1n, 2n), { numerator: 2n, denominator: 4n })).toBe(0);
  expect(() => rational(1n, 0n)).toThrow(RangeError);
});

test('a fraction as a double is within 2^-52.9 of it, for tiny and huge terms alike', () => {
  const draw = seeded(20260301);
  const big = (digits: number): bigint => BigInt(`1${Array.from({ length: draw(digits) }, () => draw(10)).join('')}`);
  for (let i = 0; i < 3000; i++) {
    const numerator = big(400);
    const denominator = numerator / (big(30) + 1n) + 1n;
    const double = toDouble(numerator, denominator);
    // double = mantissa · 2^exponent exactly; the error is compared as whole numbers.
    const exponent = Math.floor(Math.log2(double)) - 52;
    const mantissa = BigInt(double / 2 ** exponent);
    const [up, down] = exponent >= 0 ? [2n ** BigInt(exponent), 1n] : [1n, 2n ** BigInt(-exponent)];
    const error = mantissa * up * denominator - numerator * down;
    const bound = numerator * down;
    expect((error < 0n ? -error : error) * 2n ** 53n * 100n <= bound * 107n).toBe(true);
  }
  expect(toDouble(0n, 5n)).toBe(0);
  expect(toDouble(1n, 3n)).toBe(1 / 3);
  expect(toDouble(1n, 10n ** 200n)).toBe(1e-200);
});

test.for([
  ['1500', 1500n, 0],
  ['400000.0', 400000n, 0],
  ['363734.88', 36373488n, 2],
  ['007.50', 75n, 1],
  ['0', 0n, 0],
] as [string, bigint, number][])('reads the decimal %s', ([text, digits, scale]) => {
  expect(parseDecimal(text)).toEqual({ digits, scale });
});

test.for(['', '.5', '5.', '-1', '+1', '1e3', '1,5', ' 1', '1 000', '0x10', '٣', '1'.repeat(19), `0.${'1'.repeat(13)}`])(
  'refuses "%s" as a decimal',
  (text) => expect(parseDecimal(text)).toBeNull(),
);

test('amounts move between unit and minor units exactly', () => {
  expect(toMinor({ digits: 75n, scale: 1 }, 3)).toBe(7500n);
  expect(toMinorRational({ digits: 1n, scale: 3 }, 2)).toEqual(rational(1n, 10n));
  expect(['0', '5', '12340', '-5'].map((minor) => formatMinor(BigInt(minor), 2))).toEqual([
    '0',
    '0.05',
    '123.4',
    '-0.05',
  ]);
  expect(formatMinor(1230n, 0)).toBe('1230');
});

test('the canonical form of a trace: sorted keys, bigints as digits, nothing inexact', () => {
  const value = { b: [1n, { z: null, a: 'ü', gone: undefined }], a: rational(-1n, 3n), c: true };
  expect(canonicalText(value)).toBe('{"a":{"denominator":"3","numerator":"-1"},"b":["1",{"a":"ü","z":null}],"c":true}');
  expect(toPlain(7)).toBe(7);
  for (const bad of [0.5, Number.NaN, () => 1, new Date(0), undefined]) expect(() => toPlain(bad)).toThrow(TypeError);
});

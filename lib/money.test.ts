import { describe, expect, test } from 'vitest';
import { parseMoney } from './money';

describe('parseMoney', () => {
  test.each([
    ['1450000', 145_000_000n],
    ['1,450,000.50', 145_000_050n],
    ['1.450.000,5', 145_000_050n],
    ['1 450 000', 145_000_000n],
    ['0', 0n],
    ['12.34', 1_234n],
    ['1,450', 145_000n],
  ])('%s', (text, minor) => expect(parseMoney(text, 2)).toBe(minor));

  test('knows currencies without minor units', () => expect(parseMoney('1,450', 0)).toBe(1450n));

  test.each([
    '',
    'abc',
    '-5',
    '1.2.3',
    '1,45,000',
    '12.345,6,7',
    '1e3',
    '1.450.000,505',
    '1.450.50',
    '1234,567',
    '1,450.000',
  ])('refuses %j', (text) => expect(parseMoney(text, 2)).toBeNull());
});

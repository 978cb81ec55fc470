import { describe, expect, test } from 'vitest';
import { layOut } from './bar';

const widths = (values: (number | bigint)[], total: number | bigint) =>
  layOut(
    values.map((value, index) => ({ key: String(index), value })),
    total,
  ).map(({ start, width }) => [start, width]);

describe('stones of a bar', () => {
  test('lie end to end in percent of the total', () => {
    expect(widths([25, 50], 100)).toEqual([
      [0, 25],
      [25, 50],
    ]);
  });

  test('take amounts of money as they are', () => {
    expect(widths([120_000_000n], 480_000_000n)).toEqual([[0, 25]]);
  });

  test('stay inside the bar when they are more than the total', () => {
    expect(widths([150, 50], 100)).toEqual([
      [0, 75],
      [75, 25],
    ]);
  });

  test('have no width when there is nothing to share', () => {
    expect(widths([0], 0)).toEqual([[0, 0]]);
  });
});

import { describe, expect, test } from 'vitest';
import { shuffledBy } from './order';

const items = Array.from({ length: 12 }, (_, i) => i + 1);
const seedOf = (n: number) => (n * 2654435761).toString(16).padStart(32, '0').slice(-32);

describe('the order of projects on a device', () => {
  test('is the same each time, loses nothing and differs between devices', () => {
    const once = shuffledBy(items, seedOf(1));
    expect(shuffledBy(items, seedOf(1))).toEqual(once);
    expect([...once].sort((a, b) => a - b)).toEqual(items);
    expect(new Set(Array.from({ length: 50 }, (_, i) => shuffledBy(items, seedOf(i + 1)).join())).size).toBe(50);
    expect(items[0]).toBe(1);
  });

  test('gives every project the same chance of the first place', () => {
    const rounds = 12_000;
    const first = new Map<number, number>();
    for (let i = 1; i <= rounds; i += 1) {
      const [top] = shuffledBy(items, seedOf(i));
      first.set(top as number, (first.get(top as number) ?? 0) + 1);
    }
    // Expected 1000 each; five standard deviations of a binomial are about 150.
    for (const item of items) expect(Math.abs((first.get(item) ?? 0) - 1000)).toBeLessThan(150);
  });
});

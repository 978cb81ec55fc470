import { describe, expect, it } from 'vitest';
import { seededRandom } from '../crypto/testing/seeded-random';
import { shuffled, uniformIndex } from './uniform';

describe('uniformIndex', () => {
  it('hits every value about equally often', () => {
    const random = seededRandom('uniform');
    const hits = new Array(7).fill(0);
    for (let i = 0; i < 7000; i++) hits[uniformIndex(7, random)] += 1;
    // Each count has mean 1000 and standard deviation 29.
    for (const count of hits) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  it('rejects draws beyond the last whole multiple of the bound', () => {
    const draws = [Uint8Array.of(255, 255, 255, 255), Uint8Array.of(0, 0, 0, 5)];
    expect(uniformIndex(3, () => draws.shift() ?? new Uint8Array(4))).toBe(2);
  });

  it('takes the greatest draw and the greatest bound', () => {
    expect(uniformIndex(2 ** 32, () => new Uint8Array(4).fill(255))).toBe(2 ** 32 - 1);
    expect(uniformIndex(1, () => new Uint8Array(4).fill(255))).toBe(0);
    // 2^32 − 1 is a multiple of 3: the draw below it is the last that counts.
    const draws = [Uint8Array.of(255, 255, 255, 255), Uint8Array.of(255, 255, 255, 254)];
    expect(uniformIndex(3, () => draws.shift() ?? new Uint8Array(4))).toBe((2 ** 32 - 2) % 3);
  });

  it.each([0, -1, 1.5, 2 ** 32 + 1, 2 ** 33])('refuses the bound %s', (bound) => {
    expect(() => uniformIndex(bound, seededRandom(''))).toThrow(RangeError);
  });
});

describe('shuffled', () => {
  it('leaves the list as it was', () => {
    const items = [1, 2, 3, 4, 5, 6, 7, 8];
    expect(shuffled(items, seededRandom('list'))).not.toEqual(items);
    expect(items).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('gives every order of three items about equally often', () => {
    const random = seededRandom('shuffled');
    const orders = new Map<string, number>();
    for (let i = 0; i < 6000; i++) {
      const order = shuffled(['a', 'b', 'c'], random).join('');
      orders.set(order, (orders.get(order) ?? 0) + 1);
    }
    expect(orders.size).toBe(6);
    for (const count of orders.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../crypto/testing/seeded-random';
import { orderBatch } from './batch-order';

const item = fc.record({
  kind: fc.constantFrom('ballot', 'ballot', 'registration'),
  credential: fc.constantFrom('a', 'b', 'c', 'd'),
});
const pending = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: item },
      { weight: 1, arbitrary: fc.constant({ kind: 'revocation', credential: null }) },
    ),
  )
  .map((items) => items.map((entry, id) => ({ ...entry, id })));

describe('orderBatch', () => {
  it('keeps every item, every credential’s ballots in order, and registrations before ballots', () => {
    fc.assert(
      fc.property(pending, fc.string(), (items, seed) => {
        const ordered = orderBatch(items, seededRandom(seed));
        expect([...ordered].sort((a, b) => a.id - b.id)).toEqual(items);
        for (const credential of ['a', 'b', 'c', 'd']) {
          const chain = ordered.filter((entry) => entry.credential === credential);
          const ballots = chain.filter((entry) => entry.kind === 'ballot').map((entry) => entry.id);
          expect(ballots).toEqual([...ballots].sort((a, b) => a - b));
          const registrations = chain.filter((entry) => entry.kind === 'registration');
          expect(chain.slice(0, registrations.length)).toEqual(registrations);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('makes every allowed order about equally likely', () => {
    const random = seededRandom('orders');
    const items = [
      { kind: 'registration', credential: 'a', name: 'A' },
      { kind: 'ballot', credential: 'a', name: 'a' },
      { kind: 'ballot', credential: 'b', name: 'b' },
      { kind: 'revocation', credential: null, name: 'r' },
    ];
    const orders = new Map<string, number>();
    for (let i = 0; i < 12_000; i++) {
      const order = orderBatch(items, random)
        .map((entry) => entry.name)
        .join('');
      orders.set(order, (orders.get(order) ?? 0) + 1);
    }
    // 4! orders, half of which reverse A and a.
    expect(orders.size).toBe(12);
    for (const hits of orders.values()) expect(Math.abs(hits - 1000)).toBeLessThan(150);
  });
});

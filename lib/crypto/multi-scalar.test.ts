import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodePoint, G, IDENTITY, modOrder, multiply, multiplyPublic, ORDER } from './group';
import { LinearCombination, sumCost, sumOfProducts, sumOfProductsSecret } from './multi-scalar';
import { Pace } from './pace';
import { multiplyBase } from './points';

const scalar = fc.oneof(
  fc.bigInt(0n, ORDER - 1n),
  fc.bigInt(0n, 2n ** 128n),
  fc.constantFrom(0n, 1n, ORDER - 1n, ORDER - 2n, 2n ** 252n, 2n ** 252n - 1n),
);

describe('sums of multiples', () => {
  it('agree with single multiplications', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(scalar, scalar), { maxLength: 12 }), async (pairs) => {
        const points = pairs.map(([p]) => multiply(G, p));
        const sum = await sumOfProducts(
          points,
          pairs.map(([, s]) => s),
          new Pace(0),
        );
        const expected = modOrder(pairs.reduce((total, [p, s]) => total + p * s, 0n));
        expect(sum.equals(multiply(G, expected))).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  it('agree with the sum of logarithms for many points', async () => {
    const logarithms = Array.from({ length: 600 }, (_, i) => BigInt(i + 1));
    const points = logarithms.map((logarithm) => multiplyPublic(G, logarithm));
    const scalars = logarithms.map((logarithm) => (logarithm * 123456789n ** 9n) % ORDER);
    const expected = logarithms.reduce((sum, logarithm, i) => sum + logarithm * (scalars[i] ?? 0n), 0n);
    const sum = await sumOfProducts(points, scalars, new Pace(sumCost(600)));
    expect(sum.equals(multiply(G, modOrder(expected)))).toBe(true);
  });

  it('take the work that they announce, and more where the scalars are secret', async () => {
    class Meter extends Pace {
      spent = 0;

      override spend(additions: number): Promise<void> {
        this.spent += additions;
        return super.spend(additions);
      }
    }
    const scalars = Array.from({ length: 1100 }, (_, i) => ORDER - BigInt(i + 1));
    const points = multiplyBase(scalars);
    const [open, hidden, short] = [new Meter(0), new Meter(0), new Meter(0)];
    const sums = [await sumOfProducts(points, scalars, open), await sumOfProductsSecret(points, scalars, hidden)];
    const expected = multiply(
      G,
      scalars.reduce((sum, s) => (sum + s * s) % ORDER, 0n),
    );
    expect(sums.map((sum) => sum.equals(expected))).toEqual([true, true]);
    const small = scalars.map((s) => ORDER - s);
    expect((await sumOfProducts(points, small, short)).equals(expected.negate())).toBe(true);
    expect(short.spent).toBeLessThan(0.6 * open.spent);
    expect(open.spent / sumCost(1100)).toBeCloseTo(1, 5);
    expect(hidden.spent).toBeGreaterThan(1.2 * open.spent);
  });

  it('refuse lists of different lengths', async () => {
    await expect(sumOfProducts([G], [], new Pace(0))).rejects.toThrow(RangeError);
  });

  it('collect coefficients per distinct point', async () => {
    const combination = new LinearCombination();
    combination.add(encodePoint(G), 5n);
    combination.add(encodePoint(multiply(G, 2n)), -1n);
    combination.add(encodePoint(G), -3n);
    expect((await combination.sum(new Pace(0))).equals(IDENTITY)).toBe(true);
    combination.add(encodePoint(G), 4n);
    expect((await combination.sum(new Pace(0))).equals(multiply(G, 4n))).toBe(true);
    expect((await new LinearCombination().sum(new Pace(0))).equals(IDENTITY)).toBe(true);
  });
});

describe('pace', () => {
  it('reports progress, lets other tasks run and ends at the total', async () => {
    const seen: [number, number][] = [];
    let otherTask = false;
    setTimeout(() => {
      otherTask = true;
    });
    const pace = new Pace(100_000, (done, total) => seen.push([done, total]));
    pace.expect(100_000);
    await pace.spend(110_000);
    expect(otherTask).toBe(true);
    await pace.spend(120_000);
    pace.finish();
    expect(seen).toEqual([
      [110_000, 200_000],
      [200_000, 200_000],
      [200_000, 200_000],
    ]);
  });
});

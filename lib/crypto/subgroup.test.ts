import { ed25519 } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAffineInSubgroup } from './subgroup';

const { Point } = ed25519;

/** A generator of the torsion group of order 8, as ℓ times a point outside the subgroup. */
function torsionPoint() {
  for (let y = 2n; ; y++) {
    try {
      const bytes = new Uint8Array(32);
      bytes[0] = Number(y);
      const torsion = Point.fromBytes(bytes)
        .multiplyUnsafe(Point.Fn.ORDER - 1n)
        .add(Point.fromBytes(bytes));
      if (!torsion.double().double().is0()) return torsion;
    } catch {
      // no point has this y
    }
  }
}

const torsion: (typeof Point.BASE)[] = [Point.ZERO];
for (let i = 1; i < 8; i++) torsion.push((torsion[i - 1] ?? Point.ZERO).add(torsionPoint()));

describe('membership in the prime-order subgroup', () => {
  it('has eight distinct torsion points to test with', () => {
    expect(new Set(torsion.map((point) => point.toHex())).size).toBe(8);
  });

  it('accepts of the small-order points only the identity', () => {
    expect(torsion.map((point) => isAffineInSubgroup(point.x, point.y))).toEqual([true, ...Array(7).fill(false)]);
  });

  it('agrees with multiplication by the order on all eight cosets', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, Point.Fn.ORDER - 1n), (scalar) => {
        const inside = Point.BASE.multiplyUnsafe(scalar);
        for (const [coset, t] of torsion.entries()) {
          const point = inside.add(t);
          expect(point.isTorsionFree()).toBe(coset === 0);
          expect(isAffineInSubgroup(point.x, point.y)).toBe(coset === 0);
        }
      }),
      { numRuns: 60 },
    );
  });
});

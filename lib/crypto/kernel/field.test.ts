import { describe, expect, it } from 'vitest';
import { FIELD_ORDER, fromLittleEndian, littleEndian } from '../testing/reference';
import { seededRandom } from '../testing/seeded-random';
import { Kernel } from './kernel';

const PAIR_BYTES = 80;
const kernel = new Kernel();
const { calls } = kernel;
const [left, right, result, bytes] = [PAIR_BYTES, PAIR_BYTES, PAIR_BYTES, 64].map((size) => kernel.room(size)) as [
  number,
  number,
  number,
  number,
];
const random = seededRandom('field');

type Limbs = readonly number[];

/** Writes two elements by their ten limbs each: vector k holds (a_2k, b_2k, a_2k+1, b_2k+1). */
function put(at: number, a: Limbs, b: Limbs): void {
  const words = new Uint32Array(calls.memory.buffer, at, 20);
  for (let i = 0; i < 10; i++) words.set([a[i] as number, b[i] as number], 2 * i);
}

function limbsAt(at: number): [Limbs, Limbs] {
  const words = new Uint32Array(calls.memory.buffer, at, 20);
  const lane = (first: number) => Array.from({ length: 10 }, (_, i) => words[2 * i + first] as number);
  return [lane(0), lane(1)];
}

const value = (limbs: Limbs): bigint =>
  limbs.reduce((sum, limb, i) => sum + (BigInt(limb) << BigInt(Math.ceil(25.5 * i))), 0n) % FIELD_ORDER;

function packed(at: number): [bigint, bigint] {
  calls.pack(bytes, bytes + 32, at);
  return [fromLittleEndian(kernel.at(bytes, 32)), fromLittleEndian(kernel.at(bytes + 32, 32))];
}

/** The largest limbs that layout.ts allows, and the reduced ones it promises. */
const limit = (even: number, odd: number): Limbs => Array.from({ length: 10 }, (_, i) => (i % 2 === 0 ? even : odd));
const LOOSE = limit(Math.floor(2 ** 27.72), Math.floor(2 ** 26.72));
const WIDE = limit(Math.floor(2 ** 28.5), Math.floor(2 ** 27.5));
const REDUCED = limit(2 ** 26 + 2 ** 14, 2 ** 25 + 2 ** 18);
const ZERO = limit(0, 0);

/** Limbs that are each at their bound, zero or anything between. */
function someLimbs(bound: Limbs): Limbs {
  return bound.map((most) => {
    const [kind = 0, ...rest] = random(5);
    if (kind < 90) return most;
    return kind < 120 ? 0 : rest.reduce((sum, byte) => sum * 256 + byte, 0) % (most + 1);
  });
}

function expectReduced(at: number): void {
  for (const limbs of limbsAt(at))
    for (const [i, limb] of limbs.entries()) expect(limb).toBeLessThanOrEqual(REDUCED[i] as number);
}

describe('products of pairs', () => {
  const cases: [string, Limbs, Limbs][] = [
    ['the largest limbs', WIDE, LOOSE],
    ['zero', WIDE, ZERO],
    ...Array.from({ length: 300 }, (_, i): [string, Limbs, Limbs] => [`${i}`, someLimbs(WIDE), someLimbs(LOOSE)]),
  ];

  it('are exact and reduced up to the bounds of the layout, in both lanes', () => {
    for (const [i, [name, a, b]] of cases.entries()) {
      const [, c, d] = cases[cases.length - 1 - i] as [string, Limbs, Limbs];
      put(left, a, c);
      put(right, b, d);
      calls.multiply(result, left, right);
      expect(packed(result), name).toEqual([(value(a) * value(b)) % FIELD_ORDER, (value(c) * value(d)) % FIELD_ORDER]);
      expectReduced(result);
    }
  });

  it('may overwrite their factors', () => {
    put(left, WIDE, LOOSE);
    calls.multiply(left, left, left);
    expect(packed(left)[1]).toBe(value(LOOSE) ** 2n % FIELD_ORDER);
  });

  it('with themselves are exact and reduced', () => {
    for (const [name, , b] of cases) {
      const c = someLimbs(LOOSE);
      put(left, b, c);
      calls.square(result, left);
      expect(packed(result), name).toEqual([value(b) ** 2n % FIELD_ORDER, value(c) ** 2n % FIELD_ORDER]);
      expectReduced(result);
    }
  });
});

describe('packing', () => {
  it.each([0n, 1n, 18n, 19n, 20n, FIELD_ORDER - 1n, FIELD_ORDER, FIELD_ORDER + 1n, 2n ** 255n - 1n])(
    'gives the canonical integer of %i',
    (integer) => {
      kernel.at(bytes, 64).set([...littleEndian(integer), ...littleEndian(2n ** 255n - 1n - integer)]);
      calls.unpack(left, bytes, bytes + 32);
      expect(packed(left)).toEqual([integer % FIELD_ORDER, (2n ** 255n - 1n - integer) % FIELD_ORDER]);
    },
  );

  it('is canonical for any limbs of 32 bits', () => {
    const full = limit(2 ** 32 - 1, 2 ** 32 - 1);
    for (let i = 0; i < 200; i++) {
      const [a, b] = i === 0 ? [full, ZERO] : [someLimbs(full), someLimbs(full)];
      put(left, a, b);
      expect(packed(left)).toEqual([value(a), value(b)]);
    }
  });

  it('is canonical next to multiples of p', () => {
    for (const factor of [1n, 2n, 3n]) {
      for (const difference of [-1n, 0n, 1n]) {
        // All of it in the lowest limbs that carry, the rest as p in full limbs.
        const limbs = limit(2 ** 26 - 1, 2 ** 25 - 1).map((limb) => limb * Number(factor));
        limbs[0] = (limbs[0] as number) - 18 * Number(factor) + Number(difference);
        put(left, limbs, ZERO);
        expect(packed(left)[0]).toBe((difference + FIELD_ORDER) % FIELD_ORDER);
      }
    }
  });

  it('leaves bit 255 out when it unpacks', () => {
    kernel.at(bytes, 64).fill(255);
    calls.unpack(left, bytes, bytes + 32);
    expect(packed(left)).toEqual([18n, 18n]);
  });
});

import type { RandomBytes } from '../crypto/random';

/** A uniform whole number in 0 … bound − 1, by rejection; bound ≤ 2^32. */
export function uniformIndex(bound: number, random: RandomBytes): number {
  if (!Number.isInteger(bound) || bound < 1 || bound > 2 ** 32) throw new RangeError('bound out of range');
  const limit = 2 ** 32 - (2 ** 32 % bound);
  for (;;) {
    const value = new DataView(Uint8Array.from(random(4)).buffer).getUint32(0);
    if (value < limit) return value % bound;
  }
}

/** The items in a uniformly random order (Fisher–Yates). */
export function shuffled<T>(items: readonly T[], random: RandomBytes): T[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last--) {
    const other = uniformIndex(last + 1, random);
    [result[last], result[other]] = [result[other] as T, result[last] as T];
  }
  return result;
}

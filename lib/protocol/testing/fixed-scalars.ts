import type { RandomBytes } from '../../crypto/random';

/**
 * A source that answers requests of 64 bytes with the given decimal scalars and requests of 6 bytes with the given small
 * numbers, each in order: it replays a recorded run.
 */
export function fixedScalars(scalars: readonly string[], integers: readonly number[] = []): RandomBytes {
  const queues = new Map([
    [64, scalars.map(BigInt)],
    [6, integers.map(BigInt)],
  ]);
  return (length) => {
    const value = queues.get(length)?.shift();
    if (value === undefined) throw new Error(`no recorded randomness of ${length} bytes is left`);
    const digits = value.toString(16).padStart(2 * length, '0');
    return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  };
}

import type { RandomBytes } from '../../crypto/random';

const SCALAR_BYTES = 64;

/**
 * A source that answers requests for scalars, 64 bytes each, with the given decimal numbers and requests of 6 bytes with
 * the given small numbers, each in order: it replays a recorded run.
 */
export function fixedScalars(scalars: readonly string[], integers: readonly number[] = []): RandomBytes {
  const queues = { scalars: scalars.map(BigInt), integers: integers.map(BigInt) };
  const next = (queue: bigint[], length: number) => {
    const value = queue.shift();
    if (value === undefined) throw new Error(`no recorded randomness of ${length} bytes is left`);
    const digits = value.toString(16).padStart(2 * length, '0');
    return Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  };
  return (length) => {
    if (length % SCALAR_BYTES !== 0) return Uint8Array.from(next(queues.integers, length));
    const pieces = Array.from({ length: length / SCALAR_BYTES }, () => next(queues.scalars, SCALAR_BYTES));
    return Uint8Array.from(pieces.flat());
  };
}

import { ORDER } from '../order';

/** Bytes of a scalar. */
export const SCALAR_BYTES = 32;
const WORD_BITS = 64n;

/**
 * Scalars as 32 bytes each, least significant first.
 *
 * This is where a secret leaves JavaScript's arithmetic, whose time depends on the size of a number: how many leading
 * zeros a scalar has may show. All that follows inside the kernel takes the same path for every value.
 * @throws RangeError for a scalar outside 0 … ORDER − 1.
 */
export function scalarBytes(scalars: readonly bigint[]): Uint8Array {
  const bytes = new Uint8Array(scalars.length * SCALAR_BYTES);
  const view = new DataView(bytes.buffer);
  for (const [i, scalar] of scalars.entries()) {
    if (scalar < 0n || scalar >= ORDER) throw new RangeError('scalar out of range');
    let rest = scalar;
    for (let at = i * SCALAR_BYTES; at < (i + 1) * SCALAR_BYTES; at += 8) {
      view.setBigUint64(at, BigInt.asUintN(64, rest), true);
      rest >>= WORD_BITS;
    }
  }
  return bytes;
}

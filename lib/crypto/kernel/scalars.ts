import { ORDER } from '../order';

/** Bytes of a scalar. */
export const SCALAR_BYTES = 32;
/** Scalars in 0 … ORDER − 1, as numbers or as 32 bytes each, least significant first. */
export type Scalars = readonly bigint[] | Uint8Array;
const WORD_BITS = 64n;
const TOP_BYTE_LIMIT = 0x20;

/**
 * Scalars as 32 bytes each, least significant first.
 *
 * This is where a secret leaves JavaScript's arithmetic, whose time depends on the size of a number: how many leading
 * zeros a scalar has may show. All that follows inside the kernel takes the same path for every value.
 * @throws RangeError for a scalar outside 0 … ORDER − 1; bytes are only checked to be below 2^253.
 */
export function scalarBytes(scalars: Scalars): Uint8Array {
  if (scalars instanceof Uint8Array) return checkedBytes(scalars);
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

/** The kernel's digits are made for scalars below 2^253. */
function checkedBytes(bytes: Uint8Array): Uint8Array {
  if (bytes.length % SCALAR_BYTES !== 0) throw new RangeError('scalars of 32 bytes expected');
  for (let top = SCALAR_BYTES - 1; top < bytes.length; top += SCALAR_BYTES) {
    if ((bytes[top] as number) >= TOP_BYTE_LIMIT) throw new RangeError('scalar out of range');
  }
  return bytes;
}

/** How many scalars there are. */
export function scalarCount(scalars: Scalars): number {
  return scalars instanceof Uint8Array ? scalars.length / SCALAR_BYTES : scalars.length;
}

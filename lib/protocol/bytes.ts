/**
 * Comparing bytes. Loops over millions of bytes stand alone in small functions: where they are part of a large one, the
 * optimising compiler of the engine spends more time on it than the loop takes.
 */

/** Whether `length` bytes of `a` from `at` on are those of `b` from `from` on. */
export function sameRange(a: Uint8Array, at: number, b: Uint8Array, from: number, length: number): boolean {
  let difference = 0;
  for (let i = 0; i < length; i++) difference |= (a[at + i] ?? 256) ^ (b[from + i] ?? 512);
  return difference === 0;
}

/** Whether two lists of bytes are the same. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && sameRange(a, 0, b, 0, a.length);
}

/** Whether the bytes from `start` up to, not including, `end` are all zero. */
export function areZero(bytes: Uint8Array, start: number, end: number): boolean {
  let any = 0;
  for (let i = start; i < end; i++) any |= bytes[i] ?? 1;
  return any === 0;
}

/** The sum of all bytes. */
export function byteSum(bytes: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < bytes.length; i++) sum += bytes[i] as number;
  return sum;
}

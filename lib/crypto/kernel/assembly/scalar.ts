/**
 * Digits of scalars. A scalar s < 2^253, 32 bytes little-endian, is written with digits −2^(w−1) … 2^(w−1) − 1 in windows
 * of w bits. To find each of them without the others, half a window is added to every window beforehand (the `biased`
 * scalar, 48 bytes): the digit is then the window's bits minus that half.
 */

/** Bytes of a biased scalar; a digit is read from four bytes at once. */
export const BIASED: usize = 48;
/** Scalars stay below 2^253; one more bit takes what the bias carries. */
const SCALAR_BITS: i32 = 254;

const BIAS: usize = memory.data(48, 16);

/** Number of windows of `width` bits. */
export function windowCount(width: i32): i32 {
  return (SCALAR_BITS + width - 1) / width;
}

function prepareBias(width: i32): void {
  memory.fill(BIAS, 0, BIASED);
  for (let bit = width - 1; bit < windowCount(width) * width; bit += width) {
    const at = BIAS + usize(bit >> 3);
    store<u8>(at, load<u8>(at) | (1 << u8(bit & 7)));
  }
}

/** Biased scalars for windows of `width` bits, 2 … 16. */
export function bias(out: usize, scalars: usize, count: i32, width: i32): void {
  prepareBias(width);
  for (let i = 0; i < count; i++) {
    const scalar = scalars + usize(i) * 32;
    const biased = out + usize(i) * BIASED;
    let carry: u64 = 0;
    for (let k: usize = 0; k < BIASED; k += 4) {
      carry += u64(load<u32>(BIAS + k)) + (k < 32 ? u64(load<u32>(scalar + k)) : 0);
      store<u32>(biased + k, u32(carry));
      carry >>= 32;
    }
  }
}

/** The digit of window `index`, from a biased scalar. */
export function digit(biased: usize, width: i32, index: i32): i32 {
  const bit = width * index;
  const bits = load<u32>(biased + usize(bit >> 3)) >> u32(bit & 7);
  return i32(bits & ((1 << width) - 1)) - (1 << (width - 1));
}

/** Positions of a scalar in {@link writeNaf}. */
export const NAF_LENGTH: i32 = 256;
const NAF_WIDTH: i32 = 5;

const WORDS: usize = memory.data(48, 16);

/**
 * The scalar as NAF_LENGTH odd digits −15 … 15 or zeros, one byte each, of which any five in a row hold at most one
 * that is not zero. For public scalars: time and accesses depend on it.
 */
export function writeNaf(out: usize, scalar: usize): void {
  memory.fill(out, 0, usize(NAF_LENGTH));
  memory.fill(WORDS, 0, 48);
  memory.copy(WORDS, scalar, 32);
  let carry = 0;
  let bit = 0;
  while (bit < NAF_LENGTH) {
    const window = i32(load<u32>(WORDS + usize(bit >> 3)) >> u32(bit & 7)) & ((1 << NAF_WIDTH) - 1);
    if (((window + carry) & 1) === 0) {
      bit += 1;
      continue;
    }
    const value = window + carry;
    carry = value >> (NAF_WIDTH - 1);
    store<i8>(out + usize(bit), i8(value - (carry << NAF_WIDTH)));
    bit += NAF_WIDTH;
  }
}

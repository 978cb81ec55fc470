/**
 * How the kernel holds numbers modulo p = 2^255 − 19.
 *
 * An element is Σ limb_i·2^⌈25.5·i⌉ with ten unsigned limbs of 26 (even i) and 25 (odd i) bits and some room above.
 * Elements come in pairs, so that one instruction works on two. A pair takes 80 bytes, five vectors of four 32-bit
 * lanes; vector k holds (a_2k, b_2k, a_2k+1, b_2k+1), where a and b are the two elements.
 *
 * Bounds on limbs, even and odd:
 * - reduced:  ≤ 2^26 + 2^14 and ≤ 2^25 + 2^18. What products and `carry` deliver.
 * - loose:    ≤ 2^27.72 and ≤ 2^26.72: 19·limb stays below 2^32. What `square` and the right side of `multiply` take;
 *             the sum of two reduced elements, and their difference with 2p added, are loose.
 * - wide:     ≤ 2^28.5 and ≤ 2^27.5. What the left side of `multiply` takes.
 * A column of wide × loose stays below 77·2^56.22 + 190·2^54.22 < 2^63.3, so that no sum or carry leaves 64 bits.
 */

/** Bytes of a pair of elements. */
export const PAIR: usize = 80;
/** Bytes of an element as a canonical little-endian integer. */
export const ELEMENT: usize = 32;
/** Bytes of an affine point: x, then y, as canonical integers. */
export const AFFINE: usize = 64;
/** Bytes of a point in extended coordinates: the pairs (X, Y) and (T, Z), x = X/Z, y = Y/Z, T·Z = X·Y. */
export const EXTENDED: usize = 160;
/** Bytes of a point prepared to be added: the pairs (Y − X, Y + X) and (2d·T, 2·Z). */
export const NIELS: usize = 160;

/** Masks of a limb in a column of 64 bits. */
export const EVEN_MASK: v128 = i64x2(0x3ffffff, 0x3ffffff);
export const ODD_MASK: v128 = i64x2(0x1ffffff, 0x1ffffff);
/** Masks of both limbs of a vector. */
export const LIMB_MASK: v128 = i32x4(0x3ffffff, 0x3ffffff, 0x1ffffff, 0x1ffffff);
export const NINETEEN: v128 = i32x4(19, 19, 19, 19);

/** The limbs of 2p, as vector 0 and as any other vector: minuends that no reduced element exceeds. */
export const TWICE_P_0: v128 = i32x4(0x7ffffda, 0x7ffffda, 0x3fffffe, 0x3fffffe);
export const TWICE_P: v128 = i32x4(0x7fffffe, 0x7fffffe, 0x3fffffe, 0x3fffffe);

/** All ones in the lanes of the first element. */
export const FIRST: v128 = i32x4(-1, 0, -1, 0);

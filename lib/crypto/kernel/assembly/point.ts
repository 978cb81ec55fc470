/**
 * Points of −x² + y² = 1 + d·x²y² in extended coordinates (Hisil, Wong, Carter, Dawson: "Twisted Edwards curves
 * revisited", 2008, sections 3.1 and 3.3), with the products of each formula laid out as pairs. −1 is a square and d is
 * not, so the formulas hold for every two points of the curve, whatever their order: no case is told apart.
 */
import { ONE, TWICE_D_AND_TWO, TWICE_D_AND_ZERO, ZERO_AND_ONE, ZERO_AND_TWO } from './constants.generated';
import { add, carry, copy, differenceAndSum, firsts, seconds, swap, unpack } from './field';
import { ELEMENT, FIRST, PAIR, TWICE_P, TWICE_P_0 } from './layout';
import { multiply, square } from './products.generated';

const U: usize = memory.data(80, 16);
const V: usize = memory.data(80, 16);
const L: usize = memory.data(80, 16);
const R: usize = memory.data(80, 16);

/** The point (0, 1). */
export function setIdentity(out: usize): void {
  copy(out, ZERO_AND_ONE);
  copy(out + PAIR, ZERO_AND_ONE);
}

/** Extended coordinates of an affine point. */
export function fromAffine(out: usize, affine: usize): void {
  unpack(out, affine, affine + ELEMENT);
  swap(U, out);
  multiply(V, out, U);
  firsts(out + PAIR, V, ONE);
}

/** From (E, H) at U and (F, G) at V: (X, Y) = (E·F, H·G), (T, Z) = (E·H, F·G). U may be wide, V must be loose. */
function finish(out: usize): void {
  multiply(out, U, V);
  firsts(L, U, V);
  seconds(R, U, V);
  multiply(out + PAIR, L, R);
}

/** out = p + n for a point in extended coordinates and one prepared by {@link toNiels}. */
export function addNiels(out: usize, p: usize, n: usize): void {
  differenceAndSum(U, p);
  multiply(U, U, n);
  multiply(V, p + PAIR, n + PAIR);
  differenceAndSum(U, U);
  differenceAndSum(V, V);
  finish(out);
}

/**
 * out = 2·p. With A = X², B = Y², S = (X + Y)², C = 2Z²: E = A + B − S, H = A + B, G = A − B, F = C + G, which are the
 * formula's E, H, G, F with all signs turned.
 */
export function double(out: usize, p: usize): void {
  for (let k: usize = 0; k < PAIR; k += 16) {
    const v = v128.load(p + k);
    const sum = i32x4.add(v, v128.shuffle<i32>(v, v, 1, 0, 3, 2));
    v128.store(R + k, v128.shuffle<i32>(sum, v128.load(p + PAIR + k), 0, 5, 2, 7));
  }
  square(L, p);
  square(R, R);
  for (let k: usize = 0; k < PAIR; k += 16) {
    const bias = k === 0 ? TWICE_P_0 : TWICE_P;
    const v = v128.load(L + k);
    const w = v128.load(R + k);
    const a = v128.shuffle<i32>(v, v, 0, 0, 2, 2);
    const b = v128.shuffle<i32>(v, v, 1, 1, 3, 3);
    const difference = i32x4.add(i32x4.sub(a, b), bias);
    const s = v128.and(w, FIRST);
    v128.store(U + k, i32x4.sub(i32x4.add(i32x4.add(a, b), v128.and(bias, FIRST)), s));
    const zz = v128.and(v128.shuffle<i32>(w, w, 1, 0, 3, 2), FIRST);
    v128.store(V + k, i32x4.add(difference, i32x4.add(zz, zz)));
  }
  carry(V, V);
  finish(out);
}

/** Prepares a point to be added: (Y − X, Y + X), (2d·T, 2·Z). */
export function toNiels(out: usize, p: usize): void {
  differenceAndSum(U, p);
  carry(out, U);
  multiply(out + PAIR, p + PAIR, TWICE_D_AND_TWO);
}

/** {@link toNiels} of an affine point. */
export function affineToNiels(out: usize, affine: usize): void {
  unpack(L, affine, affine + ELEMENT);
  swap(R, L);
  multiply(V, L, R);
  multiply(V, V, TWICE_D_AND_ZERO);
  add(out + PAIR, V, ZERO_AND_TWO);
  differenceAndSum(U, L);
  carry(out, U);
}

/**
 * The prepared −n where `mask` is all ones, n where it is zero, without a branch: the first pair with its elements
 * exchanged, and 2d·T turned.
 */
export function negateNiels(out: usize, n: usize, mask: v128): void {
  const turned = v128.and(mask, FIRST);
  for (let k: usize = 0; k < PAIR; k += 16) {
    const v = v128.load(n + k);
    v128.store(out + k, v128.bitselect(v128.shuffle<i32>(v, v, 1, 0, 3, 2), v, mask));
    const w = v128.load(n + PAIR + k);
    const negative = i32x4.sub(k === 0 ? TWICE_P_0 : TWICE_P, w);
    v128.store(out + PAIR + k, v128.bitselect(negative, w, turned));
  }
}

/**
 * Membership in the prime-order subgroup by halving, two points at a time in the lanes.
 *
 * The group is cyclic of order 8·ℓ, so the subgroup is 8E. Work on the birationally equivalent Montgomery curve
 * v² = u³ + A·u² + u, A = 486662, u = (1+y)/(1−y), v = √−486664·u/x:
 *
 * 1. P ∈ 2E exactly if u is a square, for (0,0) is the only rational point of order 2.
 * 2. A half R of P: with m = u(R) + 1/u(R), the doubling formula gives m = 2u ± 2v/√u, and R is rational exactly
 *    for the sign that makes m + A a square w²; then u(R) = m/2 ± √u·w, v(R) = w·u(R). The other half and the
 *    negative of R serve as well: they differ from R by an element of 4E or by a sign.
 * 3. R ∈ 4E exactly if the reduced Tate pairing of order 4 with the point (1, v₁) is trivial:
 *    ((v − v₁·u)²·u³)^((p−1)/4) = 1 (p ≡ 5 mod 8, so a pairing of order 8 does not exist over this field).
 *
 * Points of small order are told apart; for all others the argument of the last power is not zero.
 */
import {
  D,
  MINUS_ONE,
  MONTGOMERY_A,
  ONE,
  ROOT_MINUS,
  ROOT_PLUS,
  SQRT_MINUS_1,
  SQRT_MINUS_A_PLUS_2,
  V1,
} from './constants.generated';
import { add, carry, equalMask, isZero, negate, select, subtract, unpack } from './field';
import { AFFINE, ELEMENT } from './layout';
import { powerP58 } from './power';
import { multiply, square } from './products.generated';

const X: usize = memory.data(80, 16);
const Y: usize = memory.data(80, 16);
const PLUS: usize = memory.data(80, 16);
const U: usize = memory.data(80, 16);
const ROOT_U: usize = memory.data(80, 16);
const V_OVER_ROOT: usize = memory.data(80, 16);
const POWER: usize = memory.data(80, 16);
const UNITY: usize = memory.data(80, 16);
const M: usize = memory.data(80, 16);
const W: usize = memory.data(80, 16);
const T: usize = memory.data(80, 16);
const S: usize = memory.data(80, 16);

/** POWER = n^((p−5)/8) and UNITY = n·POWER²: a fourth root of unity, ±1 if n is a square and ±√−1 if not. */
function powerOf(n: usize): void {
  powerP58(POWER, n);
  square(UNITY, POWER);
  multiply(UNITY, UNITY, n);
}

/** U, ROOT_U and V_OVER_ROOT of the points (X, Y). The mask tells where u is a square; elsewhere they mean nothing. */
function toMontgomery(): v128 {
  add(PLUS, ONE, Y);
  subtract(T, ONE, Y);
  multiply(T, T, PLUS);
  powerOf(T);
  const isOne = equalMask(UNITY, ONE);
  const isMinusOne = equalMask(UNITY, MINUS_ONE);
  multiply(T, POWER, SQRT_MINUS_1);
  // POWER = 1/√((1+y)(1−y)), which gives √u, u and, with the curve equation, 1/x, without an inversion.
  select(POWER, isMinusOne, T, POWER);
  multiply(ROOT_U, PLUS, POWER);
  square(U, ROOT_U);
  square(T, Y);
  multiply(T, T, D);
  add(T, T, ONE);
  negate(S, X);
  multiply(T, T, S);
  square(S, POWER);
  multiply(T, T, S);
  multiply(V_OVER_ROOT, ROOT_U, SQRT_MINUS_A_PLUS_2);
  multiply(V_OVER_ROOT, V_OVER_ROOT, T);
  return v128.or(isOne, isMinusOne);
}

/** U and W of a point R with 2R = ±P: u(R) = U, v(R) = W·U. */
function halve(): void {
  add(M, U, V_OVER_ROOT);
  add(T, M, M);
  carry(T, T);
  add(T, T, MONTGOMERY_A);
  powerOf(T);
  const isOne = equalMask(UNITY, ONE);
  const isMinusOne = equalMask(UNITY, MINUS_ONE);
  const isPlusRoot = equalMask(UNITY, SQRT_MINUS_1);
  // Where m₊ + A is no square, m₋ + A is one: (m₊+A)(m₋+A) = A²−4, so that w = √((A²−4)/z) comes from the same power.
  select(S, isPlusRoot, ROOT_PLUS, ROOT_MINUS);
  multiply(S, S, POWER);
  negate(W, UNITY);
  multiply(S, S, W);
  multiply(W, T, POWER);
  multiply(T, W, SQRT_MINUS_1);
  select(W, isMinusOne, T, W);
  const isSquare = v128.or(isOne, isMinusOne);
  select(W, isSquare, W, S);
  subtract(T, U, V_OVER_ROOT);
  select(M, isSquare, M, T);
  multiply(T, ROOT_U, W);
  carry(M, M);
  add(M, M, T);
  carry(U, M);
}

/** For each of `count` affine points of the curve 1 if it lies in the prime-order subgroup, else 0. */
export function areInSubgroup(out: usize, points: usize, count: i32): void {
  for (let i = 0; i < count; i += 2) {
    const j = i + 1 < count ? i + 1 : i;
    const first = points + usize(i) * AFFINE;
    const second = points + usize(j) * AFFINE;
    unpack(X, first, second);
    unpack(Y, first + ELEMENT, second + ELEMENT);
    const isTwice = toMontgomery();
    halve();
    multiply(W, W, U);
    multiply(T, V1, U);
    subtract(T, W, T);
    square(T, T);
    multiply(T, T, U);
    square(S, U);
    multiply(T, T, S);
    powerOf(T);
    const verdict = v128.and(isTwice, equalMask(UNITY, ONE));
    store<u8>(out + i, judge(first, i32x4.extract_lane(verdict, 0) !== 0));
    store<u8>(out + j, judge(second, i32x4.extract_lane(verdict, 1) !== 0));
  }
}

/** The verdict, put right for points of order 1, 2 and 4, where x or y is zero. */
function judge(point: usize, verdict: bool): u8 {
  if (isZero(point)) return u8(isOneByte(point + ELEMENT));
  if (isZero(point + ELEMENT)) return 0;
  return u8(verdict);
}

function isOneByte(at: usize): bool {
  return load<u64>(at) === 1 && (load<u64>(at + 8) | load<u64>(at + 16) | load<u64>(at + 24)) === 0;
}

/**
 * Membership in the prime-order subgroup of edwards25519, several times cheaper than multiplying by the order.
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
 * Points of small order are told apart beforehand; for all others the argument of the last power is not zero.
 */
import { ed25519 } from '@noble/curves/ed25519.js';

const Fp = ed25519.Point.Fp;
const P = Fp.ORDER;
const D = ed25519.Point.CURVE().d;
const A = 486662n;
const SQRT_MINUS_1 = Fp.sqrt(P - 1n);
const SQRT_MINUS_A_PLUS_2 = Fp.sqrt(P - (A + 2n));
const V1 = Fp.sqrt(A + 2n);
/** √(±(A²−4)·√−1): both are squares, since A²−4 and √−1 are not and −1 is. */
const ROOT_PLUS = Fp.sqrt(((A * A - 4n) * SQRT_MINUS_1) % P);
const ROOT_MINUS = (ROOT_PLUS * SQRT_MINUS_1) % P;

function squarings(x: bigint, count: number): bigint {
  let result = x;
  for (let i = 0; i < count; i++) result = (result * result) % P;
  return result;
}

/** x^((p−5)/8) = x^(2^252 − 3). */
function powerP58(x: bigint): bigint {
  const x2 = (squarings(x, 1) * x) % P;
  const x4 = (squarings(x2, 2) * x2) % P;
  const x5 = (squarings(x4, 1) * x) % P;
  const x10 = (squarings(x5, 5) * x5) % P;
  const x20 = (squarings(x10, 10) * x10) % P;
  const x40 = (squarings(x20, 20) * x20) % P;
  const x80 = (squarings(x40, 40) * x40) % P;
  const x160 = (squarings(x80, 80) * x80) % P;
  const x240 = (squarings(x160, 80) * x80) % P;
  const x250 = (squarings(x240, 10) * x10) % P;
  return (squarings(x250, 2) * x) % P;
}

/** 1/√n, or null when n (not 0) is no square. */
function inverseRoot(n: bigint): bigint | null {
  const power = powerP58(n);
  // n·power² is a fourth root of unity: ±1 if n is a square, ±√−1 if not.
  const unity = (((power * power) % P) * n) % P;
  if (unity === 1n) return power;
  return unity === P - 1n ? (power * SQRT_MINUS_1) % P : null;
}

/**
 * Whether the affine point (x, y), known to lie on the curve, belongs to the prime-order subgroup.
 * Timing depends on the point: for public points only.
 */
export function isAffineInSubgroup(x: bigint, y: bigint): boolean {
  if (x === 0n) return y === 1n;
  if (y === 0n) return false;
  const plus = 1n + y;
  const minus = P + 1n - y;
  // q = 1/√((1+y)(1−y)) gives √u, u, and with the curve equation 1/x, without an inversion.
  const q = inverseRoot((plus * minus) % P);
  if (q === null) return false;
  const q2 = (q * q) % P;
  const rootU = (plus * q) % P;
  const u = (rootU * rootU) % P;
  const inverseX = ((((P - x) * (D * ((y * y) % P) + 1n)) % P) * q2) % P;
  const vOverRoot = (((SQRT_MINUS_A_PLUS_2 * rootU) % P) * inverseX) % P;
  const half = halve(u, rootU, vOverRoot);
  const line = (((half.v - V1 * half.u) % P) + P) % P;
  const argument = (((((line * line) % P) * half.u) % P) * ((half.u * half.u) % P)) % P;
  const power = powerP58(argument);
  return (((power * power) % P) * argument) % P === 1n;
}

/** A point R with 2R = ±P, from u(P), √u(P) and v(P)/√u(P). */
function halve(u: bigint, rootU: bigint, vOverRoot: bigint): { u: bigint; v: bigint } {
  let m = (2n * (u + vOverRoot)) % P;
  const z = (m + A) % P;
  const power = powerP58(z);
  // z·power² is a fourth root of unity: ±1 if z is a square, ±√−1 if not.
  const unity = (((power * power) % P) * z) % P;
  let w: bigint;
  if (unity === 1n) w = (z * power) % P;
  else if (unity === P - 1n) w = (((z * power) % P) * SQRT_MINUS_1) % P;
  else {
    // The other sign: (m₊+A)(m₋+A) = A²−4, so w = √((A²−4)/z) comes from the same power.
    m = (2n * (u + P - vOverRoot)) % P;
    w = (((unity === SQRT_MINUS_1 ? ROOT_PLUS : ROOT_MINUS) * power) % P) * (P - unity);
    w %= P;
  }
  const halfM = ((m + (m & 1n) * P) >> 1n) % P;
  const halfU = (halfM + rootU * w) % P;
  return { u: halfU, v: (w * halfU) % P };
}

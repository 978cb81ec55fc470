/** Points from their 32 bytes (RFC 8032, section 5.1.3), two at a time in the lanes. */
import { D, ONE, SQRT_MINUS_1 } from './constants.generated';
import { add, carry, equalMask, isZero, negate, pack, select, subtract, unpack } from './field';
import { AFFINE, ELEMENT, EXTENDED } from './layout';
import { normalise } from './normalise';
import { double, fromAffine } from './point';
import { powerP58 } from './power';
import { multiply, square } from './products.generated';

/** Verdicts, one byte each. */
const FINE: u8 = 0;
const NOT_CANONICAL: u8 = 1;
const NOT_ON_CURVE: u8 = 2;

const Y: usize = memory.data(80, 16);
const NUMERATOR: usize = memory.data(80, 16);
const DENOMINATOR: usize = memory.data(80, 16);
const X: usize = memory.data(80, 16);
const T: usize = memory.data(80, 16);
const PACKED_Y: usize = memory.data(64, 16);
const PACKED_X: usize = memory.data(64, 16);
const PACKED_MINUS_X: usize = memory.data(64, 16);

/** X = a root of (y² − 1)/(d·y² + 1) where there is one; the mask tells where. */
function recoverX(): v128 {
  square(T, Y);
  subtract(NUMERATOR, T, ONE);
  multiply(DENOMINATOR, T, D);
  add(DENOMINATOR, DENOMINATOR, ONE);
  square(X, DENOMINATOR);
  multiply(X, X, DENOMINATOR);
  square(T, X);
  multiply(T, T, DENOMINATOR);
  multiply(T, T, NUMERATOR);
  powerP58(T, T);
  multiply(X, X, NUMERATOR);
  multiply(X, T, X);
  square(T, X);
  multiply(T, T, DENOMINATOR);
  carry(NUMERATOR, NUMERATOR);
  const isRoot = equalMask(T, NUMERATOR);
  negate(NUMERATOR, NUMERATOR);
  carry(NUMERATOR, NUMERATOR);
  const isTurned = equalMask(T, NUMERATOR);
  multiply(T, X, SQRT_MINUS_1);
  select(X, isRoot, X, T);
  return v128.or(isRoot, isTurned);
}

function write(out: usize, encoding: usize, lane: usize, onCurve: bool): u8 {
  const sign = load<u8>(encoding + 31) >> 7;
  const y = PACKED_Y + lane * ELEMENT;
  const x = PACKED_X + lane * ELEMENT;
  let verdict = FINE;
  if (!isCanonicalY(encoding, y)) verdict = NOT_CANONICAL;
  else if (!onCurve) verdict = NOT_ON_CURVE;
  else if (sign === 1 && isZero(x)) verdict = NOT_CANONICAL;
  if (verdict !== FINE) {
    memory.fill(out, 0, AFFINE);
    store<u8>(out + ELEMENT, 1);
    return verdict;
  }
  const wanted = (load<u8>(x) & 1) === sign ? x : PACKED_MINUS_X + lane * ELEMENT;
  v128.store(out, v128.load(wanted));
  v128.store(out, v128.load(wanted, 16), 16);
  v128.store(out, v128.load(y), 32);
  v128.store(out, v128.load(y, 16), 48);
  return FINE;
}

/** Whether the integer below the sign bit is the canonical y. */
function isCanonicalY(encoding: usize, y: usize): bool {
  const top = load<u64>(encoding + 24) & (u64.MAX_VALUE >> 1);
  return (
    load<u64>(encoding) === load<u64>(y) &&
    load<u64>(encoding + 8) === load<u64>(y + 8) &&
    load<u64>(encoding + 16) === load<u64>(y + 16) &&
    top === load<u64>(y + 24)
  );
}

/** Affine points and verdicts for `count` encodings of 32 bytes; the identity stands in for a wrong one. */
export function decode(out: usize, verdicts: usize, encodings: usize, count: i32): void {
  for (let i = 0; i < count; i += 2) {
    const j = i + 1 < count ? i + 1 : i;
    const first = encodings + usize(i) * ELEMENT;
    const second = encodings + usize(j) * ELEMENT;
    unpack(Y, first, second);
    const onCurve = recoverX();
    pack(PACKED_Y, PACKED_Y + ELEMENT, Y);
    pack(PACKED_X, PACKED_X + ELEMENT, X);
    negate(T, X);
    pack(PACKED_MINUS_X, PACKED_MINUS_X + ELEMENT, T);
    store<u8>(verdicts + i, write(out + usize(i) * AFFINE, first, 0, i32x4.extract_lane(onCurve, 0) !== 0));
    store<u8>(verdicts + j, write(out + usize(j) * AFFINE, second, 1, i32x4.extract_lane(onCurve, 1) !== 0));
  }
}

/** 8·P of `count` affine points, affine again. `room` holds as many extended points and half as many pairs. */
export function timesEight(out: usize, points: usize, count: i32, room: usize): void {
  for (let i = 0; i < count; i++) {
    const point = room + usize(i) * EXTENDED;
    fromAffine(point, points + usize(i) * AFFINE);
    double(point, point);
    double(point, point);
    double(point, point);
  }
  normalise(out, room, count, room + usize(count) * EXTENDED);
}

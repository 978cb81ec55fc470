/** Tables of prepared multiples 1·P, 2·P, … and how to take one out without telling which. */
import { ONE, ZERO_AND_TWO } from './constants.generated';
import { NIELS } from './layout';
import { addNiels, negateNiels, toNiels } from './point';

const POINT: usize = memory.data(160, 16);
const STEP: usize = memory.data(160, 16);

/** `count` prepared points first, first + step, first + 2·step, … from two extended points. */
export function fillProgression(out: usize, first: usize, step: usize, count: i32): void {
  memory.copy(POINT, first, NIELS);
  toNiels(STEP, step);
  for (let i = 0; i < count; i++) {
    if (i > 0) addNiels(POINT, POINT, STEP);
    toNiels(out + usize(i) * NIELS, POINT);
  }
}

/**
 * digit·P, prepared, for a table of 1·P … entries·P and a digit between −entries and entries. Reads the whole table in
 * the same order for every digit, and branches on nothing.
 */
export function lookUp(out: usize, table: usize, entries: i32, digit: i32): void {
  const sign = digit >> 31;
  const size = i32x4.splat((digit ^ sign) - sign);
  const isZero = i32x4.eq(size, i32x4.splat(0));
  let a0 = v128.and(isZero, v128.load(ONE));
  let a1 = v128.and(isZero, v128.load(ONE, 16));
  let a2 = v128.and(isZero, v128.load(ONE, 32));
  let a3 = v128.and(isZero, v128.load(ONE, 48));
  let a4 = v128.and(isZero, v128.load(ONE, 64));
  let b0 = v128.and(isZero, v128.load(ZERO_AND_TWO));
  let b1 = v128.and(isZero, v128.load(ZERO_AND_TWO, 16));
  let b2 = v128.and(isZero, v128.load(ZERO_AND_TWO, 32));
  let b3 = v128.and(isZero, v128.load(ZERO_AND_TWO, 48));
  let b4 = v128.and(isZero, v128.load(ZERO_AND_TWO, 64));
  let entry = table;
  for (let i = 1; i <= entries; i++) {
    const mask = i32x4.eq(size, i32x4.splat(i));
    a0 = v128.or(a0, v128.and(mask, v128.load(entry)));
    a1 = v128.or(a1, v128.and(mask, v128.load(entry, 16)));
    a2 = v128.or(a2, v128.and(mask, v128.load(entry, 32)));
    a3 = v128.or(a3, v128.and(mask, v128.load(entry, 48)));
    a4 = v128.or(a4, v128.and(mask, v128.load(entry, 64)));
    b0 = v128.or(b0, v128.and(mask, v128.load(entry, 80)));
    b1 = v128.or(b1, v128.and(mask, v128.load(entry, 96)));
    b2 = v128.or(b2, v128.and(mask, v128.load(entry, 112)));
    b3 = v128.or(b3, v128.and(mask, v128.load(entry, 128)));
    b4 = v128.or(b4, v128.and(mask, v128.load(entry, 144)));
    entry += NIELS;
  }
  v128.store(out, a0);
  v128.store(out, a1, 16);
  v128.store(out, a2, 32);
  v128.store(out, a3, 48);
  v128.store(out, a4, 64);
  v128.store(out, b0, 80);
  v128.store(out, b1, 96);
  v128.store(out, b2, 112);
  v128.store(out, b3, 128);
  v128.store(out, b4, 144);
  negateNiels(out, out, i32x4.splat(sign));
}

/** Where the same lies, found by going straight to the entry: for public digits other than 0. `room` takes a negative. */
export function lookUpPublic(room: usize, table: usize, digit: i32): usize {
  if (digit > 0) return table + usize(digit - 1) * NIELS;
  negateNiels(room, table + usize(-digit - 1) * NIELS, i32x4.splat(-1));
  return room;
}

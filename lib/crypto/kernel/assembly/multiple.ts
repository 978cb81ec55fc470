/** Multiples of points that have no table. */
import { AFFINE, EXTENDED, NIELS } from './layout';
import { addNiels, affineToNiels, double, fromAffine, negateNiels, setIdentity } from './point';
import { BIASED, bias, digit, NAF_LENGTH, windowCount, writeNaf } from './scalar';
import { fillProgression, lookUp } from './table';

const WIDTH: i32 = 4;
const ENTRIES: i32 = 8;

const POINT: usize = memory.data(160, 16);
const TWICE: usize = memory.data(160, 16);
const TERM: usize = memory.data(160, 16);
const TABLE: usize = memory.data(1280, 16);
const SECOND_TABLE: usize = memory.data(1280, 16);
const SCALAR: usize = memory.data(48, 16);
const NAF: usize = memory.data(256, 16);
const SECOND_NAF: usize = memory.data(256, 16);

/** scalars[i]·points[i] in extended coordinates. The instructions and addresses do not depend on the scalars. */
export function multiplyEach(out: usize, points: usize, scalars: usize, count: i32): void {
  for (let i = 0; i < count; i++) {
    const result = out + usize(i) * EXTENDED;
    fromAffine(POINT, points + usize(i) * AFFINE);
    fillProgression(TABLE, POINT, POINT, ENTRIES);
    bias(SCALAR, scalars + usize(i) * 32, 1, WIDTH);
    setIdentity(result);
    for (let window = windowCount(WIDTH) - 1; window >= 0; window--) {
      for (let k = 0; k < WIDTH; k++) double(result, result);
      lookUp(TERM, TABLE, ENTRIES, digit(SCALAR, WIDTH, window));
      addNiels(result, result, TERM);
    }
  }
  memory.fill(SCALAR, 0, BIASED);
  memory.fill(TERM, 0, NIELS);
}

/** The odd multiples 1·P, 3·P, … 15·P, prepared. */
function fillOdd(table: usize, affine: usize): void {
  fromAffine(POINT, affine);
  double(TWICE, POINT);
  fillProgression(table, POINT, TWICE, ENTRIES);
}

function addDigit(result: usize, table: usize, d: i32): void {
  if (d > 0) addNiels(result, result, table + usize(d >> 1) * NIELS);
  if (d < 0) {
    negateNiels(TERM, table + usize(-d >> 1) * NIELS, i32x4.splat(-1));
    addNiels(result, result, TERM);
  }
}

function highest(naf: usize): i32 {
  let bit = NAF_LENGTH - 1;
  while (bit >= 0 && load<i8>(naf + usize(bit)) === 0) bit--;
  return bit;
}

/** a[i]·s[i] in extended coordinates for public scalars, or a[i]·s[i] + b[i]·t[i] where `b` is not 0. */
export function multiplyAddPublic(out: usize, a: usize, s: usize, b: usize, t: usize, count: i32): void {
  memory.fill(SECOND_NAF, 0, usize(NAF_LENGTH));
  for (let i = 0; i < count; i++) {
    const result = out + usize(i) * EXTENDED;
    writeNaf(NAF, s + usize(i) * 32);
    fillOdd(TABLE, a + usize(i) * AFFINE);
    if (b) {
      writeNaf(SECOND_NAF, t + usize(i) * 32);
      fillOdd(SECOND_TABLE, b + usize(i) * AFFINE);
    }
    setIdentity(result);
    for (let bit = max(highest(NAF), highest(SECOND_NAF)); bit >= 0; bit--) {
      double(result, result);
      addDigit(result, TABLE, load<i8>(NAF + usize(bit)));
      addDigit(result, SECOND_TABLE, load<i8>(SECOND_NAF + usize(bit)));
    }
  }
}

/** a[i] + b[i] in extended coordinates, or a[i] − b[i] where `turned`. */
export function addEach(out: usize, a: usize, b: usize, count: i32, turned: bool): void {
  for (let i = 0; i < count; i++) {
    fromAffine(POINT, a + usize(i) * AFFINE);
    affineToNiels(TERM, b + usize(i) * AFFINE);
    negateNiels(TERM, TERM, i32x4.splat(turned ? -1 : 0));
    addNiels(out + usize(i) * EXTENDED, POINT, TERM);
  }
}

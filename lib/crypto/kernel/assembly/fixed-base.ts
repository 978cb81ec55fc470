/** Multiples of one point by a table of j·2^(5i)·P for every window i and j = 1 … 16. */
import { AFFINE, EXTENDED, NIELS } from './layout';
import { normalise } from './normalise';
import { addNiels, affineToNiels, double, fromAffine, setIdentity, toNiels } from './point';
import { BIASED, bias, digit, windowCount } from './scalar';
import { lookUp, lookUpPublic } from './table';

const WIDTH: i32 = 5;
const ENTRIES: i32 = 16;

const BASE: usize = memory.data(160, 16);
const TERM: usize = memory.data(160, 16);
const SCALAR: usize = memory.data(48, 16);

/** Bytes of a table. */
export function tableBytes(): i32 {
  return windowCount(WIDTH) * ENTRIES * i32(NIELS);
}

/** The table of an affine point. `room` is as large as two tables. */
export function makeTable(out: usize, point: usize, room: usize): void {
  const count = windowCount(WIDTH) * ENTRIES;
  fromAffine(BASE, point);
  for (let window = 0; window < windowCount(WIDTH); window++) {
    const row = room + usize(window * ENTRIES) * EXTENDED;
    memory.copy(row, BASE, EXTENDED);
    toNiels(TERM, BASE);
    for (let j = 1; j < ENTRIES; j++) addNiels(row + usize(j) * EXTENDED, row + usize(j - 1) * EXTENDED, TERM);
    double(BASE, row + usize(ENTRIES - 1) * EXTENDED);
  }
  const affine = room + usize(count) * EXTENDED;
  normalise(affine, room, count, out);
  for (let i = 0; i < count; i++) affineToNiels(out + usize(i) * NIELS, affine + usize(i) * AFFINE);
}

/** The affine point `i` of `points`, or the identity where there are none. */
function begin(out: usize, points: usize, i: i32): void {
  if (points) fromAffine(out, points + usize(i) * AFFINE);
  else setIdentity(out);
}

/**
 * scalars[i]·P in extended coordinates, added to summands[i] (affine) unless `summands` is 0. The instructions and
 * addresses do not depend on the scalars.
 */
export function multiplyBase(out: usize, table: usize, scalars: usize, count: i32, summands: usize): void {
  for (let i = 0; i < count; i++) {
    const point = out + usize(i) * EXTENDED;
    bias(SCALAR, scalars + usize(i) * 32, 1, WIDTH);
    begin(point, summands, i);
    for (let window = 0; window < windowCount(WIDTH); window++) {
      lookUp(TERM, table + usize(window * ENTRIES) * NIELS, ENTRIES, digit(SCALAR, WIDTH, window));
      addNiels(point, point, TERM);
    }
  }
  memory.fill(SCALAR, 0, BIASED);
  memory.fill(TERM, 0, NIELS);
}

/** The same, faster, for public scalars. */
export function multiplyBasePublic(out: usize, table: usize, scalars: usize, count: i32, summands: usize): void {
  for (let i = 0; i < count; i++) {
    const point = out + usize(i) * EXTENDED;
    bias(SCALAR, scalars + usize(i) * 32, 1, WIDTH);
    begin(point, summands, i);
    for (let window = 0; window < windowCount(WIDTH); window++) {
      const d = digit(SCALAR, WIDTH, window);
      if (d === 0) continue;
      addNiels(point, point, lookUpPublic(TERM, table + usize(window * ENTRIES) * NIELS, d));
    }
  }
}

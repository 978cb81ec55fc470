/** From extended to affine coordinates, with one inversion for all (Montgomery's trick), two chains of it in the lanes. */
import { copy, pack } from './field';
import { AFFINE, ELEMENT, EXTENDED, PAIR } from './layout';
import { invert } from './power';
import { multiply } from './products.generated';

const Z: usize = memory.data(80, 16);
const SUFFIX: usize = memory.data(80, 16);
const INVERSE: usize = memory.data(80, 16);
const XY: usize = memory.data(80, 16);

/** Index of the partner of point `i`: the next one, or itself at the end of an odd list. */
function partner(i: i32, count: i32): i32 {
  return i + 1 < count ? i + 1 : i;
}

function loadZ(points: usize, i: i32, j: i32): void {
  const a = points + usize(i) * EXTENDED + PAIR;
  const b = points + usize(j) * EXTENDED + PAIR;
  for (let k: usize = 0; k < PAIR; k += 16) {
    v128.store(Z + k, v128.shuffle<i32>(v128.load(a + k), v128.load(b + k), 1, 5, 3, 7));
  }
}

function both(out: usize, a: usize, second: bool): void {
  for (let k: usize = 0; k < PAIR; k += 16) {
    const v = v128.load(a + k);
    v128.store(out + k, second ? v128.shuffle<i32>(v, v, 1, 1, 3, 3) : v128.shuffle<i32>(v, v, 0, 0, 2, 2));
  }
}

function writeAffine(out: usize, point: usize, inverses: usize, second: bool): void {
  both(XY, inverses, second);
  multiply(XY, point, XY);
  pack(out, out + ELEMENT, XY);
}

/**
 * Affine coordinates of `count` points. `prefixes` is room for ⌈count/2⌉ pairs. The sequence of operations depends on
 * `count` only.
 */
export function normalise(out: usize, points: usize, count: i32, prefixes: usize): void {
  if (count === 0) return;
  const last = (count - 1) & ~1;
  for (let i = 0; i <= last; i += 2) {
    loadZ(points, i, partner(i, count));
    const prefix = prefixes + usize(i >> 1) * PAIR;
    if (i === 0) copy(prefix, Z);
    else multiply(prefix, prefix - PAIR, Z);
  }
  invert(SUFFIX, prefixes + usize(last >> 1) * PAIR);
  for (let i = last; i >= 0; i -= 2) {
    const j = partner(i, count);
    if (i === 0) copy(INVERSE, SUFFIX);
    else {
      multiply(INVERSE, SUFFIX, prefixes + usize((i >> 1) - 1) * PAIR);
      loadZ(points, i, j);
      multiply(SUFFIX, SUFFIX, Z);
    }
    writeAffine(out + usize(i) * AFFINE, points + usize(i) * EXTENDED, INVERSE, false);
    if (j !== i) writeAffine(out + usize(j) * AFFINE, points + usize(j) * EXTENDED, INVERSE, true);
  }
}

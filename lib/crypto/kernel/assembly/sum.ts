/**
 * Σ scalar·point by the bucket method (Bernstein, Doumen, Lange, Oosterwijk: "Faster batch forgery identification",
 * 2012, section 4): for every window of the scalars each point goes into the bucket of its digit, and the buckets are
 * summed with their weights. The caller goes through the windows from the top, so that it can pause between them.
 */
import { AFFINE, EXTENDED, NIELS } from './layout';
import { addNiels, affineToNiels, double, negateNiels, setIdentity, toNiels } from './point';
import { BIASED, digit } from './scalar';

const TERM: usize = memory.data(160, 16);
const RUNNING: usize = memory.data(160, 16);
const TOTAL: usize = memory.data(160, 16);

/** Prepares affine points. */
export function prepare(out: usize, points: usize, count: i32): void {
  for (let i = 0; i < count; i++) affineToNiels(out + usize(i) * NIELS, points + usize(i) * AFFINE);
}

function clear(buckets: usize, count: i32): void {
  for (let i = 0; i < count; i++) setIdentity(buckets + usize(i) * EXTENDED);
}

/** sum = 2^width·sum + Σ (i + 1)·bucket[i], by running sums from the top. */
function collect(sum: usize, buckets: usize, width: i32): void {
  setIdentity(RUNNING);
  setIdentity(TOTAL);
  for (let i = (1 << (width - 1)) - 1; i >= 0; i--) {
    toNiels(TERM, buckets + usize(i) * EXTENDED);
    addNiels(RUNNING, RUNNING, TERM);
    toNiels(TERM, RUNNING);
    addNiels(TOTAL, TOTAL, TERM);
  }
  for (let i = 0; i < width; i++) double(sum, sum);
  toNiels(TERM, TOTAL);
  addNiels(sum, sum, TERM);
}

/** One window of a sum of `count` prepared points with biased scalars. `buckets`: 2^(width − 1) extended points. */
export function sumWindow(
  sum: usize,
  niels: usize,
  biased: usize,
  count: i32,
  width: i32,
  window: i32,
  buckets: usize,
): void {
  clear(buckets, 1 << (width - 1));
  for (let i = 0; i < count; i++) {
    const d = digit(biased + usize(i) * BIASED, width, window);
    if (d === 0) continue;
    const point = niels + usize(i) * NIELS;
    if (d > 0) {
      const bucket = buckets + usize(d - 1) * EXTENDED;
      addNiels(bucket, bucket, point);
    } else {
      const bucket = buckets + usize(-d - 1) * EXTENDED;
      negateNiels(TERM, point, i32x4.splat(-1));
      addNiels(bucket, bucket, TERM);
    }
  }
  collect(sum, buckets, width);
}

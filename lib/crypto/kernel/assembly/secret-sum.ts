/**
 * Σ scalar·point for secret scalars, by windows of four bits with shared doublings and a table of eight multiples for
 * each point (Straus's method). The instructions and addresses do not depend on the scalars.
 */
import { AFFINE, NIELS } from './layout';
import { addNiels, double, fromAffine } from './point';
import { BIASED, digit } from './scalar';
import { fillProgression, lookUp } from './table';

const WIDTH: i32 = 4;
const ENTRIES: i32 = 8;

const POINT: usize = memory.data(160, 16);
const TERM: usize = memory.data(160, 16);

/** Bits of a window. */
export function secretWidth(): i32 {
  return WIDTH;
}

/** Bytes of the table of one point. */
export function secretTableBytes(): i32 {
  return ENTRIES * i32(NIELS);
}

/** The tables of affine points. */
export function prepareSecret(out: usize, points: usize, count: i32): void {
  for (let i = 0; i < count; i++) {
    fromAffine(POINT, points + usize(i) * AFFINE);
    fillProgression(out + usize(i * ENTRIES) * NIELS, POINT, POINT, ENTRIES);
  }
}

/** sum = 16·sum + Σ digit·point over one window of biased scalars. */
export function sumWindowSecret(sum: usize, tables: usize, biased: usize, count: i32, window: i32): void {
  for (let i = 0; i < WIDTH; i++) double(sum, sum);
  for (let i = 0; i < count; i++) {
    const d = digit(biased + usize(i) * BIASED, WIDTH, window);
    lookUp(TERM, tables + usize(i * ENTRIES) * NIELS, ENTRIES, d);
    addNiels(sum, sum, TERM);
  }
  memory.fill(TERM, 0, NIELS);
}

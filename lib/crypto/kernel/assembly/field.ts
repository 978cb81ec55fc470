/** Arithmetic on pairs of field elements; see layout.ts for their form and the bounds named here. */
import { ELEMENT, EVEN_MASK, FIRST, LIMB_MASK, NINETEEN, ODD_MASK, PAIR, TWICE_P, TWICE_P_0 } from './layout';
import { square } from './products.generated';

const SCRATCH: usize = memory.data(160, 16);
const WORDS: usize = memory.data(64, 16);
const DIFFERENCE: usize = memory.data(80, 16);

/** Vectors, because a call of `memory.copy` takes longer than a few of them. */
export function copy(out: usize, a: usize): void {
  for (let k: usize = 0; k < PAIR; k += 16) v128.store(out + k, v128.load(a + k));
}

/** a + b, without carries: loose for reduced elements. */
export function add(out: usize, a: usize, b: usize): void {
  for (let k: usize = 0; k < PAIR; k += 16) v128.store(out + k, i32x4.add(v128.load(a + k), v128.load(b + k)));
}

/** a + 2p − b for a reduced b, without carries: loose for a reduced a. */
export function subtract(out: usize, a: usize, b: usize): void {
  v128.store(out, i32x4.sub(i32x4.add(v128.load(a), TWICE_P_0), v128.load(b)));
  for (let k: usize = 16; k < PAIR; k += 16) {
    v128.store(out + k, i32x4.sub(i32x4.add(v128.load(a + k), TWICE_P), v128.load(b + k)));
  }
}

/** 2p − a for a reduced a, without carries. */
export function negate(out: usize, a: usize): void {
  v128.store(out, i32x4.sub(TWICE_P_0, v128.load(a)));
  for (let k: usize = 16; k < PAIR; k += 16) v128.store(out + k, i32x4.sub(TWICE_P, v128.load(a + k)));
}

/** What a vector hands on: from its even limb to its odd one, and from the vector before. */
function handedOn(before: v128, own: v128): v128 {
  return v128.shuffle<i32>(i32x4.shr_u(before, 25), i32x4.shr_u(own, 26), 2, 3, 4, 5);
}

/** One parallel pass of carries: reduces limbs of up to 31 bits. */
export function carry(out: usize, a: usize): void {
  const a0 = v128.load(a);
  const a1 = v128.load(a, 16);
  const a2 = v128.load(a, 32);
  const a3 = v128.load(a, 48);
  const a4 = v128.load(a, 64);
  const first = v128.shuffle<i32>(i32x4.mul(i32x4.shr_u(a4, 25), NINETEEN), i32x4.shr_u(a0, 26), 2, 3, 4, 5);
  v128.store(out, i32x4.add(v128.and(a0, LIMB_MASK), first));
  v128.store(out, i32x4.add(v128.and(a1, LIMB_MASK), handedOn(a0, a1)), 16);
  v128.store(out, i32x4.add(v128.and(a2, LIMB_MASK), handedOn(a1, a2)), 32);
  v128.store(out, i32x4.add(v128.and(a3, LIMB_MASK), handedOn(a2, a3)), 48);
  v128.store(out, i32x4.add(v128.and(a4, LIMB_MASK), handedOn(a3, a4)), 64);
}

/** For each lane `a` where the mask has ones, else `b`. */
export function select(out: usize, mask: v128, a: usize, b: usize): void {
  for (let k: usize = 0; k < PAIR; k += 16) {
    v128.store(out + k, v128.bitselect(v128.load(a + k), v128.load(b + k), mask));
  }
}

/** A mask that takes the first element where `first` holds, and the second where `second` does. */
function maskOf(first: bool, second: bool): v128 {
  const a = -i32(first);
  const b = -i32(second);
  return i32x4.replace_lane(i32x4.replace_lane(i32x4.splat(a), 1, b), 3, b);
}

/** (first of a, first of b). */
export function firsts(out: usize, a: usize, b: usize): void {
  for (let k: usize = 0; k < PAIR; k += 16) {
    v128.store(out + k, v128.shuffle<i32>(v128.load(a + k), v128.load(b + k), 0, 4, 2, 6));
  }
}

/** (second of a, second of b). */
export function seconds(out: usize, a: usize, b: usize): void {
  for (let k: usize = 0; k < PAIR; k += 16) {
    v128.store(out + k, v128.shuffle<i32>(v128.load(a + k), v128.load(b + k), 1, 5, 3, 7));
  }
}

/** (second of a, first of a). */
export function swap(out: usize, a: usize): void {
  for (let k: usize = 0; k < PAIR; k += 16) {
    const v = v128.load(a + k);
    v128.store(out + k, v128.shuffle<i32>(v, v, 1, 0, 3, 2));
  }
}

/** −v − 1 in the lanes of the first element, v in the others. */
function complementFirst(v: v128): v128 {
  return v128.xor(v, FIRST);
}

/** (b − a, b + a) for a reduced pair (a, b): loose. */
export function differenceAndSum(out: usize, pair: usize): void {
  const v = v128.load(pair);
  const minuend0 = i32x4.sub(v128.and(TWICE_P_0, FIRST), FIRST);
  const swapped = v128.shuffle<i32>(v, v, 1, 0, 3, 2);
  v128.store(out, i32x4.add(i32x4.add(swapped, minuend0), complementFirst(v)));
  const minuend = i32x4.sub(v128.and(TWICE_P, FIRST), FIRST);
  for (let k: usize = 16; k < PAIR; k += 16) {
    const w = v128.load(pair + k);
    const other = v128.shuffle<i32>(w, w, 1, 0, 3, 2);
    v128.store(out + k, i32x4.add(i32x4.add(other, minuend), complementFirst(w)));
  }
}

/** The columns of a pair as 64-bit numbers at SCRATCH, after which limbs can be carried one after the other. */
function widen(a: usize): void {
  for (let k: usize = 0; k < PAIR; k += 16) {
    const v = v128.load(a + k);
    v128.store(SCRATCH + 2 * k, i64x2.extend_low_i32x4_u(v));
    v128.store(SCRATCH + 2 * k + 16, i64x2.extend_high_i32x4_u(v));
  }
}

/** Carries through all columns at SCRATCH from `start` on; what leaves the top is returned, not added below. */
function ripple(start: v128): v128 {
  let c = start;
  for (let i: usize = 0; i < 160; i += 32) {
    const even = i64x2.add(v128.load(SCRATCH + i), c);
    v128.store(SCRATCH + i, v128.and(even, EVEN_MASK));
    const odd = i64x2.add(v128.load(SCRATCH + i + 16), i64x2.shr_u(even, 26));
    v128.store(SCRATCH + i + 16, v128.and(odd, ODD_MASK));
    c = i64x2.shr_u(odd, 25);
  }
  return c;
}

/** What would leave the top if `start` were added. */
function overflow(start: v128): v128 {
  let c = start;
  for (let i: usize = 0; i < 160; i += 32) {
    c = i64x2.shr_u(i64x2.add(v128.load(SCRATCH + i), c), 26);
    c = i64x2.shr_u(i64x2.add(v128.load(SCRATCH + i + 16), c), 25);
  }
  return c;
}

function times19(v: v128): v128 {
  return i64x2.add(v, i64x2.add(i64x2.shl(v, 1), i64x2.shl(v, 4)));
}

/** Columns at SCRATCH in 0 … p − 1. After two passes the number is below 2^255 + 2^13, so one subtraction is enough. */
function freeze(a: usize): void {
  widen(a);
  let c = ripple(i64x2.splat(0));
  c = ripple(times19(c));
  v128.store(SCRATCH, i64x2.add(v128.load(SCRATCH), times19(c)));
  const excess = overflow(i64x2.splat(19));
  ripple(times19(excess));
}

function column(i: usize): v128 {
  return v128.load(SCRATCH + 16 * i);
}

/** Both elements as canonical integers of 32 bytes: the first at `first`, the second at `second`. */
export function pack(first: usize, second: usize, a: usize): void {
  freeze(a);
  const w0 = v128.or(v128.or(column(0), i64x2.shl(column(1), 26)), i64x2.shl(column(2), 51));
  const w1 = v128.or(v128.or(i64x2.shr_u(column(2), 13), i64x2.shl(column(3), 13)), i64x2.shl(column(4), 38));
  const w2 = v128.or(v128.or(column(5), i64x2.shl(column(6), 25)), i64x2.shl(column(7), 51));
  const w3 = v128.or(v128.or(i64x2.shr_u(column(7), 13), i64x2.shl(column(8), 12)), i64x2.shl(column(9), 38));
  v128.store(first, v128.shuffle<i64>(w0, w1, 0, 2));
  v128.store(first, v128.shuffle<i64>(w2, w3, 0, 2), 16);
  v128.store(second, v128.shuffle<i64>(w0, w1, 1, 3));
  v128.store(second, v128.shuffle<i64>(w2, w3, 1, 3), 16);
}

function limbs(out: usize, even: v128, odd: v128): void {
  v128.store(out, v128.shuffle<i32>(v128.and(even, EVEN_MASK), v128.and(odd, ODD_MASK), 0, 2, 4, 6));
}

/** A reduced pair from two integers of 32 bytes, of which bit 255 is left out. */
export function unpack(out: usize, first: usize, second: usize): void {
  const a = v128.load(first);
  const b = v128.load(second);
  const c = v128.load(first, 16);
  const d = v128.load(second, 16);
  const w0 = v128.shuffle<i64>(a, b, 0, 2);
  const w1 = v128.shuffle<i64>(a, b, 1, 3);
  const w2 = v128.shuffle<i64>(c, d, 0, 2);
  const w3 = v128.shuffle<i64>(c, d, 1, 3);
  limbs(out, w0, i64x2.shr_u(w0, 26));
  limbs(out + 16, v128.or(i64x2.shr_u(w0, 51), i64x2.shl(w1, 13)), i64x2.shr_u(w1, 13));
  limbs(out + 32, i64x2.shr_u(w1, 38), w2);
  limbs(out + 48, i64x2.shr_u(w2, 25), v128.or(i64x2.shr_u(w2, 51), i64x2.shl(w3, 13)));
  limbs(out + 64, i64x2.shr_u(w3, 12), i64x2.shr_u(w3, 38));
}

/** Whether the 32 bytes are all zero. */
export function isZero(at: usize): bool {
  return !v128.any_true(v128.or(v128.load(at), v128.load(at, 16)));
}

/** Lane by lane: ones where a ≡ b mod p, both reduced. */
export function equalMask(a: usize, b: usize): v128 {
  subtract(DIFFERENCE, a, b);
  pack(WORDS, WORDS + ELEMENT, DIFFERENCE);
  return maskOf(isZero(WORDS), isZero(WORDS + ELEMENT));
}

/** a^(2^count). */
export function squareTimes(out: usize, a: usize, count: i32): void {
  square(out, a);
  for (let i = 1; i < count; i++) square(out, out);
}

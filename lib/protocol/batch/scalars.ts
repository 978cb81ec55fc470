/** Lists of scalars as the multi-scalar sum wants them: 32 bytes each, least significant first. */
import { modOrder } from '../../crypto/order';
import type { RandomBytes } from '../../crypto/random';

const WORDS = 4;
const WORD_BITS = 64n;
const WEIGHT_BYTES = 16;
/** Browsers give at most 65,536 random bytes at once. */
const WEIGHTS_AT_ONCE = 4096;

export class ScalarList {
  /** 32 bytes per scalar. */
  readonly bytes: Uint8Array;
  private readonly words: BigUint64Array;

  /** A list of `length` zeros, or one over bytes that come from another list and start a buffer of their own. */
  constructor(source: number | Uint8Array) {
    this.bytes = typeof source === 'number' ? new Uint8Array(8 * WORDS * source) : source;
    this.words = new BigUint64Array(this.bytes.buffer, this.bytes.byteOffset, this.bytes.length / 8);
  }

  get length(): number {
    return this.words.length / WORDS;
  }

  get(index: number): bigint {
    const { words } = this;
    const at = WORDS * index;
    const word = (i: number) => words[at + i] as bigint;
    const low = word(0) | (word(1) << WORD_BITS);
    return low | ((word(2) | (word(3) << WORD_BITS)) << (2n * WORD_BITS));
  }

  /** `scalar` is any integer; its representative modulo the order is stored. */
  set(index: number, scalar: bigint): void {
    const { words } = this;
    const at = WORDS * index;
    const reduced = modOrder(scalar);
    // Storing keeps the lowest 64 bits.
    words[at] = reduced;
    words[at + 1] = reduced >> WORD_BITS;
    words[at + 2] = reduced >> (2n * WORD_BITS);
    words[at + 3] = reduced >> (3n * WORD_BITS);
  }

  add(index: number, scalar: bigint): void {
    this.set(index, this.get(index) + scalar);
  }

  /** Adds a list from `index` on. */
  addAll(index: number, summands: ScalarList): void {
    for (let i = 0; i < summands.length; i++) this.add(index + i, summands.get(i));
  }
}

/** `count` independent weights of 128 random bits. */
export function randomWeights(random: RandomBytes, count: number): bigint[] {
  const weights: bigint[] = [];
  while (weights.length < count) {
    const wanted = WEIGHT_BYTES * Math.min(count - weights.length, WEIGHTS_AT_ONCE);
    const bytes = random(wanted);
    if (bytes.length !== wanted) throw new Error('random source returned a wrong number of bytes');
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    for (let at = 0; at < bytes.length; at += WEIGHT_BYTES) {
      weights.push((view.getBigUint64(at, true) << WORD_BITS) | view.getBigUint64(at + 8, true));
    }
  }
  return weights;
}

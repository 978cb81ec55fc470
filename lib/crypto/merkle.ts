/**
 * The Merkle tree of RFC 9162, section 2.1: leaf hash SHA-256(0x00 ‖ leaf), node hash SHA-256(0x01 ‖ left ‖ right).
 * Hashes are 32-byte arrays throughout; sizes and indices are plain counts.
 */

import { concatBytes } from '@noble/hashes/utils.js';
import { sha256 } from '#sha2';
import { utf8 } from './hash';
import { HashList } from './hash-list';

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** Hash of one leaf (UTF-8 if it is a text). */
export function leafHash(leaf: string | Uint8Array): Uint8Array {
  return sha256(concatBytes(LEAF, typeof leaf === 'string' ? utf8(leaf) : leaf));
}

function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(concatBytes(NODE, left, right));
}

/** The largest power of two smaller than `size` (size ≥ 2). */
function splitPoint(size: number): number {
  let k = 1;
  while (k * 2 < size) k *= 2;
  return k;
}

/** An append-only tree that keeps the hashes of all complete subtrees: roots and proofs take O(log² n) hashes. */
export class MerkleTree {
  /** Item i of list h is the hash of the complete subtree over leaves i·2^h … (i+1)·2^h − 1: 64 bytes a leaf in all. */
  private readonly levels: HashList[] = [new HashList()];

  constructor(leafHashes: Iterable<Uint8Array> = []) {
    for (const hash of leafHashes) this.append(hash);
  }

  /** The hashes of the leaves, in order. For reading only. */
  get leaves(): HashList {
    return this.levels[0] as HashList;
  }

  get size(): number {
    return this.leaves.length;
  }

  /** Adds a leaf by its hash ({@link leafHash}). */
  append(hash: Uint8Array): void {
    let node = hash;
    for (let height = 0; ; height++) {
      const level = this.levels[height] ?? new HashList();
      this.levels[height] = level;
      level.push(node);
      if (level.length % 2 === 1) return;
      node = nodeHash(level.at(level.length - 2), node);
    }
  }

  /** Forgets all but the first `size` leaves. @throws RangeError beyond the tree. */
  truncate(size: number): void {
    this.requireSize(size);
    for (const [height, level] of this.levels.entries()) level.truncate(Math.floor(size / 2 ** height));
  }

  /** Root of the first `size` leaves; SHA-256 of nothing for the empty tree. @throws RangeError beyond the tree. */
  root(size: number = this.size): Uint8Array {
    this.requireSize(size);
    return size === 0 ? sha256(new Uint8Array()) : this.range(0, size);
  }

  /** Audit path of leaf `index` in the tree of the first `size` leaves (RFC 9162, 2.1.3.1). @throws RangeError */
  inclusionProof(index: number, size: number = this.size): Uint8Array[] {
    this.requireSize(size);
    if (!Number.isSafeInteger(index) || index < 0 || index >= size) throw new RangeError('no such leaf');
    const path: Uint8Array[] = [];
    let [start, end] = [0, size];
    while (end - start > 1) {
      const middle = start + splitPoint(end - start);
      path.push(index < middle ? this.range(middle, end) : this.range(start, middle));
      [start, end] = index < middle ? [start, middle] : [middle, end];
    }
    return path.reverse();
  }

  /** Proof that the first `first` leaves are a prefix of the first `size` (RFC 9162, 2.1.4.1). @throws RangeError */
  consistencyProof(first: number, size: number = this.size): Uint8Array[] {
    this.requireSize(size);
    if (!Number.isSafeInteger(first) || first < 1 || first > size) throw new RangeError('no such earlier tree');
    const path: Uint8Array[] = [];
    let [start, end] = [0, size];
    while (end !== first) {
      const middle = start + splitPoint(end - start);
      path.push(first <= middle ? this.range(middle, end) : this.range(start, middle));
      [start, end] = first <= middle ? [start, middle] : [middle, end];
    }
    // Where the earlier tree is itself a complete subtree of the later one, its root is already known.
    if (start !== 0) path.push(this.range(start, end));
    return path.reverse();
  }

  private range(start: number, end: number): Uint8Array {
    const size = end - start;
    // There is a level for powers of two alone, and ranges of that many leaves begin at a multiple of their size.
    const complete = this.levels[Math.log2(size)];
    if (complete) return complete.at(start / size);
    const middle = start + splitPoint(size);
    return nodeHash(this.range(start, middle), this.range(middle, end));
  }

  private requireSize(size: number): void {
    if (!Number.isSafeInteger(size) || size < 0 || size > this.size) throw new RangeError('no such tree size');
  }
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

function isCount(n: number): boolean {
  return Number.isSafeInteger(n) && n >= 0;
}

/** Verifies an audit path (RFC 9162, 2.1.3.2). False for malformed input. */
export function verifyInclusion(claim: {
  index: number;
  size: number;
  leafHash: Uint8Array;
  proof: readonly Uint8Array[];
  root: Uint8Array;
}): boolean {
  const { index, size, proof, root } = claim;
  if (!isCount(index) || !isCount(size) || index >= size || proof.some((node) => node.length !== 32)) return false;
  let position = index;
  let last = size - 1;
  let hash = claim.leafHash;
  for (const node of proof) {
    if (last === 0) return false;
    if (position % 2 === 1 || position === last) {
      hash = nodeHash(node, hash);
      // An even position here is that of the last node, which is not 0: the loop ends at its lowest bit.
      while (position % 2 === 0) [position, last] = [half(position), half(last)];
    } else {
      hash = nodeHash(hash, node);
    }
    [position, last] = [half(position), half(last)];
  }
  return last === 0 && sameBytes(hash, root);
}

/** Verifies that the tree of `first` leaves is a prefix of the tree of `second` (RFC 9162, 2.1.4.2). */
export function verifyConsistency(claim: {
  first: number;
  second: number;
  firstRoot: Uint8Array;
  secondRoot: Uint8Array;
  proof: readonly Uint8Array[];
}): boolean {
  const { first, second, firstRoot, secondRoot } = claim;
  if (!isCount(first) || !isCount(second) || first < 1 || first > second) return false;
  if (claim.proof.some((node) => node.length !== 32)) return false;
  if (first === second) return claim.proof.length === 0 && sameBytes(firstRoot, secondRoot);
  const path = isPowerOfTwo(first) ? [firstRoot, ...claim.proof] : [...claim.proof];
  let [position, last] = [first - 1, second - 1];
  while (position % 2 === 1) [position, last] = [half(position), half(last)];
  const start = path.shift();
  if (!start) return false;
  let [older, newer] = [start, start];
  for (const node of path) {
    if (last === 0) return false;
    if (position % 2 === 1 || position === last) {
      older = nodeHash(node, older);
      newer = nodeHash(node, newer);
      while (position % 2 === 0) [position, last] = [half(position), half(last)];
    } else {
      newer = nodeHash(newer, node);
    }
    [position, last] = [half(position), half(last)];
  }
  return last === 0 && sameBytes(older, firstRoot) && sameBytes(newer, secondRoot);
}

/** Shifting with `>>` would wrap beyond 2^31 leaves. */
function half(n: number): number {
  return Math.floor(n / 2);
}

function isPowerOfTwo(n: number): boolean {
  return Number.isInteger(Math.log2(n));
}

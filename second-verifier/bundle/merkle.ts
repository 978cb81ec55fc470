// The board's tree (RFC 9162, section 2.1).
import { hash } from '../hashing';

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** The root over these leaf texts, as 64 hexadecimal digits. */
export const rootOf = (leaves: readonly string[]): string =>
  Buffer.from(treeHash(leaves.map((leaf) => hash(Buffer.concat([LEAF, Buffer.from(leaf)]))))).toString('hex');

function treeHash(hashes: readonly Uint8Array[]): Uint8Array {
  const [first] = hashes;
  if (first === undefined) return hash('');
  if (hashes.length === 1) return first;
  const split = largestPowerOfTwoBelow(hashes.length);
  return hash(Buffer.concat([NODE, treeHash(hashes.slice(0, split)), treeHash(hashes.slice(split))]));
}

function largestPowerOfTwoBelow(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

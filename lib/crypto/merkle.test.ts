import { describe, expect, it } from 'vitest';
import { sha256Hex } from './hash';
import { leafHash, MerkleTree, verifyConsistency, verifyInclusion } from './merkle';

const SIZES = 40;
const leaves = Array.from({ length: SIZES }, (_, i) => leafHash(`leaf ${i}`));
const tree = new MerkleTree(leaves);
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const other = leafHash('something else');

/** MTH of RFC 9162, section 2.1.1, by its recursive definition. */
function definedRoot(hashes: readonly Uint8Array[]): Uint8Array {
  if (hashes.length === 1) return hashes[0] as Uint8Array;
  let k = 1;
  while (k * 2 < hashes.length) k *= 2;
  const parts = [Uint8Array.of(1), definedRoot(hashes.slice(0, k)), definedRoot(hashes.slice(k))];
  return new Uint8Array(Buffer.from(sha256Hex(new Uint8Array(Buffer.concat(parts))), 'hex'));
}

/** Every way to damage one proof: change, drop, add, swap. */
function damaged(proof: readonly Uint8Array[]): Uint8Array[][] {
  const results: Uint8Array[][] = [[...proof, other]];
  for (const i of proof.keys()) {
    results.push(
      proof.map((node, k) => (k === i ? other : node)),
      proof.filter((_, k) => k !== i),
    );
    results.push(proof.map((node, k) => (k === i ? node.subarray(1) : node)));
  }
  return results;
}

describe('the Merkle tree of RFC 9162', () => {
  it('hashes leaves and nothing as the RFC says', () => {
    expect(hex(leafHash(new Uint8Array()))).toBe(sha256Hex(Uint8Array.of(0)));
    expect(hex(leafHash(Uint8Array.of(1, 2)))).toBe(sha256Hex(Uint8Array.of(0, 1, 2)));
    expect(hex(leafHash('ü'))).toBe(sha256Hex(Uint8Array.of(0, 0xc3, 0xbc)));
    expect(hex(new MerkleTree().root())).toBe(sha256Hex(''));
  });

  it('has the defined root at every size, and keeps those of all earlier sizes', () => {
    for (let size = 1; size <= SIZES; size++) {
      const expected = hex(definedRoot(leaves.slice(0, size)));
      expect(hex(tree.root(size))).toBe(expected);
      expect(hex(new MerkleTree(leaves.slice(0, size)).root())).toBe(expected);
    }
  });

  it('proves the inclusion of every leaf at every size, and nothing else', () => {
    for (let size = 1; size <= SIZES; size++) {
      const root = tree.root(size);
      for (let index = 0; index < size; index++) {
        const proof = tree.inclusionProof(index, size);
        const claim = { index, size, leafHash: leaves[index] as Uint8Array, proof, root };
        expect(verifyInclusion(claim)).toBe(true);
        expect(verifyInclusion({ ...claim, leafHash: other })).toBe(false);
        expect(verifyInclusion({ ...claim, root: other })).toBe(false);
        if (size % 7 !== 0) continue;
        for (let wrong = 0; wrong < size; wrong++) {
          if (wrong !== index) expect(verifyInclusion({ ...claim, index: wrong })).toBe(false);
        }
        for (const bad of damaged(proof)) expect(verifyInclusion({ ...claim, proof: bad })).toBe(false);
      }
    }
  });

  it('proves the consistency of all pairs of sizes, and nothing else', () => {
    for (let second = 1; second <= SIZES; second++) {
      for (let first = 1; first <= second; first++) {
        const proof = tree.consistencyProof(first, second);
        const claim = { first, second, firstRoot: tree.root(first), secondRoot: tree.root(second), proof };
        expect(verifyConsistency(claim)).toBe(true);
        expect(verifyConsistency({ ...claim, firstRoot: other })).toBe(false);
        expect(verifyConsistency({ ...claim, secondRoot: other })).toBe(false);
        if (second % 5 !== 0) continue;
        for (const bad of damaged(proof)) expect(verifyConsistency({ ...claim, proof: bad })).toBe(false);
      }
    }
  });

  it('refuses malformed claims', () => {
    const proof = tree.inclusionProof(3, 8);
    const claim = { index: 3, size: 8, leafHash: leaves[3] as Uint8Array, proof, root: tree.root(8) };
    for (const index of [-1, 8, 1.5, Number.NaN]) expect(verifyInclusion({ ...claim, index })).toBe(false);
    for (const size of [0, -8, 7.5, 2 ** 54]) expect(verifyInclusion({ ...claim, size })).toBe(false);
    const roots = { firstRoot: tree.root(3), secondRoot: tree.root(8), proof: tree.consistencyProof(3, 8) };
    expect(verifyConsistency({ first: 0, second: 8, ...roots })).toBe(false);
    expect(verifyConsistency({ first: 8, second: 3, ...roots })).toBe(false);
    expect(verifyConsistency({ first: 3, second: 8, ...roots, proof: [] })).toBe(false);
    expect(verifyConsistency({ first: 1.5, second: 8, ...roots })).toBe(false);
  });

  it('can forget its last leaves and grow another way', () => {
    for (const size of [0, 1, 2, 7, 8, 31, SIZES]) {
      const grown = new MerkleTree(leaves);
      grown.truncate(size);
      expect(grown.size).toBe(size);
      expect(hex(grown.root())).toBe(hex(new MerkleTree(leaves.slice(0, size)).root()));
      for (let i = 0; i < 9; i++) grown.append(leafHash(`other ${i}`));
      const others = Array.from({ length: 9 }, (_, i) => leafHash(`other ${i}`));
      expect(hex(grown.root())).toBe(hex(new MerkleTree([...leaves.slice(0, size), ...others]).root()));
    }
    expect(() => tree.truncate(SIZES + 1)).toThrow(RangeError);
  });

  it.each([-1, 0.5, Number.NaN, SIZES + 1])('does not prove what it does not hold: %d', (beyond) => {
    expect(() => tree.root(beyond)).toThrow('no such tree size');
    expect(() => new MerkleTree(leaves).truncate(beyond)).toThrow('no such tree size');
    expect(() => tree.inclusionProof(0, beyond)).toThrow('no such tree size');
    expect(() => tree.inclusionProof(beyond)).toThrow('no such leaf');
    expect(() => tree.consistencyProof(1, beyond)).toThrow('no such tree size');
    expect(() => tree.consistencyProof(beyond)).toThrow('no such earlier tree');
  });

  it('does not prove a leaf or a tree that comes later', () => {
    expect(() => tree.inclusionProof(5, 5)).toThrow('no such leaf');
    expect(() => tree.consistencyProof(0)).toThrow('no such earlier tree');
    expect(() => tree.consistencyProof(6, 5)).toThrow('no such earlier tree');
  });
});

/** Claims whose hashes fit when one of the verifier's checks is left out. */
describe('claims made to fit', () => {
  const [left, right] = [leaves[0], leaves[1]] as [Uint8Array, Uint8Array];
  const over = (a: Uint8Array, b: Uint8Array) => definedRoot([a, b]);
  const two = over(left, right);
  const [cut, rest] = [left.subarray(0, 31), Uint8Array.of(left[31] as number, ...right)];

  it.each<[string, Parameters<typeof verifyInclusion>[0]]>([
    ['a leaf before the first', { index: -1, size: 1, leafHash: left, proof: [], root: left }],
    ['a leaf behind the last', { index: 1, size: 1, leafHash: left, proof: [], root: left }],
    ['a leaf between two', { index: 0.5, size: 1, leafHash: left, proof: [], root: left }],
    ['a broken size', { index: 0, size: 1.5, leafHash: left, proof: [right], root: two }],
    ['an inner node as a leaf', { index: 0, size: 2, leafHash: two, proof: [], root: two }],
    ['one node too many', { index: 0, size: 2, leafHash: left, proof: [right, other], root: over(other, two) }],
    ['hashes cut elsewhere', { index: 0, size: 2, leafHash: cut, proof: [rest], root: two }],
    ['a root with more behind it', { index: 0, size: 1, leafHash: left, proof: [], root: Uint8Array.of(...left, 0) }],
    ['a root cut short', { index: 0, size: 1, leafHash: left, proof: [], root: cut }],
  ])('do not show the inclusion of %s', (_, claim) => {
    expect(verifyInclusion(claim)).toBe(false);
  });

  const [three, eight] = [tree.root(3), tree.root(8)];
  const longer = [...tree.consistencyProof(3, 8), other];
  it.each<[string, Parameters<typeof verifyConsistency>[0]]>([
    ['nothing', { first: 0, second: 0, firstRoot: left, secondRoot: left, proof: [] }],
    ['less than nothing', { first: -1, second: 1, firstRoot: left, secondRoot: left, proof: [left] }],
    ['no number', { first: Number.NaN, second: 1, firstRoot: left, secondRoot: left, proof: [left] }],
    ['half a tree', { first: 1.5, second: 2, firstRoot: left, secondRoot: two, proof: [left, right] }],
    ['a tree and a half', { first: 1, second: 1.5, firstRoot: left, secondRoot: two, proof: [right] }],
    ['a larger tree', { first: 8, second: 3, firstRoot: left, secondRoot: left, proof: [] }],
    ['a tree with a proof it needs not', { first: 2, second: 2, firstRoot: two, secondRoot: two, proof: [left] }],
    ['itself at half the size', { first: 4, second: 8, firstRoot: eight, secondRoot: eight, proof: [] }],
    [
      'trees below another root',
      { first: 3, second: 8, firstRoot: over(other, three), secondRoot: over(other, eight), proof: longer },
    ],
    ['hashes cut elsewhere', { first: 1, second: 2, firstRoot: cut, secondRoot: two, proof: [rest] }],
  ])('do not show the consistency with %s', (_, claim) => {
    expect(verifyConsistency(claim)).toBe(false);
  });
});

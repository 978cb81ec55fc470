import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leafHash, MerkleTree, verifyConsistency, verifyInclusion } from './merkle';

const size = fc.integer({ min: 1, max: 600 });
const treeOf = (leaves: number, salt: string) =>
  new MerkleTree(Array.from({ length: leaves }, (_, i) => leafHash(`${salt} ${i}`)));
const bit = fc.nat(255);

/** A proof with one bit turned, an entry dropped, doubled or added, or two entries swapped; null where nothing changed. */
function mutate(proof: readonly Uint8Array[], kind: number, at: number, turned: number): Uint8Array[] | null {
  const changed: Uint8Array[] = proof.map((node) => Uint8Array.from(node));
  const node = changed[at % Math.max(1, changed.length)];
  if (kind === 0) return [...changed, leafHash('added')];
  if (!node) return null;
  const place = changed.indexOf(node);
  if (kind === 1) node[turned >> 3] = (node[turned >> 3] as number) ^ (1 << (turned & 7));
  else if (kind === 2) changed.splice(place, 1);
  else if (kind === 3) changed.splice(place, 0, node);
  else if (place + 1 < changed.length) changed.splice(place, 2, changed[place + 1] as Uint8Array, node);
  else return null;
  return changed;
}
const mutation = fc.record({ kind: fc.nat(4), at: fc.nat(20), turned: bit });

describe('proofs of random trees', () => {
  it('of inclusion hold for their own leaf, place, size and root, and for no other', () => {
    fc.assert(
      fc.property(size, fc.nat(), fc.nat(), mutation, fc.string(), (grown, a, b, change, salt) => {
        const tree = treeOf(grown, salt);
        const older = 1 + (a % grown);
        const index = b % older;
        const proof = tree.inclusionProof(index, older);
        const claim = { index, size: older, leafHash: tree.leaves.at(index), proof, root: tree.root(older) };
        expect(verifyInclusion(claim)).toBe(true);
        const otherIndex = (index + 1 + change.at) % older;
        expect(verifyInclusion({ ...claim, index: otherIndex })).toBe(otherIndex === index);
        expect(verifyInclusion({ ...claim, leafHash: leafHash('another') })).toBe(false);
        const mutated = mutate(proof, change.kind, change.at, change.turned);
        if (mutated) expect(verifyInclusion({ ...claim, proof: mutated })).toBe(false);
        if (older < grown) expect(verifyInclusion({ ...claim, root: tree.root(older + 1) })).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('of consistency hold for the tree that grew, and not for one that was rewritten', () => {
    fc.assert(
      fc.property(size, fc.nat(), fc.nat(), mutation, fc.string(), (second, a, b, change, salt) => {
        const tree = treeOf(second, salt);
        const first = 1 + (a % second);
        const proof = tree.consistencyProof(first, second);
        const claim = { first, second, firstRoot: tree.root(first), secondRoot: tree.root(second), proof };
        expect(verifyConsistency(claim)).toBe(true);
        const mutated = mutate(proof, change.kind, change.at, change.turned);
        if (mutated) expect(verifyConsistency({ ...claim, proof: mutated })).toBe(false);
        // One leaf of the past is another one: no proof of the new tree fits the old root.
        const rewritten = new MerkleTree(
          Array.from({ length: second }, (_, i) => (i === b % first ? leafHash('rewritten') : tree.leaves.at(i))),
        );
        const lie = { ...claim, secondRoot: rewritten.root(second), proof: rewritten.consistencyProof(first, second) };
        expect(verifyConsistency(lie)).toBe(false);
        expect(verifyConsistency({ ...lie, proof })).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../crypto/hash';
import { leafHash, MerkleTree, verifyConsistency, verifyInclusion } from '../../crypto/merkle';
import type { RandomBytes } from '../../crypto/random';
import { generateSigningKey, signBytes } from '../../crypto/signing';
import {
  headText,
  parseHead,
  parseReceipt,
  receiptText,
  signHead,
  signReceipt,
  verifyHead,
  verifyReceipt,
} from '../board';
import { canonicalJson, type JsonValue } from '../canonical-json';
import { toHex } from '../hex';
import { type Mutant, mutantsOf, pick } from '../testing/mutants';
import { collect, FORGERIES, forgeryRandom, refuseAll, SEED } from '../testing/refuse-all';
import { uniformIndex } from '../uniform';
import { cosign, cosignatureText, parseCosignature, verifyCosignature } from '../witness';

const random = forgeryRandom('board');
const board = generateSigningKey(random);
const boardKey = toHex(board.publicKey);
const stranger = generateSigningKey(random);
const FINGERPRINT = 'mmZvgyIpGw6+fPm8gq/njygPxL760VxCqHvUDq7Q/Ww';

const heads = Array.from({ length: 12 }, (_, i) =>
  signHead(
    { size: 10 * i, root: toHex(random(32)), electionFingerprint: FINGERPRINT, batch: `2027-03-${10 + i}T20:00Z` },
    board.secretKey,
  ),
);
const receipts = heads.map((_, i) =>
  signReceipt(
    {
      electionFingerprint: FINGERPRINT,
      tracker: FINGERPRINT.replace('mm', `${10 + i}`),
      includedBy: `2027-03-${10 + i}T21:00Z`,
    },
    board.secretKey,
  ),
);

/** Signed by somebody else, or by the board for another purpose. */
function wronglySigned<T extends { signature: string }>(
  values: readonly T[],
  purpose: string,
  other: string,
): Mutant[] {
  return values.flatMap(({ signature: _own, ...value }) => {
    const text = canonicalJson(value as JsonValue);
    const ways: [string, Uint8Array, string][] = [
      ['by a stranger', stranger.secretKey, `${purpose}|${text}`],
      ['for another purpose', board.secretKey, `${other}|${text}`],
      ['without a purpose', board.secretKey, text],
    ];
    return ways.map(([how, key, signed]) => {
      const signature = toHex(signBytes(key, utf8(signed)));
      return { how, text: canonicalJson({ ...value, signature } as JsonValue) };
    });
  });
}

/** Every field changed, and the text brought into canonical form, so that the signature has to find it. */
function canonicalMutants(texts: readonly string[], seed: RandomBytes): Mutant[] {
  return texts
    .flatMap((text) => mutantsOf(text, seed))
    .flatMap(({ how, text }) => [{ how, text }, ...inOrder(how, text)]);
}

function inOrder(how: string, text: string): Mutant[] {
  try {
    const ordered = canonicalJson(JSON.parse(text) as JsonValue);
    return ordered === text ? [] : [{ how: `${how}, in canonical form`, text: ordered }];
  } catch {
    return [];
  }
}

describe(`heads, receipts and proofs forged with the seed "${SEED}"`, { timeout: 120_000 }, () => {
  it('heads', async () => {
    const honest = heads.map(headText);
    const forgeries = [
      ...canonicalMutants(honest, forgeryRandom('heads')),
      ...wronglySigned(heads, 'largo-head-v1', 'largo-receipt-v1'),
    ].filter(({ text }) => !honest.includes(text));
    const verdict = ({ text }: Mutant) => {
      const head = parseHead(text);
      if (head === null) return 'malformed';
      return verifyHead(head, boardKey) ? null : 'signature';
    };
    expect(honest.map((text) => verdict({ how: '', text }))).toEqual(honest.map(() => null));
    await refuseAll(forgeries, verdict, ['malformed', 'signature']);
  });

  it('receipts', async () => {
    const honest = receipts.map(receiptText);
    const forgeries = [
      ...canonicalMutants(honest, forgeryRandom('receipts')),
      ...canonicalMutants(honest, forgeryRandom('more receipts')),
      ...wronglySigned(receipts, 'largo-receipt-v1', 'largo-head-v1'),
    ].filter(({ text }) => !honest.includes(text));
    const verdict = ({ text }: Mutant) => {
      const receipt = parseReceipt(text);
      if (receipt === null) return 'malformed';
      return verifyReceipt(receipt, boardKey) ? null : 'signature';
    };
    expect(honest.map((text) => verdict({ how: '', text }))).toEqual(honest.map(() => null));
    await refuseAll(forgeries, verdict, ['malformed', 'signature']);
  });

  it('co-signatures of witnesses', async () => {
    const honest = heads.map((head) => cosignatureText(cosign(head, stranger.secretKey)));
    const forgeries = canonicalMutants(honest, forgeryRandom('cosignatures')).filter(
      ({ text }) => !honest.includes(text),
    );
    const verdict = ({ text }: Mutant) => {
      const cosignature = parseCosignature(text);
      if (cosignature === null) return 'malformed';
      return verifyCosignature(cosignature) ? null : 'signature';
    };
    expect(honest.map((text) => verdict({ how: '', text }))).toEqual(honest.map(() => null));
    await refuseAll(forgeries, verdict, ['malformed', 'signature']);
  });
});

const LEAVES = 70;
const leavesOf = (name: string) => Array.from({ length: LEAVES }, (_, i) => leafHash(`${name} ${i}`));
let tree: MerkleTree;
/** The same log with entry 20 rewritten. */
let rewritten: MerkleTree;

beforeAll(() => {
  tree = new MerkleTree(leavesOf('leaf'));
  rewritten = new MerkleTree(leavesOf('leaf').with(20, leafHash('another')));
});

/** A path changed in one of the ways in which a path can be. */
function changedPath(path: readonly Uint8Array[], seed: RandomBytes): { how: string; proof: Uint8Array[] } {
  const at = uniformIndex(Math.max(path.length, 1), seed);
  const node = path[at] ?? seed(32);
  const ways: [string, Uint8Array[]][] = [
    ['a node missing', path.toSpliced(at, 1)],
    ['a node twice', path.toSpliced(at, 0, node)],
    ['a node more', [...path, seed(32)]],
    ['a made-up node', path.toSpliced(at, 1, seed(32))],
    ['a bit turned', path.toSpliced(at, 1, node.with(uniformIndex(32, seed), (node[0] ?? 0) ^ 129))],
    ['a node too short', path.toSpliced(at, 1, node.subarray(1))],
    ['turned round', path.toReversed()],
    ['an empty path', []],
  ];
  const [how, proof] = pick(ways, seed);
  return { how, proof };
}

const samePath = (a: readonly Uint8Array[], b: readonly Uint8Array[]) => a.map(toHex).join() === b.map(toHex).join();

describe(`proofs of the log forged with the seed "${SEED}"`, { timeout: 120_000 }, () => {
  it('inclusion: another leaf, another place, another path, another log', async () => {
    const seed = forgeryRandom('inclusion');
    const forgeries = collect(4 * FORGERIES, () => {
      const size = 2 + uniformIndex(LEAVES - 1, seed);
      const index = uniformIndex(size, seed);
      const honest = {
        index,
        size,
        leafHash: leafHash(`leaf ${index}`),
        proof: tree.inclusionProof(index, size),
        root: tree.root(size),
      };
      const other = uniformIndex(size, seed);
      const path = changedPath(honest.proof, seed);
      const ways = [
        { how: path.how, ...honest, proof: path.proof },
        { how: 'a leaf that is not there', ...honest, leafHash: leafHash(`ghost ${index}`) },
        { how: 'another place', ...honest, index: other },
        { how: 'the leaf of another place', ...honest, leafHash: leafHash(`leaf ${other}`) },
        { how: 'a place beyond the tree', ...honest, index: size + other },
        { how: 'an inner node as a leaf', ...honest, leafHash: tree.root(size) },
        { how: 'another root', ...honest, root: seed(32) },
        { how: 'a negative place', ...honest, index: -1 - other },
        { how: 'half a place', ...honest, index: index + 0.5 },
      ];
      const forged = pick(ways, seed);
      const isHonest = forged.index === index && samePath(forged.proof, honest.proof) && forged.how !== 'another root';
      return { ...forged, isTrue: isHonest && toHex(forged.leafHash) === toHex(honest.leafHash) };
    }).filter(({ isTrue }) => !isTrue);
    await refuseAll(forgeries, (forged) => (verifyInclusion(forged) ? null : 'refused'), ['refused']);
  });

  it('consistency: a rewritten log, with the best proof that its maker can offer', async () => {
    const seed = forgeryRandom('consistency');
    const forgeries = collect(4 * FORGERIES, () => {
      const first = 21 + uniformIndex(LEAVES - 21, seed);
      const second = first + uniformIndex(LEAVES - first + 1, seed);
      const roots = { firstRoot: tree.root(first), secondRoot: rewritten.root(second) };
      const [mine, theirs] = [tree.consistencyProof(first, second), rewritten.consistencyProof(first, second)];
      const mixed = mine.map((node, i) => pick([node, theirs[i] as Uint8Array], seed));
      const ways = [
        { how: 'the path of the old log', first, second, ...roots, proof: mine },
        { how: 'the path of the new log', first, second, ...roots, proof: theirs },
        { how: 'both mixed', first, second, ...roots, proof: mixed },
        { how: 'as if nothing had grown', first, second: first, ...roots, proof: [] },
        { ...changedPath(theirs, seed), first, second, ...roots },
        { how: 'a shorter log after a longer', first: second, second: first, ...roots, proof: mine },
      ];
      return pick(ways, seed);
    });
    await refuseAll(forgeries, (forged) => (verifyConsistency(forged) ? null : 'refused'), ['refused']);
  });

  it('consistency: an honest log with a changed path', async () => {
    const seed = forgeryRandom('consistency paths');
    const forgeries = collect(3 * FORGERIES, () => {
      const first = 1 + uniformIndex(LEAVES - 1, seed);
      const second = first + 1 + uniformIndex(LEAVES - first, seed);
      const honest = tree.consistencyProof(first, second);
      const { how, proof } = changedPath(honest, seed);
      const isTrue = samePath(proof, honest);
      return { how, first, second, firstRoot: tree.root(first), secondRoot: tree.root(second), proof, isTrue };
    }).filter(({ isTrue }) => !isTrue);
    await refuseAll(forgeries, (forged) => (verifyConsistency(forged) ? null : 'refused'), ['refused']);
  });
});

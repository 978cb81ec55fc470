import { leafHash, MerkleTree } from '@/lib/crypto/merkle';
import { signingPublicKey } from '@/lib/crypto/signing';
import {
  boardRoot,
  headText,
  type Leaf,
  leafText,
  parseLeaf,
  receiptText,
  revocationCommitment,
  signHead,
  signReceipt,
} from '@/lib/protocol/board';
import { publishedReasons } from '@/lib/protocol/composition';
import { tieSeedCommitment, tieSeedText } from '@/lib/protocol/tie-seed';
import { cosign, cosignatureText } from '@/lib/protocol/witness';
import { hex } from './world';

const A = '0123456789abcdef'.repeat(4);
const FINGERPRINT = 'mmZvgyIpGw6+fPm8gq/njygPxL760VxCqHvUDq7Q/Ww';
const seed = Uint8Array.from({ length: 32 }, (_, i) => i);
const witnessSeed = Uint8Array.from({ length: 32 }, (_, i) => 255 - i);

const revocation = { key: A, reason: 'newer_key', salt: '00112233445566778899aabbccddeeff', station: null };

const LEAVES: Leaf[] = [
  { kind: 'election', fingerprint: FINGERPRINT, description: A },
  { kind: 'registration', credential: A },
  { kind: 'ballot', ballot: A },
  { kind: 'revocation', commitment: revocationCommitment(revocation) },
  { kind: 'close', closedAt: '2027-03-15T20:00Z' },
  { kind: 'tally', tally: A },
  { kind: 'shuffle', owner: 1, shuffle: A },
  { kind: 'decryption', owner: 1, decryption: A, sidecar: A },
  { kind: 'result', result: A },
];

const NO_LEAVES = [
  '{"kind":"ballot","ballot":"x"}',
  `{"ballot":"${A}", "kind":"ballot"}`,
  `{"kind":"ballot","ballot":"${A}"}`,
  `{"ballot":"${A.toUpperCase()}","kind":"ballot"}`,
  `{"ballot":"${A}","kind":"ballot","time":"2027-03-15T20:00Z"}`,
  `{"kind":"shuffle","owner":0,"shuffle":"${A}"}`,
  '{"closedAt":"2027-03-15T24:00Z","kind":"close"}',
  '{"kind":"birthday"}',
];

function merkle(texts: readonly string[]): object {
  const tree = new MerkleTree(texts.map((text) => leafHash(text)));
  const sizes = Array.from({ length: texts.length + 1 }, (_, size) => size);
  return {
    leafHashes: texts.map((text) => hex(leafHash(text))),
    roots: sizes.map((size) => hex(tree.root(size))),
    inclusion: [
      [0, 1],
      [0, 9],
      [4, 5],
      [5, 9],
      [8, 9],
    ].map(([index, size]) => ({
      index,
      size,
      proof: tree.inclusionProof(index as number, size).map(hex),
    })),
    consistency: [
      [1, 9],
      [4, 9],
      [5, 9],
      [8, 9],
      [6, 7],
      [9, 9],
    ].map(([first, second]) => ({
      first,
      second,
      proof: tree.consistencyProof(first as number, second).map(hex),
    })),
  };
}

export function boardVectors(): object {
  const texts = LEAVES.map(leafText);
  const root = boardRoot(texts);
  const head = signHead(
    { size: texts.length, root, electionFingerprint: FINGERPRINT, batch: '2027-03-15T20:00Z' },
    seed,
  );
  const promise = { electionFingerprint: FINGERPRINT, tracker: FINGERPRINT, includedBy: '2027-03-15T21:00Z' };
  return {
    about: 'Chapters 9, 10 and 14. Leaves, tree, signatures of board and witness, a revocation, reasons, the lot.',
    boardSeed: hex(seed),
    boardKey: hex(signingPublicKey(seed)),
    leaves: texts,
    refusedLeaves: NO_LEAVES.map((text) => {
      if (parseLeaf(text) !== null) throw new Error(`accepted: ${text}`);
      return text;
    }),
    tree: merkle(texts),
    head: headText(head),
    receipt: receiptText(signReceipt(promise, seed)),
    cosignature: { witnessSeed: hex(witnessSeed), text: cosignatureText(cosign(head, witnessSeed)) },
    revocation: { ...revocation, commitment: revocationCommitment(revocation) },
    reasons: [
      { given: { newer_key: 9 }, published: publishedReasons(Array(9).fill('newer_key')) },
      { given: { newer_key: 10 }, published: publishedReasons(Array(10).fill('newer_key')) },
      {
        given: { newer_key: 12, at_station: 10, lost: 3 },
        published: publishedReasons([
          ...Array<string>(12).fill('newer_key'),
          ...Array<string>(10).fill('at_station'),
          ...Array<string>(3).fill('lost'),
        ]),
      },
    ],
    lot: tieSeedText({ seed: A, commitment: tieSeedCommitment(A) }),
  };
}

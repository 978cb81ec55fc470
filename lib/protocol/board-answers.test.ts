import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64Unpadded, sha256Bytes } from '../crypto/hash';
import { leafHash } from '../crypto/merkle';
import { generateSigningKey } from '../crypto/signing';
import { seededRandom } from '../crypto/testing/seeded-random';
import { leafText, signHead } from './board';
import {
  consistencyText,
  headAnswerText,
  headsText,
  inclusionText,
  leavesText,
  MOST_LEAVES,
  parseConsistency,
  parseHeadAnswer,
  parseHeads,
  parseInclusion,
  parseLeaves,
  pathBytes,
} from './board-answers';
import { toHex } from './hex';
import { ballotLeafHash, trackerDigest } from './tracker';
import { cosign, cosignatureText, isForHead, parseCosignature, verifyCosignature } from './witness';

const hex = 'ab'.repeat(32);
const fingerprint = 'mmZvgyIpGw6+fPm8gq/njygPxL760VxCqHvUDq7Q/Ww';
const random = seededRandom('answers');
const board = generateSigningKey(random);
const gazette = generateSigningKey(random);
const head = signHead(
  { size: 9, root: hex, electionFingerprint: fingerprint, batch: '2027-03-02T10:15Z' },
  board.secretKey,
);
const cosignature = cosign(head, gazette.secretKey);
const witness = { name: 'The Gazette', publicKey: toHex(gazette.publicKey) };

const ANSWERS: [string, string, (text: string) => unknown][] = [
  ['head', headAnswerText({ head, cosignatures: [cosignature], witnesses: [witness] }), parseHeadAnswer],
  ['heads', headsText([head]), parseHeads],
  ['inclusion', inclusionText({ index: 3, size: 9, proof: [hex] }), parseInclusion],
  ['consistency', consistencyText({ first: 3, second: 9, proof: [hex] }), parseConsistency],
  ['leaves', leavesText(7, [leafText({ kind: 'ballot', ballot: hex })]), parseLeaves],
  ['cosignature', cosignatureText(cosignature), parseCosignature],
];

describe('answers of a board', () => {
  it.each(ANSWERS)('%s: one text, read strictly', (_, text, parse) => {
    expect(parse(text)).not.toBeNull();
    for (const wrong of [
      ` ${text}`,
      `${text}\n`,
      text.slice(0, -1),
      text.replace('{', '{"a":1,'),
      '{}',
      '[]',
      'null',
      '',
    ]) {
      expect(parse(wrong), wrong.slice(0, 60)).toBeNull();
    }
  });

  it('read as they were written', () => {
    expect(parseHeadAnswer(ANSWERS[0]?.[1] ?? '')).toEqual({ head, cosignatures: [cosignature], witnesses: [witness] });
    expect(parseHeads(headsText([head]))).toEqual([head]);
    const leaf = leafText({ kind: 'ballot', ballot: hex });
    expect(parseLeaves(leavesText(7, [leaf]))).toEqual({ start: 7, leaves: [leaf] });
    expect(parseLeaves('{"leaves":[{"kind":"vote"}],"start":0}')?.leaves).toEqual(['{"kind":"vote"}']);
    expect(pathBytes([hex])).toEqual([new Uint8Array(32).fill(0xab)]);
  });

  it('are bounded', () => {
    const many = Array.from({ length: MOST_LEAVES + 1 }, () => '{}');
    expect(parseLeaves(leavesText(0, many))).toBeNull();
    expect(parseLeaves(leavesText(0, many.slice(1)))).not.toBeNull();
    expect(() => inclusionText({ index: 0, size: 1, proof: new Array(55).fill(hex) })).toThrow();
    expect(() => inclusionText({ index: -1, size: 1, proof: [] })).toThrow();
    expect(() => consistencyText({ first: 1, second: 2, proof: ['x'] })).toThrow();
  });
});

describe('co-signatures', () => {
  it('hold for their head and witness only, whatever field changes', () => {
    expect(verifyCosignature(cosignature)).toBe(true);
    expect(isForHead(cosignature, head)).toBe(true);
    const changes: Partial<typeof cosignature>[] = [
      { size: 10 },
      { root: 'cd'.repeat(32) },
      { batch: '2027-03-02T10:16Z' },
      { electionFingerprint: `A${fingerprint.slice(1)}` },
    ];
    for (const change of changes) {
      expect(verifyCosignature({ ...cosignature, ...change })).toBe(false);
      expect(isForHead({ ...cosignature, ...change }, head)).toBe(false);
    }
    expect(verifyCosignature({ ...cosignature, witness: toHex(board.publicKey) })).toBe(false);
    expect(verifyCosignature({ ...cosignature, witness: 'ff'.repeat(32) })).toBe(false);
  });

  it('are not heads: one key signs the same fields for one purpose at a time', () => {
    const { signature } = cosign(head, board.secretKey);
    expect(signature).not.toBe(head.signature);
    expect(verifyCosignature({ ...cosignature, witness: toHex(board.publicKey), signature: head.signature })).toBe(
      false,
    );
  });
});

describe('trackers', () => {
  it('stand for exactly one digest, and every digest has one', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (digest) => {
        expect(trackerDigest(base64Unpadded(digest))).toBe(toHex(digest));
      }),
    );
    const tracker = base64Unpadded(sha256Bytes('a ballot'));
    const others = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.split('');
    const readable = others.filter((last) => trackerDigest(tracker.slice(0, -1) + last) !== null);
    expect(readable).toHaveLength(16);
    for (const wrong of [
      '',
      tracker.slice(1),
      `${tracker}=`,
      ` ${tracker.slice(1)}`,
      tracker.replace(/./, '-'),
      `${tracker}A`,
      `${tracker}${tracker}`,
    ]) {
      expect(trackerDigest(wrong)).toBeNull();
      expect(ballotLeafHash(wrong)).toBeNull();
    }
  });

  it('name the leaf of their ballot', () => {
    const digest = sha256Bytes('a ballot');
    const leaf = leafText({ kind: 'ballot', ballot: toHex(digest) });
    expect(ballotLeafHash(base64Unpadded(digest))).toEqual(leafHash(leaf));
  });
});

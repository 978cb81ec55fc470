import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateSigningKey } from '../crypto/signing';
import { seededRandom } from '../crypto/testing/seeded-random';
import {
  boardRoot,
  headText,
  type Leaf,
  leafText,
  parseHead,
  parseLeaf,
  parseReceipt,
  receiptText,
  revocationCommitment,
  signHead,
  signReceipt,
  verifyHead,
  verifyReceipt,
} from './board';
import { toHex } from './hex';

const hex = 'ab'.repeat(32);
const fingerprint = 'mmZvgyIpGw6+fPm8gq/njygPxL760VxCqHvUDq7Q/Ww';
const random = seededRandom('board');
const key = generateSigningKey(random);
const publicKey = toHex(key.publicKey);
const otherKey = toHex(generateSigningKey(random).publicKey);

const LEAVES: [Leaf, string][] = [
  [
    { kind: 'election', fingerprint, description: hex },
    `{"description":"${hex}","fingerprint":"${fingerprint}","kind":"election"}`,
  ],
  [{ kind: 'registration', credential: hex }, `{"credential":"${hex}","kind":"registration"}`],
  [{ kind: 'ballot', ballot: hex }, `{"ballot":"${hex}","kind":"ballot"}`],
  [{ kind: 'revocation', commitment: hex }, `{"commitment":"${hex}","kind":"revocation"}`],
  [{ kind: 'close', closedAt: '2027-03-15T20:00Z' }, '{"closedAt":"2027-03-15T20:00Z","kind":"close"}'],
  [{ kind: 'tally', tally: hex }, `{"kind":"tally","tally":"${hex}"}`],
  [{ kind: 'shuffle', owner: 1, shuffle: hex }, `{"kind":"shuffle","owner":1,"shuffle":"${hex}"}`],
  [
    { kind: 'decryption', owner: 2, decryption: hex, sidecar: hex },
    `{"decryption":"${hex}","kind":"decryption","owner":2,"sidecar":"${hex}"}`,
  ],
  [{ kind: 'result', result: hex }, `{"kind":"result","result":"${hex}"}`],
];

describe('leaves', () => {
  it.each(LEAVES)('%o has one text', (leaf, text) => {
    expect(leafText(leaf)).toBe(text);
    expect(parseLeaf(text)).toEqual(leaf);
    expect(parseLeaf(`${text} `)).toBeNull();
    expect(parseLeaf(text.replace('"kind"', '"more":1,"kind"'))).toBeNull();
  });

  it('are refused when malformed', () => {
    expect(() => leafText({ kind: 'ballot', ballot: hex.toUpperCase() })).toThrow();
    expect(() => leafText({ kind: 'close', closedAt: '2027-03-15T20:00:01Z' })).toThrow();
    expect(() => leafText({ kind: 'shuffle', owner: 0, shuffle: hex })).toThrow();
    expect(parseLeaf('{"kind":"vote"}')).toBeNull();
    expect(parseLeaf('')).toBeNull();
  });

  it('are all fixed by the root', () => {
    const texts = LEAVES.map(([, text]) => text);
    const root = boardRoot(texts);
    fc.assert(
      fc.property(fc.nat(texts.length - 1), fc.nat(texts.length - 1), (a, b) => {
        const swapped = texts.map((text, i) => (i === a ? texts[b] : i === b ? texts[a] : text) as string);
        expect(boardRoot(swapped) === root).toBe(a === b);
        expect(boardRoot(texts.filter((_, i) => i !== a))).not.toBe(root);
      }),
    );
  });
});

describe('revocations', () => {
  it('hide the key behind a salted commitment', () => {
    const revocation = { key: hex, reason: 'replaced', salt: 's'.repeat(32), station: null };
    // printf '{"key":…,"reason":"replaced","salt":…,"station":null}' | sha256sum
    expect(revocationCommitment(revocation)).toBe('39ed16b43e3b391c922e4b9976c1254370cdd52caa0aeeb56b63f3b74ffa76c6');
    expect(revocationCommitment({ ...revocation, salt: 't'.repeat(32) })).not.toBe(revocationCommitment(revocation));
    expect(revocationCommitment({ ...revocation, station: 'shop-3' })).not.toBe(revocationCommitment(revocation));
  });
});

describe('heads', () => {
  const head = signHead(
    { size: 9, root: hex, electionFingerprint: fingerprint, batch: '2027-03-02T10:15Z' },
    key.secretKey,
  );

  it('verify under the key of the board only, whatever field changes', () => {
    expect(verifyHead(head, publicKey)).toBe(true);
    expect(verifyHead(head, otherKey)).toBe(false);
    expect(verifyHead({ ...head, size: 10 }, publicKey)).toBe(false);
    expect(verifyHead({ ...head, root: 'cd'.repeat(32) }, publicKey)).toBe(false);
    expect(verifyHead({ ...head, batch: '2027-03-02T10:16Z' }, publicKey)).toBe(false);
    expect(verifyHead({ ...head, electionFingerprint: `A${fingerprint.slice(1)}` }, publicKey)).toBe(false);
    expect(verifyHead({ ...head, signature: `${head.signature.slice(0, -2)}00` }, publicKey)).toBe(false);
  });

  it('never throw for a malformed key or signature', () => {
    for (const wrong of ['', 'zz', '00'.repeat(32), 'ff'.repeat(32)]) expect(verifyHead(head, wrong)).toBe(false);
    expect(verifyHead({ ...head, signature: 'ff'.repeat(64) }, publicKey)).toBe(false);
    expect(verifyHead({ ...head, signature: 'x' }, publicKey)).toBe(false);
  });

  it('have one text', () => {
    expect(parseHead(headText(head))).toEqual(head);
    expect(parseHead(` ${headText(head)}`)).toBeNull();
    expect(parseHead('{}')).toBeNull();
  });
});

describe('receipts', () => {
  const fields = { electionFingerprint: fingerprint, tracker: fingerprint, includedBy: '2027-03-02T10:45Z' };
  const receipt = signReceipt(fields, key.secretKey);

  it('verify under the key of the board only, and hold no choice', () => {
    expect(verifyReceipt(receipt, publicKey)).toBe(true);
    expect(verifyReceipt(receipt, otherKey)).toBe(false);
    expect(verifyReceipt({ ...receipt, includedBy: '2027-03-02T10:46Z' }, publicKey)).toBe(false);
    expect(Object.keys(receipt).sort()).toEqual(['electionFingerprint', 'includedBy', 'signature', 'tracker']);
  });

  it('have one text', () => {
    expect(parseReceipt(receiptText(receipt))).toEqual(receipt);
    expect(parseReceipt(receiptText(receipt).replace('largo', 'x').slice(1))).toBeNull();
  });
});

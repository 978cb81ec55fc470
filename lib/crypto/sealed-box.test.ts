import { hkdfSync } from 'node:crypto';
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { describe, expect, it } from 'vitest';
import { encodePoint, G, IDENTITY, modOrder, multiply, ORDER, pointBytes } from './group';
import { utf8 } from './hash';
import { deriveBytes, deriveScalar, isOwnSender, openBox, sealBox, sharedPoint } from './sealed-box';
import { seededRandom } from './testing/seeded-random';

const hex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));

describe('derivation', () => {
  it('is HKDF-SHA-256 without salt (RFC 5869, test case 3)', () => {
    const okm = '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8';
    expect(Buffer.from(deriveBytes(hex('0b'.repeat(22)), '', 42)).toString('hex')).toBe(okm);
  });

  it('gives scalars that depend on secret and label', () => {
    const secret = seededRandom('derive')(32);
    const scalars = [deriveScalar(secret, 'a'), deriveScalar(secret, 'b'), deriveScalar(secret.toReversed(), 'a')];
    expect(new Set(scalars).size).toBe(3);
    expect(scalars.every((scalar) => scalar > 0n && scalar < ORDER)).toBe(true);
    expect(deriveScalar(secret, 'a')).toBe(scalars[0]);
  });
});

describe('a box', () => {
  const random = seededRandom('boxes');
  const secret = 123456789n;
  const recipient = multiply(G, secret);
  const content = random(32);
  const { sender, proof, box } = sealBox({ recipient, content, context: 'from a to b', random });
  const shared = sharedPoint(sender.point, secret);
  const honest = { sender: sender.point, recipient, shared, box, context: 'from a to b' };

  it('gives its content to the recipient', () => {
    expect(openBox(honest)).toEqual(content);
    expect(box).toHaveLength(content.length + 16);
    expect(Buffer.from(box).includes(Buffer.from(content))).toBe(false);
  });

  it('is XChaCha20-Poly1305 under HKDF of the shared point, the keys and the context', () => {
    const salt = Buffer.concat([pointBytes(sender.point), pointBytes(recipient)]);
    const keys = new Uint8Array(hkdfSync('sha256', pointBytes(shared), salt, 'largo-box|from a to b', 56));
    const cipher = xchacha20poly1305(keys.subarray(0, 32), keys.subarray(32), utf8('from a to b'));
    expect(cipher.decrypt(box)).toEqual(content);
  });

  it.each([
    ['another context', { context: 'from a to c' }],
    ['another recipient', { recipient: multiply(G, 2n) }],
    ['another sender', { sender: multiply(G, 3n) }],
    ['another point', { shared: multiply(G, 4n) }],
    ['no point', { shared: IDENTITY }],
    ['a shorter box', { box: box.subarray(1) }],
    ['nothing', { box: new Uint8Array() }],
  ])('does not open with %s', (_, change) => {
    expect(openBox({ ...honest, ...change })).toBeNull();
  });

  it('does not open with any bit changed', () => {
    for (let bit = 0; bit < 8 * box.length; bit++) {
      const changed = box.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
      expect(openBox({ ...honest, box: changed })).toBeNull();
    }
  });

  it('has a sender who knows the secret half, for this recipient and context alone', () => {
    const claim = { sender, proof, recipient, context: 'from a to b' };
    expect(isOwnSender(claim)).toBe(true);
    expect(isOwnSender({ ...claim, context: 'from a to c' })).toBe(false);
    expect(isOwnSender({ ...claim, recipient: multiply(G, 2n) })).toBe(false);
    expect(isOwnSender({ ...claim, sender: encodePoint(sender.point.add(G)) })).toBe(false);
    expect(isOwnSender({ ...claim, proof: { ...proof, response: modOrder(proof.response + 1n) } })).toBe(false);
  });

  it('is new every time', () => {
    const again = sealBox({ recipient, content, context: 'from a to b', random });
    expect(again.sender.text).not.toBe(sender.text);
    expect(again.box).not.toEqual(box);
  });
});

import { describe, expect, it } from 'vitest';
import { utf8 } from './hash';
import { generateSigningKey, signBytes, signingPublicKey, verifyBytes } from './signing';
import { seededRandom } from './testing/seeded-random';

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));

describe('Ed25519 signatures', () => {
  it('RFC 8032, section 7.1, test 2', () => {
    const secret = bytes('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb');
    const publicKey = bytes('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c');
    const signature = bytes(
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    );
    expect(signingPublicKey(secret)).toEqual(publicKey);
    expect(signBytes(secret, Uint8Array.of(0x72))).toEqual(signature);
    expect(verifyBytes(publicKey, Uint8Array.of(0x72), signature)).toBe(true);
  });

  it('verifies only the signed bytes under the right key', () => {
    const random = seededRandom('signing');
    const { secretKey, publicKey } = generateSigningKey(random);
    const message = utf8('a signed head');
    const signature = signBytes(secretKey, message);
    expect(verifyBytes(publicKey, message, signature)).toBe(true);
    expect(verifyBytes(publicKey, utf8('a signed heap'), signature)).toBe(false);
    expect(verifyBytes(generateSigningKey(random).publicKey, message, signature)).toBe(false);
    for (const position of [0, 31, 32, 63]) {
      const changed = Uint8Array.from(signature);
      changed[position] = (changed[position] ?? 0) ^ 1;
      expect(verifyBytes(publicKey, message, changed)).toBe(false);
    }
  });

  it('is false, not an error, for input of a wrong shape', () => {
    const { secretKey, publicKey } = generateSigningKey(seededRandom('shape'));
    const signature = signBytes(secretKey, new Uint8Array());
    expect(verifyBytes(publicKey.subarray(1), new Uint8Array(), signature)).toBe(false);
    expect(verifyBytes(publicKey, new Uint8Array(), signature.subarray(1))).toBe(false);
    expect(verifyBytes(new Uint8Array(32).fill(255), new Uint8Array(), signature)).toBe(false);
  });

  it('refuses a key of small order, under which anything could verify', () => {
    const smallOrder = new Uint8Array(32);
    smallOrder[0] = 1;
    const signature = new Uint8Array(64);
    signature[0] = 1;
    expect(verifyBytes(smallOrder, utf8('anything'), signature)).toBe(false);
  });
});

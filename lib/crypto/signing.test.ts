import { ed25519 } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { describe, expect, it } from 'vitest';
import { utf8 } from './hash';
import { ORDER } from './order';
import { generateSigningKey, signBytes, signingPublicKey, verifyBytes } from './signing';
import { fromLittleEndian, littleEndian, Reference, TORSION } from './testing/reference';
import { seededRandom } from './testing/seeded-random';

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));

describe('Ed25519 signatures', () => {
  it.each([
    [
      'test 1',
      '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
      'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
      '',
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
    ],
    [
      'test 2',
      '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
      '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
      '72',
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    ],
    [
      'test 3',
      'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
      'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
      'af82',
      '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
    ],
  ])('RFC 8032, section 7.1, %s', (_name, seed, key, message, expected) => {
    expect(signingPublicKey(bytes(seed))).toEqual(bytes(key));
    expect(signBytes(bytes(seed), bytes(message))).toEqual(bytes(expected));
    expect(verifyBytes(bytes(key), bytes(message), bytes(expected))).toBe(true);
  });

  it('are those of another implementation, for messages of any length', () => {
    const random = seededRandom('another implementation');
    for (let length = 0; length < 300; length += 37) {
      const { secretKey, publicKey } = generateSigningKey(random);
      const message = random(length);
      expect(publicKey).toEqual(ed25519.getPublicKey(secretKey));
      expect(signBytes(secretKey, message)).toEqual(ed25519.sign(message, secretKey));
    }
    expect(() => signBytes(new Uint8Array(31), new Uint8Array())).toThrow(RangeError);
  });

  it('accept and refuse what another implementation does when key or commitment leave the subgroup', () => {
    const secret = 12345n;
    const message = utf8('torsion');
    const verdicts = TORSION.flatMap((keyShift) =>
      TORSION.map((commitmentShift) => {
        const key = Reference.BASE.multiply(secret).add(keyShift).toBytes();
        const commitment = Reference.BASE.multiply(777n).add(commitmentShift).toBytes();
        const k = fromLittleEndian(sha512(Buffer.concat([commitment, key, message]))) % ORDER;
        const signature = Buffer.concat([commitment, littleEndian((777n + k * secret) % ORDER)]);
        const mine = verifyBytes(key, message, Uint8Array.from(signature));
        expect(mine).toBe(ed25519.verify(signature, message, key, { zip215: false }));
        return mine;
      }),
    );
    expect(verdicts).toEqual(verdicts.map(() => true));
    for (const point of TORSION) {
      const signature = Uint8Array.from([...point.toBytes(), ...new Uint8Array(32)]);
      expect(verifyBytes(point.toBytes(), message, signature)).toBe(false);
    }
  });

  it('refuse a response that is not reduced', () => {
    const { secretKey, publicKey } = generateSigningKey(seededRandom('reduced'));
    const signature = signBytes(secretKey, new Uint8Array());
    const response = fromLittleEndian(signature.subarray(32)) + ORDER;
    const longer = Uint8Array.from([...signature.subarray(0, 32), ...littleEndian(response)]);
    expect(verifyBytes(publicKey, new Uint8Array(), longer)).toBe(false);
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
    expect(verifyBytes(Uint8Array.of(...publicKey, 0), new Uint8Array(), signature)).toBe(false);
    expect(verifyBytes(publicKey, new Uint8Array(), signature.subarray(1))).toBe(false);
    expect(verifyBytes(publicKey, new Uint8Array(), Uint8Array.of(...signature, 0))).toBe(false);
    expect(verifyBytes(new Uint8Array(32).fill(255), new Uint8Array(), signature)).toBe(false);
  });

  it('leaves what it reads as it was', () => {
    const { secretKey, publicKey } = generateSigningKey(seededRandom('reading'));
    const signature = signBytes(secretKey, utf8('read'));
    const [key, copy] = [Uint8Array.from(publicKey), Uint8Array.from(signature)];
    expect(verifyBytes(publicKey, utf8('read'), signature)).toBe(true);
    expect([publicKey, signature]).toEqual([key, copy]);
  });

  it('refuses a commitment that is no point, though its holder makes the response fit', () => {
    const secret = 4711n;
    const key = Reference.BASE.multiply(secret).toBytes();
    const commitment = new Uint8Array(32).fill(255);
    const k = fromLittleEndian(sha512(Uint8Array.of(...commitment, ...key))) % ORDER;
    const signature = Uint8Array.of(...commitment, ...littleEndian((k * secret) % ORDER));
    expect(verifyBytes(key, new Uint8Array(), signature)).toBe(false);
  });

  it('refuses a key of small order, under which anything could verify', () => {
    const smallOrder = new Uint8Array(32);
    smallOrder[0] = 1;
    const signature = new Uint8Array(64);
    signature[0] = 1;
    expect(verifyBytes(smallOrder, utf8('anything'), signature)).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { sha256 as chosen } from '#sha2';
import { seededRandom } from '../testing/seeded-random';
import * as native from './native';
import * as portable from './portable';

const random = seededRandom('sha2');
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe.each([
  ['native', native],
  ['portable', portable],
])('SHA-256, %s', (_name, { sha256, sha256Stream }) => {
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
  ])('of %j is that of FIPS 180-4', (text, digest) => {
    const bytes = new TextEncoder().encode(text);
    expect(hex(sha256(bytes))).toBe(digest);
    const stream = sha256Stream();
    for (const byte of bytes) stream.update(Uint8Array.of(byte));
    expect(hex(stream.digest())).toBe(digest);
  });

  it('hands out plain bytes', () => {
    expect(Object.getPrototypeOf(sha256(new Uint8Array()))).toBe(Uint8Array.prototype);
    expect(Object.getPrototypeOf(sha256Stream().digest())).toBe(Uint8Array.prototype);
  });
});

it('is the same on both sides for every length around a block', () => {
  for (let length = 0; length < 200; length++) {
    const data = random(length);
    expect(native.sha256(data)).toEqual(portable.sha256(data));
  }
});

it('is native in Node', () => {
  expect(chosen).toBe(native.sha256);
});

import { hkdfSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { G, multiply, ORDER, pointText } from '../../crypto/group';
import { seededRandom } from '../../crypto/testing/seeded-random';
import { toHex } from '../hex';
import { evaluate, makeSecret, parseSecret, polynomial, repeatableNonce, secretText, trusteeKeys } from './secret';

const setup = { id: 'ceremony0123456789', threshold: 2, size: 3 };
const secret = makeSecret(seededRandom('trustee'));
const certificates = 'ab'.repeat(32);

/** HKDF-SHA-256 (RFC 5869) without salt. */
const derived = (label: string, length = 64) =>
  Buffer.from(hkdfSync('sha256', secret.seed, new Uint8Array(), label, length)).toString('hex');
const scalar = (label: string) => BigInt(`0x${derived(label)}`) % ORDER;

describe('a trustee’s secret', () => {
  it('is 32 bytes, and one text', () => {
    expect(secret.seed).toHaveLength(32);
    expect(secretText(secret)).toBe(toHex(secret.seed));
    expect(parseSecret(secretText(secret))).toEqual(secret);
    for (const wrong of ['', secretText(secret).slice(2), `${secretText(secret)}00`, 'x'.repeat(64)]) {
      expect(parseSecret(wrong)).toBeNull();
    }
    for (const length of [0, 31, 33]) expect(() => makeSecret(() => new Uint8Array(length))).toThrow('wrong number');
  });

  it('gives the keys of one place in one ceremony', () => {
    const { signing, encryption, verification, recipient } = trusteeKeys(setup, 1, secret);
    expect(signing).toBe(scalar('largo-trustee|ceremony0123456789|2|3|1|signing'));
    expect(encryption).toBe(scalar('largo-trustee|ceremony0123456789|2|3|1|encryption'));
    expect([verification, recipient]).toEqual([signing, encryption].map((s) => pointText(multiply(G, s))));
    const others = [
      trusteeKeys(setup, 2, secret),
      trusteeKeys({ ...setup, id: 'another' }, 1, secret),
      trusteeKeys({ ...setup, threshold: 3 }, 1, secret),
      trusteeKeys({ ...setup, size: 4 }, 1, secret),
      trusteeKeys(setup, 1, makeSecret(seededRandom('another'))),
    ];
    expect(new Set([signing, encryption, ...others.flatMap((keys) => [keys.signing, keys.encryption])]).size).toBe(12);
  });

  it('gives a polynomial of its own for every list of certificates', () => {
    const label = (d: number) => `largo-trustee|ceremony0123456789|2|3|1|polynomial|${certificates}|${d}`;
    expect(polynomial(setup, 1, secret, certificates)).toEqual([0, 1].map(label).map(scalar));
    const other = polynomial(setup, 1, secret, 'cd'.repeat(32));
    expect(new Set([...polynomial(setup, 1, secret, certificates), ...other]).size).toBe(4);
  });

  it('gives the same nonce for the same message alone', () => {
    const source = repeatableNonce(setup, 1, secret, 'text');
    expect(toHex(source(64))).toBe(derived('largo-trustee|ceremony0123456789|2|3|1|nonce|text'));
    expect(source(64)).toEqual(repeatableNonce(setup, 1, secret, 'text')(64));
    expect(source(64)).not.toEqual(repeatableNonce(setup, 1, secret, 'texu')(64));
  });
});

describe('a polynomial', () => {
  it.each([
    [0, 7n],
    [1, 7n + 11n + 13n],
    [2, 7n + 22n + 52n],
    [10, 7n + 110n + 1300n],
  ])('has its value at %i', (at, value) => {
    expect(evaluate([7n, 11n, 13n], at)).toBe(value);
  });

  it('is evaluated modulo the order', () => {
    expect(evaluate([1n, ORDER - 1n], 3)).toBe(ORDER - 2n);
    expect(evaluate([], 3)).toBe(0n);
  });
});

import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../crypto/hash';
import { seededRandom } from '../crypto/testing/seeded-random';
import { canonicalJson } from './canonical-json';
import { type ExpectedKey, keepsSeed, keyFileName, openKeyFile, sealKeyFile } from './key-file';

const { subtle } = globalThis.crypto;
const passphrase = 'quatro largas pedras brancas';
const key = {
  contest: '3b9a1f0e-6a1c-4d39-9d1e-0c3f5f3f6d11',
  owner: 2,
  publicKey: 'ab'.repeat(32),
  ceremony: null,
  privateKey: '123456789012345678901234567890',
};
const file = await sealKeyFile({ subtle, random: seededRandom('key file') }, key, passphrase);
const json = JSON.parse(file) as Record<string, string | number>;
const changed = (fields: Record<string, string | number>) => JSON.stringify({ ...json, ...fields });
const open = (text: string, word = passphrase, expected: ExpectedKey = { contest: key.contest }) =>
  openKeyFile(subtle, text, expected, word);

describe('key file', () => {
  it('gives the private key back to the right passphrase', async () => {
    expect(await open(file)).toEqual({ ok: true, ...key });
  });

  it('opens without knowing beforehand what it is for, and says so then', async () => {
    expect(await open(file, passphrase, {})).toEqual({ ok: true, ...key });
  });

  it('keeps the seed of a ceremony, and is for this ceremony only', async () => {
    const ceremony = { id: 'ceremony0123456789', threshold: 2, size: 3 };
    const kept = { ...key, ceremony, privateKey: 'ab'.repeat(32) };
    const text = await sealKeyFile({ subtle, random: seededRandom('seed file') }, kept, passphrase);
    expect(await open(text, passphrase, { ceremony: ceremony.id })).toEqual({ ok: true, ...kept });
    const other = { ok: false, code: 'other_key' };
    expect(await open(text, passphrase, { ceremony: 'another' })).toEqual(other);
    expect(await open(text, passphrase, { ceremony: null })).toEqual(other);
    expect(await open(file, passphrase, { ceremony: ceremony.id })).toEqual(other);
    expect(await open(file, passphrase, { ceremony: null })).toMatchObject({ ok: true });
    expect([text, file, text.replace('2', '3'), '{}'].map(keepsSeed)).toEqual([true, false, false, false]);
  });

  it('takes the same passphrase in another Unicode form', async () => {
    const composed = await sealKeyFile({ subtle, random: seededRandom('nfc') }, key, 'praça não é estação');
    expect(await open(composed, 'praça não é estação'.normalize('NFD'))).toMatchObject({ ok: true });
  });

  it('holds neither the private key nor the passphrase in clear', () => {
    expect(file).not.toContain(key.privateKey);
    expect(file).not.toContain(Buffer.from(key.privateKey).toString('hex'));
    expect(file).not.toContain(passphrase);
    expect(JSON.parse(file)).toMatchObject({ format: 'largo-trustee-key-2', iterations: 600_000, owner: 2 });
  });

  it('tells a wrong passphrase from a damaged file and from a file of another kind', async () => {
    expect(await open(file, 'quatro largas pedras negras')).toEqual({ ok: false, code: 'wrong_passphrase' });
    const flipped = changed({ data: String(json.data).replace(/^../, (byte) => (byte === '00' ? '01' : '00')) });
    expect(await open(flipped)).toEqual({ ok: false, code: 'damaged_key_file' });
    expect(await open(file.slice(0, 300))).toEqual({ ok: false, code: 'damaged_key_file' });
    expect(await open('{"version":1}')).toEqual({ ok: false, code: 'not_a_key_file' });
    expect(await open('%PDF-1.7')).toEqual({ ok: false, code: 'not_a_key_file' });
    expect(await open('')).toEqual({ ok: false, code: 'not_a_key_file' });
  });

  it('notices every changed field, even where the check was made to fit again', async () => {
    const { check: _check, ...fields } = { ...json, owner: 3 } as Record<string, string | number>;
    const forged = changed({ owner: 3, check: sha256Hex(canonicalJson(fields)) });
    expect(await open(changed({ owner: 3 }))).toEqual({ ok: false, code: 'damaged_key_file' });
    // The fields in clear are authenticated with the key, so a forged field cannot pass with the right passphrase.
    expect(await open(forged)).toEqual({ ok: false, code: 'wrong_passphrase' });
    expect(await open(changed({ extra: 1 }))).toEqual({ ok: false, code: 'damaged_key_file' });
    expect(await open(changed({ iterations: 1 }))).toEqual({ ok: false, code: 'damaged_key_file' });
  });

  it('refuses the key of another contest and another key of the same contest', async () => {
    expect(await open(file, passphrase, { contest: 'another' })).toEqual({ ok: false, code: 'other_contest' });
    expect(await open(file, passphrase, { publicKey: 'cd'.repeat(32) })).toEqual({ ok: false, code: 'other_key' });
  });

  it('is saved under a name that says what it is for', () => {
    expect(keyFileName('green-north', 2)).toBe('largo-key-green-north-trustee-2.json');
    expect(keyFileName('green-north', 2, true)).toBe('largo-key-green-north-trustee-2-opening.json');
  });
});

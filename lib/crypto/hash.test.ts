import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { base64Unpadded, bytesToInteger, hash64, hashToScalar, sha256Hex, TextHasher } from './hash';

describe('hashes', () => {
  it('writes SHA-256 in both forms', () => {
    expect(sha256Hex('0')).toBe('5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9');
    expect(hash64('ü')).toBe(createHash('sha256').update('ü').digest('base64').replace(/=+$/, ''));
  });

  it.each([0, 1, 2, 3, 4, 32])('encodes %i bytes as unpadded base64', (length) => {
    const bytes = Uint8Array.from({ length }, (_, i) => 251 - 13 * i);
    expect(base64Unpadded(bytes)).toBe(Buffer.from(bytes).toString('base64').replace(/=+$/, ''));
  });

  it('reads digests as big-endian integers modulo the order (trustee proof of section 6)', () => {
    const preimage =
      'pok|Ed25519|740f6fd5ab668aa1d8603945240126219c2387b7a261f26204e38b749a94ac94|2a4f99101c97f12d158c2dd35ad86f77fb10390a088ab2dd83d526b78f7866ee';
    expect(sha256Hex(preimage)).toBe('7fdd4df0bc8269e0dcf5026ffc3254de3553c766ed08e5a05145385b360ca118');
    expect(hashToScalar(preimage)).toBe(7175703854773281623787932116748802882722731746691425337421124770944517395869n);
    expect(bytesToInteger(new Uint8Array())).toBe(0n);
  });

  it('hashes long texts piece by piece', () => {
    const hasher = new TextHasher();
    let whole = '';
    for (let i = 0; i < 4000; i++) {
      hasher.add(`piece ${i}|`);
      whole += `piece ${i}|`;
    }
    expect(hasher.digestHex()).toBe(sha256Hex(whole));
  });
});

import { describe, expect, it } from 'vitest';
import { seededRandom } from '../crypto/testing/seeded-random';
import { makeTieSeed, matchesCommitment, parseTieSeed, tieSeedCommitment, tieSeedText } from './tie-seed';

describe('tie seed', () => {
  it('has the commitment that sha256sum prints for its text', () => {
    // printf %s 000102…1f | sha256sum
    const seed = '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f';
    expect(tieSeedCommitment(seed)).toBe('6c86c6aac5fb24bcf5d9939cb7d7d5645ce39418f449e03b262dd4fa14b4b92b');
  });

  it('matches its own commitment only', () => {
    const random = seededRandom('seed');
    const [one, other] = [makeTieSeed(random), makeTieSeed(random)];
    expect(one.seed).toMatch(/^[0-9a-f]{64}$/);
    expect(matchesCommitment(one.seed, one.commitment)).toBe(true);
    expect(matchesCommitment(other.seed, one.commitment)).toBe(false);
  });

  it('refuses any other text', () => {
    for (const wrong of ['', 'ab'.repeat(31), 'AB'.repeat(32), `${'ab'.repeat(32)}\n`]) {
      expect(matchesCommitment(wrong, 'x')).toBe(false);
      expect(() => tieSeedCommitment(wrong)).toThrow(RangeError);
    }
  });

  it('has one text', () => {
    const seed = makeTieSeed(seededRandom('text'));
    expect(tieSeedText(seed)).toBe(`{"commitment":"${seed.commitment}","seed":"${seed.seed}"}`);
    expect(parseTieSeed(tieSeedText(seed))).toEqual(seed);
    for (const wrong of ['null', '[]', '{}', `${tieSeedText(seed)} `, JSON.stringify({ ...seed, more: 1 })]) {
      expect(parseTieSeed(wrong), wrong).toBeNull();
    }
  });
});

import { describe, expect, it } from 'vitest';
import { ORDER } from '../crypto/group';
import { sha256Hex } from '../crypto/hash';
import { seededRandom } from '../crypto/testing/seeded-random';
import { CODE_LETTERS, checksumLetter } from './code-alphabet';
import { toHex } from './hex';
import { parseRecovery, recoveryText } from './recovery';

const random = seededRandom('recovery');
const seed = { kind: 'seed', secret: toHex(random(32)) } as const;
const text = recoveryText(seed);

/** The sheet of any 33 bytes, given as digits, with all its checks. */
function sheetOf(digits: string): string {
  const all = BigInt(`0x${digits}${sha256Hex(`largo-recovery|${digits}`).slice(0, 9)}`);
  const letters = Array.from({ length: 60 }, (_, i) => CODE_LETTERS[Number((all >> BigInt(5 * (59 - i))) & 31n)]).join(
    '',
  );
  const groups = letters.match(/.{5}/g) ?? [];
  return groups.map((group, place) => group + checksumLetter(CODE_LETTERS[place] + group)).join('-');
}

describe('recovery text', () => {
  it('holds kinds and numbers that there are, whatever its checks say', () => {
    const digits = (number: bigint) => number.toString(16).padStart(64, '0');
    expect(sheetOf(`02${seed.secret}`)).toBe(text);
    expect(parseRecovery(sheetOf(`01${digits(5n)}`))).toEqual({ ok: true, secret: { kind: 'key', secret: '5' } });
    for (const wrong of [`01${digits(0n)}`, `01${digits(ORDER)}`, `03${digits(5n)}`, `00${digits(5n)}`]) {
      expect(parseRecovery(sheetOf(wrong))).toEqual({ ok: false, error: { code: 'wrong_checksum' } });
    }
  });

  it('may stand among a thousand signs', () => {
    expect(parseRecovery(text.padEnd(1000))).toMatchObject({ ok: true });
    expect(parseRecovery(text.padEnd(1001))).toEqual({ ok: false, error: { code: 'foreign_letters' } });
  });

  it('gives seeds and keys back', () => {
    expect(text).toMatch(/^([0-9A-HJKMNP-TV-Z]{6}-){11}[0-9A-HJKMNP-TV-Z]{6}$/);
    expect(parseRecovery(text)).toEqual({ ok: true, secret: seed });
    for (const secret of ['1', (ORDER - 1n).toString(), '123456789012345678901234567890']) {
      expect(parseRecovery(recoveryText({ kind: 'key', secret }))).toEqual({
        ok: true,
        secret: { kind: 'key', secret },
      });
    }
    for (const secret of ['0'.repeat(64), 'f'.repeat(64)]) {
      expect(parseRecovery(recoveryText({ kind: 'seed', secret }))).toMatchObject({ ok: true, secret: { secret } });
    }
  });

  it('is read back however it is typed', () => {
    const typed = text.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    expect(parseRecovery(`  ${typed}\n`)).toEqual({ ok: true, secret: seed });
  });

  it('names the group with a slip, for every letter and every exchange of neighbours', () => {
    for (let at = 0; at < text.length; at++) {
      const letter = text[at] as string;
      if (letter === '-') continue;
      const group = Math.floor(at / 7) + 1;
      const other = CODE_LETTERS[(CODE_LETTERS.indexOf(letter) + 1 + (at % 31)) % 32] as string;
      const wrong = text.slice(0, at) + other + text.slice(at + 1);
      expect(parseRecovery(wrong)).toEqual({ ok: false, error: { code: 'wrong_groups', groups: [group] } });
      const next = text[at + 1];
      if (next === undefined || next === '-' || next === letter) continue;
      const swapped = text.slice(0, at) + next + letter + text.slice(at + 2);
      expect(parseRecovery(swapped)).toEqual({ ok: false, error: { code: 'wrong_groups', groups: [group] } });
    }
  });

  it('notices groups in another order', () => {
    const groups = text.split('-');
    [groups[2], groups[7]] = [groups[7] as string, groups[2] as string];
    expect(parseRecovery(groups.join('-'))).toEqual({ ok: false, error: { code: 'wrong_groups', groups: [3, 8] } });
  });

  it('refuses what only the letters would let pass', () => {
    const [first, ...rest] = text.split('-') as [string, ...string[]];
    const [, ...others] = recoveryText({ kind: 'seed', secret: toHex(random(32)) }).split('-') as [string, ...string[]];
    expect(parseRecovery([first, ...others.slice(0, 5), ...rest.slice(5)].join('-'))).toEqual({
      ok: false,
      error: { code: 'wrong_checksum' },
    });
  });

  it('says what is missing', () => {
    expect(parseRecovery('')).toEqual({ ok: false, error: { code: 'wrong_length', groups: 0 } });
    expect(parseRecovery(text.slice(0, -3))).toEqual({ ok: false, error: { code: 'wrong_length', groups: 12 } });
    expect(parseRecovery(text.slice(0, 20))).toEqual({ ok: false, error: { code: 'wrong_length', groups: 3 } });
    expect(parseRecovery('não sei')).toEqual({ ok: false, error: { code: 'foreign_letters' } });
    expect(parseRecovery('A'.repeat(2000))).toEqual({ ok: false, error: { code: 'foreign_letters' } });
  });

  it.each([
    ['key', '0x12'],
    ['key', ORDER.toString()],
    ['seed', 'ab'],
    ['seed', 'G'.repeat(64)],
  ] as const)('is not made of what is no %s', (kind, secret) => {
    expect(() => recoveryText({ kind, secret })).toThrow(RangeError);
  });
});

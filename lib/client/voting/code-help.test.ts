import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '@/lib/crypto/testing/seeded-random';
import { CODE_LETTERS } from '@/lib/protocol/code-alphabet';
import { generateCode } from '@/lib/protocol/registration';
import { readCode } from './code-help';

const code = generateCode(seededRandom('code help'));
const letters = code.replaceAll('-', '');
const put = (at: number, sign: string) => letters.slice(0, at) + sign + letters.slice(at + 1);

describe('reading a typed voting code', () => {
  test('forgives case, blanks, hyphens and look-alikes', () => {
    const typed = ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `;
    expect(readCode(typed)).toEqual({ ok: true, code });
  });

  test('says what is missing, too much or foreign', () => {
    expect(readCode('  ')).toEqual({ ok: false, problem: 'empty' });
    expect(readCode(letters.slice(3))).toEqual({ ok: false, problem: 'length', letters: 21 });
    expect(readCode(`${letters}7K`)).toEqual({ ok: false, problem: 'length', letters: 26 });
    expect(readCode(put(5, '*'))).toEqual({ ok: false, problem: 'foreign', sign: '*' });
  });

  test('names the place of a letter that was taken for one that looks like it', () => {
    const at = [...letters].findIndex((letter) => '8B5S2Z6G'.includes(letter));
    expect(at).toBeGreaterThanOrEqual(0);
    const right = letters[at] as string;
    const pairs: Record<string, string> = { 8: 'B', B: '8', 5: 'S', S: '5', 2: 'Z', Z: '2', 6: 'G', G: '6' };
    const reading = readCode(put(at, pairs[right] as string));
    const hint = { place: at + 1, group: Math.floor(at / 4) + 1, typed: pairs[right], instead: right };
    expect(!reading.ok && reading.problem === 'checksum' && reading.hints).toContainEqual(hint);
  });

  test('names two neighbours that were typed the wrong way round', () => {
    const at = [...letters].findIndex((letter, i) => i < 23 && letter !== letters[i + 1]);
    const [a, b] = [letters[at] as string, letters[at + 1] as string];
    const reading = readCode(letters.slice(0, at) + b + a + letters.slice(at + 2));
    expect(reading).toMatchObject({ ok: false, problem: 'checksum' });
  });

  test('notices every single wrong letter, and whatever it proposes would be a sound code', () => {
    fc.assert(
      fc.property(fc.nat(23), fc.nat(31), (at, index) => {
        const wrong = CODE_LETTERS[index] as string;
        const reading = readCode(put(at, wrong));
        if (wrong === letters[at]) {
          expect(reading).toEqual({ ok: true, code });
          return;
        }
        if (reading.ok || reading.problem !== 'checksum') throw new Error('a wrong letter went through');
        expect(reading.hints.length).toBeLessThanOrEqual(3);
        for (const { place, instead } of reading.hints) {
          const typed = put(at, wrong);
          const mended = typed.slice(0, place - 1) + instead + typed.slice(place - 1 + instead.length);
          expect(readCode(mended).ok).toBe(true);
        }
      }),
    );
  });
});

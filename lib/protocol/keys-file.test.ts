import { describe, expect, it } from 'vitest';
import { seededRandom } from '../crypto/testing/seeded-random';
import { codesFile } from './codes-file';
import { keysFile, readKeysFile } from './keys-file';
import { makeCodes } from './make-codes';

const ids = ['0b9e7a2c-1111-4222-8333-444455556666', 'b', 'c'];
const made = [...makeCodes({ roundId: 'round-1', ids }, seededRandom('keys'))].flat();
const [one, two, three] = made.map(({ publicKey }) => publicKey) as [string, string, string];
const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => readKeysFile(bytes(text), 'round-1');
const row = (rollEntryId: unknown, publicKey: unknown, more = {}) => ({ rollEntryId, publicKey, ...more });
const fileOf = (...keys: unknown[]) =>
  `{"round":"round-1","keys":[\n${keys.map((key) => JSON.stringify(key)).join(',\n')}\n]}\n`;

describe('a file of public keys', () => {
  it('is read as it was written, with the line of each key, and holds no code', () => {
    const text = keysFile('round-1', made);
    for (const { code } of made) expect(text).not.toContain(code);
    expect(read(text)).toEqual({
      ok: true,
      rows: made.map(({ id, publicKey }, index) => ({ line: index + 2, id, publicKey, fault: null })),
    });
    expect(text.split('\n')[2]).toContain(two);
  });

  it('may be laid out as JSON allows: indented, on one line, with its fields in another order', () => {
    const value = { keys: [row('a', one), row('b', two)], round: 'round-1' };
    const linesOf = (text: string) => {
      const file = read(text);
      return file.ok && file.rows.map(({ line, fault }) => [line, fault]);
    };
    expect(linesOf(JSON.stringify(value))).toEqual([
      [1, null],
      [1, null],
    ]);
    expect(linesOf(`\ufeff${JSON.stringify(value, null, 2)}`)).toEqual([
      [3, null],
      [7, null],
    ]);
  });

  it('keeps faulty rows with their line and reason', () => {
    const good = row('d', three);
    const faulty: [unknown, string][] = [
      [row('a', one.toUpperCase()), 'bad_key'],
      [row('a2', one.slice(1)), 'bad_key'],
      [row('b', one, { code: 'x' }), 'bad_row'],
      [row('', one), 'bad_row'],
      [row('two\nlines, "quoted" [and] {braced}', one), 'bad_row'],
      [row(7, one), 'bad_row'],
      [['c', one], 'bad_row'],
      [null, 'bad_row'],
      ['text', 'bad_row'],
      [12, 'bad_row'],
    ];
    const file = read(fileOf(...faulty.map(([value]) => value), good));
    expect(file.ok && file.rows.map(({ line, fault }) => [line, fault])).toEqual([
      ...faulty.map(([, fault], index) => [index + 2, fault]),
      [faulty.length + 2, null],
    ]);
  });

  it('finds whoever or whatever stands twice, and takes no side', () => {
    const file = read(
      fileOf(row('a', one), row('b', two), row('a', three), row('c', two), row('d', `0${one.slice(1)}`)),
    );
    expect(file.ok && file.rows.map(({ fault }) => fault)).toEqual([
      'repeated_person',
      'repeated_key',
      'repeated_person',
      'repeated_key',
      null,
    ]);
  });

  const entries = ids.map((id) => ({ id, externalId: `n-${id}`, area: null, email: null }));
  const letters = codesFile(entries, new Map(made.map(({ id, code }) => [id, code])));
  const code = made[0]?.code as string;
  it.each([
    ['the secret file of letters', letters, 'holds_codes'],
    ['letters in small letters with blanks', letters.toLowerCase().replaceAll('-', ' '), 'holds_codes'],
    ['one code among the keys', fileOf(row('a', one), row('b', two, { code })), 'holds_codes'],
    ['a code in the place of a person', fileOf(row(code.replaceAll('-', ''), one)), 'holds_codes'],
    [
      'a mistyped code',
      fileOf(row('a', one, { note: `${code.slice(0, -1)}${code.endsWith('Z') ? 'Y' : 'Z'}` })),
      'holds_codes',
    ],
    ['another round', keysFile('round-2', made), 'other_round'],
    ['no key', keysFile('round-1', []), 'empty'],
    ['nothing', ' \n', 'empty'],
    ['a table', 'external_id,area\n7,\n', 'not_keys'],
    ['half a file', keysFile('round-1', made).slice(0, -4), 'not_keys'],
    ['no round', `{"keys":[${JSON.stringify(row('a', one))}]}`, 'not_keys'],
    ['more fields', `{"round":"round-1","keys":[],"letters":[]}`, 'not_keys'],
  ])('with %s is refused whole', (_what, text, fault) => {
    expect(read(text)).toEqual({ ok: false, fault });
  });

  it('in another encoding is refused, and so is one of absurd size', () => {
    expect(readKeysFile(Uint8Array.of(0xff, 0xfe, 0x7b, 0), 'round-1')).toEqual({ ok: false, fault: 'not_keys' });
    expect(readKeysFile(new Uint8Array(128 * 1024 * 1024 + 1), 'round-1')).toEqual({ ok: false, fault: 'too_large' });
  });
});

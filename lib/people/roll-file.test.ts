import { describe, expect, test } from 'vitest';
import { readRollFile } from './roll-file';

const areas = new Map([['ribeira', 'a1']]);
const read = (text: string) => readRollFile(new TextEncoder().encode(text), areas);

describe('readRollFile', () => {
  test('reads columns in any order, both separators, quotes, a byte order mark and CRLF', () => {
    expect(read('\uFEFFemail;external_id;area\r\nana@x.pt;7;ribeira\r\n;"8";\r\n')).toEqual({
      ok: true,
      rows: [
        { externalId: '7', areaId: 'a1', email: 'ana@x.pt' },
        { externalId: '8', areaId: null, email: null },
      ],
      errors: [],
    });
  });

  test('lists every faulty row with its line and keeps the good ones', () => {
    const file = read('external_id,area,email\n1,ribeira,\n1,,\n,,\n2,nowhere,\n3,,not-mail\n4,,,,\n5,,e@f.gh\n');
    expect(file.ok && file.rows.map((row) => row.externalId)).toEqual(['1', '5']);
    expect(file.ok && file.errors).toEqual([
      { line: 3, column: 'external_id', code: 'duplicate_id', value: '1' },
      { line: 4, column: 'external_id', code: 'missing_id', value: '' },
      { line: 5, column: 'area', code: 'unknown_area', value: 'nowhere' },
      { line: 6, column: 'email', code: 'bad_email', value: 'not-mail' },
      { line: 7, column: null, code: 'wrong_field_count', value: '4    ' },
    ]);
  });

  test('refuses other columns, other encodings and empty files as a whole', () => {
    expect(read('id,name\n1,Ana\n')).toMatchObject({
      ok: false,
      error: { code: 'wrong_columns', found: ['id', 'name'] },
    });
    expect(readRollFile(Uint8Array.of(0x65, 0xe9, 0x0a), areas)).toEqual({ ok: false, error: { code: 'not_utf8' } });
    expect(readRollFile(Uint8Array.of(0xff, 0xfe, 0x65, 0x00), areas)).toEqual({
      ok: false,
      error: { code: 'not_utf8' },
    });
    expect(read('')).toEqual({ ok: false, error: { code: 'empty' } });
    expect(read('external_id,area,email\n')).toEqual({ ok: false, error: { code: 'empty' } });
    expect(read('external_id,area,email\n"open')).toMatchObject({ ok: false, error: { code: 'unreadable' } });
  });
});

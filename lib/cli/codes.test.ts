import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, describe, expect, it } from 'vitest';
import { readKeysFile } from '@/lib/protocol/keys-file';
import { deriveRegistrationKey } from '@/lib/protocol/registration';
import { codesCommand } from './codes';
import { runCommand } from './testing/run-command';

const folder = mkdtempSync(path.join(tmpdir(), 'largo-codes-'));
const at = (name: string) => path.join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));

const ROLL = 'id,external_id,area,email\nentry-1,7,"Ribeira, norte",ana@example.pt\nentry-2,=8,,\n';

function codes(name: string, roll: string | Uint8Array, ...args: string[]) {
  writeFileSync(at(`${name}.csv`), roll);
  const files = ['--letters', at(`${name}.letters.csv`), '--keys', at(`${name}.keys.json`)];
  return runCommand(codesCommand, at(`${name}.csv`), '--round', 'round-1', ...files, ...args);
}

describe('largo codes', () => {
  it('writes the codes for the printer and only their public keys for the server', async () => {
    expect(await codes('good', ROLL)).toMatchObject({ code: 0, err: '' });
    const letters = parse(readFileSync(at('good.letters.csv'), 'utf8'), { columns: true }) as Record<string, string>[];
    const text = readFileSync(at('good.keys.json'), 'utf8');
    const keys = readKeysFile(readFileSync(at('good.keys.json')), 'round-1');
    expect(letters.map(({ external_id, area, email }) => [external_id, area, email])).toEqual([
      ['7', 'Ribeira, norte', 'ana@example.pt'],
      ["'=8", '', ''],
    ]);
    expect(keys).toEqual({
      ok: true,
      rows: letters.map(({ code }, i) => ({
        line: i + 2,
        id: `entry-${i + 1}`,
        publicKey: deriveRegistrationKey('round-1', code as string).publicKey,
        fault: null,
      })),
    });
    expect(readKeysFile(readFileSync(at('good.letters.csv')), 'round-1')).toEqual({ ok: false, fault: 'holds_codes' });
    for (const { code } of letters) expect(text).not.toContain(code);
  });

  it('makes no second set of codes over the first', async () => {
    expect(await codes('good', ROLL)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/nothing is ever overwritten/),
    });
  });

  it('reads semicolons and a byte order mark', async () => {
    expect(await codes('other', `\ufeff${ROLL.replaceAll(',', ';')}`)).toMatchObject({ code: 0 });
  });

  it('reads people as the server lists them', async () => {
    const people = [{ id: 'entry-1', externalId: '7', area: 'Ribeira', email: null }];
    expect(await codes('listed', JSON.stringify(people))).toMatchObject({ code: 0 });
    expect(readFileSync(at('listed.letters.csv'), 'utf8')).toMatch(/^external_id,area,email,code\r\n7,Ribeira,,/);
  });

  it.each([
    ['another list', '[{"id":"a"}]', 1, /not a list of people/],
    ['no column', 'id,name\na,b\n', 1, /no column external_id/],
    ['nobody', 'id,external_id\n', 1, /nobody in it/],
    ['an empty id', 'id,external_id\n,7\n', 1, /person 1 has no id/],
    ['an id twice', 'id,external_id\na,7\na,8\n', 1, /an id stands there twice/],
    ['half a row', 'id,external_id\na\n', 1, /not a CSV file/],
    ['other bytes', Uint8Array.of(0xff, 0xfe, 0), 1, /not UTF-8/],
  ])('refuses a file with %s and writes nothing', async (name, roll, code, message) => {
    const before = readdirSync(folder).length;
    const run = await codes(name, roll);
    expect(run).toMatchObject({ code, err: expect.stringMatching(message) });
    expect(readdirSync(folder)).toHaveLength(before + 1);
  });

  it('refuses what is not the id of a round', async () => {
    const run = await codes('round', ROLL, '--round', 'a round');
    expect(run).toMatchObject({ code: 2, err: expect.stringMatching(/not the id of a round/) });
  });
});

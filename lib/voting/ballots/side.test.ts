import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, expectTypeOf, test } from 'vitest';
import type { Deps } from '@/lib/server/deps';
import type { BoardDeps, BoardTx } from './side';

const HERE = path.dirname(new URL(import.meta.url).pathname);
const SCHEMA = readFileSync(path.resolve(HERE, '../../../prisma/schema/board.prisma'), 'utf8');
const source = SCHEMA.replace(/\/\/.*$/gm, '');

describe('SEC-12: the wall between people and ballots', () => {
  test('the ballot side is handed no table of the people side', () => {
    expectTypeOf<BoardTx>().not.toHaveProperty('user');
    expectTypeOf<BoardTx>().not.toHaveProperty('rollEntry');
    expectTypeOf<BoardTx>().not.toHaveProperty('slot');
    expectTypeOf<BoardTx>().not.toHaveProperty('slotCredential');
    expectTypeOf<BoardTx>().not.toHaveProperty('checkIn');
    expectTypeOf<BoardTx>().not.toHaveProperty('session');
    expectTypeOf<Deps>().toExtend<BoardDeps>();
  });

  test('the code of the ballot side names no table of the people side, in SQL neither', () => {
    const files = readdirSync(HERE).filter((name) => /\.ts$/.test(name) && !/\.test\.ts$/.test(name));
    expect(files.length).toBeGreaterThan(2);
    for (const name of files) expect(readFileSync(path.join(HERE, name), 'utf8'), name).not.toMatch(/people\s*\./);
  });

  test('the schema of the ballot side has no clock, no counter and no id that tells the time', () => {
    expect(source).not.toMatch(/now\(\)|autoincrement|cuid|ulid|uuid\(7\)|dbgenerated|@updatedAt|DateTime/);
    expect(source).not.toMatch(/\bBigInt\b.*@default|\bserial\b/i);
  });

  test('the schema of the ballot side points at no person', () => {
    const people = readFileSync(path.resolve(HERE, '../../../prisma/schema/people.prisma'), 'utf8');
    const models = [...people.matchAll(/^model (\w+)/gm)].map((match) => match[1]);
    expect(models).toContain('RollEntry');
    for (const model of models) expect(source).not.toMatch(new RegExp(`^\\s+\\w+\\s+${model}\\b`, 'm'));
    expect(source).not.toMatch(/user_id|person|roll_entry|slot/i);
  });

  test('the migrations agree: no foreign key from board to people, no default that tells the time', () => {
    const root = path.resolve(HERE, '../../../prisma/migrations');
    const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const sql = folders.map((entry) => readFileSync(path.join(root, entry.name, 'migration.sql'), 'utf8')).join('\n');
    const statements = sql
      .split(';')
      .filter((statement) => /"board"\."/.test(statement.split('\n').slice(0, 4).join(' ')));
    expect(statements.length).toBeGreaterThan(10);
    for (const statement of statements) {
      expect(statement).not.toMatch(/REFERENCES "people"/);
      expect(statement).not.toMatch(/CURRENT_TIMESTAMP|now\(\)|SERIAL|IDENTITY|TIMESTAMP|gen_random_uuid/i);
    }
  });
});

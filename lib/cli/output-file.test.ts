import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { requireAbsent, writeNewFile } from './output-file';

const folder = mkdtempSync(path.join(tmpdir(), 'largo-output-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('writes secrets for the owner alone, leaves nothing else behind, and never overwrites', () => {
  const file = path.join(folder, 'secret');
  requireAbsent(file);
  writeNewFile(file, 'one', 'secret');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(() => writeNewFile(file, 'two', 'public')).toThrow('it is there already, and nothing is ever overwritten');
  expect(() => requireAbsent(path.join(folder, 'other'), file)).toThrow('it is there already');
  expect(readFileSync(file, 'utf8')).toBe('one');
  writeNewFile(path.join(folder, 'public'), 'one', 'public');
  expect(statSync(path.join(folder, 'public')).mode & 0o777 & ~process.umask()).toBe(0o644 & ~process.umask());
  expect(readdirSync(folder).sort()).toEqual(['public', 'secret']);
});

it('says why it cannot write', () => {
  mkdirSync(path.join(folder, 'taken'));
  expect(() => writeNewFile(path.join(folder, 'no', 'where'), 'x', 'public')).toThrow('there is no such folder');
  expect(() => writeNewFile(path.join(folder, 'taken'), 'x', 'public')).toThrow('it is there already');
  expect(readdirSync(folder).sort()).toEqual(['public', 'secret', 'taken']);
});

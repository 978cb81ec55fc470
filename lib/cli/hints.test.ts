import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXIT } from './failure';
import { hintsCommand } from './hints';
import { runCommand } from './testing/run-command';
import { verifyCommand } from './verify';

const fixture = path.join(import.meta.dirname, '../protocol/fixtures/small-bundle');
const archive = readdirSync(fixture).find((name) => name.endsWith('.bel')) as string;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'largo-hints-'));
  mkdirSync(path.join(folder, 'bundle'));
  for (const name of readdirSync(fixture)) copyFileSync(path.join(fixture, name), path.join(folder, 'bundle', name));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (...parts: string[]) => path.join(folder, ...parts);
const verify = async (...args: string[]) => JSON.parse((await runCommand(verifyCommand, ...args, '--json')).out);

describe('largo hints', () => {
  it('puts hints beside the archive, and largo verify uses them and says so', async () => {
    expect(await verify(at('bundle'))).toMatchObject({ ok: true, method: 'batch', hints: 'none' });
    const { code, out } = await runCommand(hintsCommand, at('bundle'));
    expect([code, out]).toEqual([
      0,
      `${at('bundle', 'hints.bin')}: ${readFileSync(at('bundle', 'hints.bin')).length} bytes\n`,
    ]);
    const report = await verify(at('bundle'));
    expect(report).toMatchObject({ ok: true, method: 'hints', hints: 'used', facts: { ignoredFiles: [] } });
    const { out: words } = await runCommand(verifyCommand, at('bundle'));
    expect(words).toContain('\nMethod: all proofs at once, with hints that save work and need no trust\n');
  });

  it('hints from elsewhere go before those of a bundle, and bad ones only cost time', async () => {
    writeFileSync(at('bad.bin'), readFileSync(at('bundle', 'hints.bin')).subarray(1));
    expect(await verify(at('bundle'), '--hints', at('bad.bin'))).toMatchObject({ ok: true, hints: 'unusable' });
    const good = ['--hints', at('bundle', 'hints.bin')];
    expect(await verify(at('bundle', archive), ...good)).toMatchObject({ ok: true, method: 'hints' });
  });

  it('are not made of an archive that could not verify', async () => {
    const bytes = readFileSync(at('bundle', archive));
    bytes[3000] = (bytes[3000] ?? 0) ^ 1;
    writeFileSync(at('changed.bel'), bytes);
    const { code, err } = await runCommand(hintsCommand, at('changed.bel'));
    expect([code, err]).toEqual([EXIT.badInput, expect.stringContaining('largo verify says what is wrong')]);
    expect((await runCommand(hintsCommand, at('nowhere'))).code).toBe(EXIT.usage);
  });
});

describe('largo verify --workers', () => {
  it('comes to the same with threads as without', { timeout: 60_000 }, async () => {
    const alone = await verify(at('bundle'), '--workers', '1');
    expect(await verify(at('bundle'), '--workers', '2')).toEqual(alone);
    expect((await runCommand(verifyCommand, at('bundle'), '--workers', '0')).code).toBe(EXIT.usage);
  });
});

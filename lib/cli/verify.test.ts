import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CommanderError } from 'commander';
import { pack } from 'tar-stream';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parseHead } from '@/lib/protocol/board';
import { BUNDLE_CHECKS } from '@/lib/protocol/bundle-report';
import { EXIT, Failure } from './failure';
import { verifyCommand } from './verify';

const root = path.join(import.meta.dirname, '../..');
const fixture = path.join(root, 'lib/protocol/fixtures/small-bundle');
const names = readdirSync(fixture);
const archive = path.join(fixture, names.find((name) => name.endsWith('.bel')) as string);
const { boardKey } = JSON.parse(readFileSync(path.join(fixture, 'description.json'), 'utf8')) as { boardKey: string };
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'largo-verify-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Run = { code: number; out: string; err: string };

/** Runs the command as a person would: own process, real exit code. */
function ownProcess(...args: string[]): Promise<Run> {
  const tsx = path.join(root, 'node_modules/tsx/dist/cli.mjs');
  const command = [tsx, path.join(root, 'lib/cli/main.ts'), 'verify', ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, command, { cwd: root }, (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, out, err });
    });
  });
}

/** The same command inside this process, which is much quicker. */
async function largo(...args: string[]): Promise<Run> {
  const run = { code: 0, out: '', err: '' };
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    run.out += String(text);
    return true;
  });
  const before = process.exitCode;
  process.exitCode = 0;
  try {
    const command = verifyCommand().exitOverride();
    await command.configureOutput({ writeErr: (text) => (run.err += text) }).parseAsync(args, { from: 'user' });
    run.code = Number(process.exitCode);
  } catch (error) {
    if (error instanceof CommanderError) run.code = EXIT.usage;
    else if (error instanceof Failure) Object.assign(run, { code: error.exitCode, err: error.message });
    else throw error;
  } finally {
    process.exitCode = before;
    write.mockRestore();
  }
  return run;
}

/** A copy of the fixture with one change. */
function bundleWith(name: string, change: (folder: string) => void): string {
  const copy = path.join(folder, name);
  mkdirSync(copy);
  for (const file of names) copyFileSync(path.join(fixture, file), path.join(copy, file));
  change(copy);
  return copy;
}

function write(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

async function packed(prefix: string): Promise<Buffer> {
  const tar = pack();
  for (const name of names) tar.entry({ name: prefix + name }, readFileSync(path.join(fixture, name)));
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

describe('largo verify, valid', () => {
  it('a bundle folder: level, every check, facts, limits', async () => {
    const { code, out } = await largo(fixture);
    expect(code).toBe(0);
    expect(out).toMatch(/^Level: bundle /);
    const passed = Array.from(out.matchAll(/^ {2}✓ (.{13}) (.*)$/gm), ([, , proves]) => proves);
    expect(passed).toEqual(Object.values(BUNDLE_CHECKS));
    expect(out).toContain('Winners');
    expect(out).toContain('taken from the bundle itself');
    expect(out).toContain('What nobody can check');
    expect(out.trimEnd().endsWith('\nVALID')).toBe(true);
  });

  it('a bundle tar, as JSON, with the board’s key, and keeps the head', async () => {
    const head = path.join(folder, 'head.json');
    const tar = write('bundle.tar', await packed('some-folder/'));
    const { code, out } = await largo(tar, '--json', '--head-key', boardKey, '--save-head', head);
    expect(code).toBe(0);
    const report = JSON.parse(out) as { ok: boolean; level: string; facts: Record<string, unknown> };
    expect(report).toMatchObject({
      ok: true,
      level: 'bundle',
      facts: { boardKeyPinned: true, mixers: [1, 2], trustees: 2 },
    });
    const outcome = JSON.parse(readFileSync(path.join(fixture, 'outcome.json'), 'utf8')) as { winners: string[] };
    expect(report.facts.winners).toEqual(outcome.winners);
    expect(parseHead(readFileSync(head, 'utf8'))).toEqual(report.facts.head);
  });

  it('an archive alone, at its own level; with side-cars at a higher one', async () => {
    expect((await largo(archive)).out).toMatch(/^Level: archive \(/);
    const { code, out } = await largo(archive, '--sidecars', path.join(fixture, 'sidecars.json'));
    expect(code).toBe(0);
    expect(out).toMatch(/^Level: archive with strong opening proofs/);
  });

  it('a folder that holds an archive and its side-cars only', async () => {
    const alone = path.join(folder, 'alone');
    mkdirSync(alone);
    copyFileSync(archive, path.join(alone, 'x.bel'));
    copyFileSync(path.join(fixture, 'sidecars.json'), path.join(alone, 'sidecars.json'));
    expect((await largo(alone, '--json')).out).toContain('"level":"archive+sidecars"');
  });
});

describe('largo verify, not valid: exit code 1 and the first failing check', () => {
  const cases: [string, () => string, RegExp][] = [
    [
      'a truncated archive',
      () => write('cut.bel', readFileSync(archive).subarray(0, 1100)),
      /“file” fails \(file_truncated\)/,
    ],
    [
      'a missing file',
      () => bundleWith('missing', (copy) => rmSync(path.join(copy, 'seed.json'))),
      /“files” fails .*missing: seed\.json/,
    ],
    [
      'a repeated JSON key',
      () =>
        bundleWith('repeated', (copy) => {
          const file = path.join(copy, 'description.json');
          writeFileSync(file, readFileSync(file, 'utf8').replace('"city":', '"city":"x","city":'));
        }),
      /“description” fails .*none twice/,
    ],
    [
      'an oversized file',
      () =>
        bundleWith('oversized', (copy) => writeFileSync(path.join(copy, 'head.json'), Buffer.alloc(2 ** 20 + 1, 0x20))),
      /“files” fails .*head\.json is larger than 1 MiB/,
    ],
    [
      'other winners',
      () =>
        bundleWith('winners', (copy) => {
          const file = path.join(copy, 'outcome.json');
          writeFileSync(file, readFileSync(file, 'utf8').replace(/"winners":\["[^\]]*\]/, '"winners":["P1"]'));
        }),
      /“outcome” fails \(winners_differ\)/,
    ],
  ];
  it.each(cases)('%s', async (_, make, message) => {
    const { code, out, err } = await largo(make());
    expect(code).toBe(1);
    expect(out).toMatch(/^NOT VALID: /m);
    expect(out).toMatch(message);
    expect(err).toBe('');
  });

  it('another board key, and then no head is kept', async () => {
    const head = path.join(folder, 'not-kept.json');
    const { code, out } = await largo(fixture, '--head-key', '00'.repeat(32), '--save-head', head);
    expect(code).toBe(1);
    expect(out).toContain('✗ head');
    expect(() => readFileSync(head)).toThrow('ENOENT');
  });
});

describe('largo verify, nothing to verify: exit code 2 and one sentence', () => {
  const cases: [string, () => string[] | Promise<string[]>, RegExp][] = [
    ['no path', () => [], /missing required argument/],
    ['a path that is not there', () => [path.join(folder, 'nowhere')], /there is no such file or folder/],
    [
      'an empty folder',
      () => [mkdirSync(path.join(folder, 'empty'), { recursive: true }) as string],
      /there are no files in/,
    ],
    ['an empty file', () => [write('empty.bel', '')], /is empty/],
    ['a file of another kind', () => [write('letter.bel', 'Dear city,')], /is neither an election archive/],
    ['half a tar', async () => [write('half.tar', (await packed('')).subarray(0, 20_000))], /is not a whole tar/],
    ['a malformed key', () => [fixture, '--head-key', '12'], /64 hexadecimal digits/],
    ['a head of an archive', () => [archive, '--head-key', boardKey], /an archive alone has no board/],
    ['side-cars for a bundle', () => [fixture, '--sidecars', archive], /a bundle has its own side-cars/],
    [
      'side-cars that are not there',
      () => [archive, '--sidecars', path.join(folder, 'nowhere')],
      /there is no such file/,
    ],
    [
      'a head that cannot be kept',
      () => [fixture, '--save-head', path.join(folder, 'no', 'where')],
      /cannot write .*ENOENT/,
    ],
  ];
  it.each(cases)('%s', async (_, args, message) => {
    const { code, err } = await largo(...(await args()));
    expect(code).toBe(2);
    expect(err).toMatch(message);
    expect(err).not.toMatch(/^\s+at /m);
  });
});

describe('the program', () => {
  it('ends with 0, 1 or 2, and never with a stack trace', async () => {
    const runs = await Promise.all([ownProcess(archive), ownProcess(folder), ownProcess(archive, '--nonsense')]);
    expect(runs.map((run) => run.code)).toEqual([0, 1, 2]);
    expect(runs[0]?.out).toContain('VALID');
    for (const { err } of runs) expect(err).not.toMatch(/^\s+at /m);
  });
});

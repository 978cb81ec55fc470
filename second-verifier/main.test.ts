// The command as a person runs it: own process, real exit code.
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pack } from 'tar-stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeArchive } from './make/archive';
import { castAll, finish, setUp } from './make/election';
import { SMALL } from './testing/plans';

const root = path.join(import.meta.dirname, '..');
const bundle = path.join(root, 'lib/protocol/fixtures/small-bundle');
let folder = '';
const at = (name: string) => path.join(folder, name);

interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function run(...args: string[]): Promise<Run> {
  const command = [
    path.join(root, 'node_modules/tsx/dist/cli.mjs'),
    path.join(import.meta.dirname, 'main.ts'),
    ...args,
  ];
  return new Promise((resolve) => {
    execFile(process.execPath, command, { cwd: root }, (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, out, err });
    });
  });
}

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'second-verifier-'));
  const setup = setUp(SMALL);
  const { events, sideCars } = finish(setup, castAll(setup));
  writeFileSync(at('honest.bel'), writeArchive(events));
  writeFileSync(at('late.bel'), writeArchive([...events, ...events.slice(-1)]));
  writeFileSync(at('side-cars.json'), sideCars);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function writeTar(name: string): Promise<void> {
  const tar = pack();
  for (const file of readdirSync(bundle)) tar.entry({ name: `bundle/${file}` }, readFileSync(path.join(bundle, file)));
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(chunk as Buffer);
  writeFileSync(at(name), Buffer.concat(chunks));
}

test('a bundle folder: every check, the winners, what nobody can check', async () => {
  const { code, out } = await run(bundle);
  expect(code).toBe(0);
  expect(out).toMatch(/^Level: bundle$/m);
  expect(out.match(/^ {2}✓ /gm)).toHaveLength(24);
  expect(out).toContain('Winners: P2, P4, P3');
  expect(out).toContain('Nobody can check');
  expect(out).toContain('--head-key');
  expect(out).toMatch(/\nVALID\n$/);
});

test('a bundle as tar, its board key known', async () => {
  await writeTar('bundle.tar');
  const { boardKey } = JSON.parse(readFileSync(path.join(bundle, 'description.json'), 'utf8'));
  const { code, out } = await run(at('bundle.tar'), '--head-key', boardKey);
  expect(code).toBe(0);
  expect(out).not.toContain('--head-key');
  const other = await run(at('bundle.tar'), '--head-key', 'a'.repeat(64));
  expect(other.code).toBe(1);
  expect(other.out).toMatch(/\nINVALID head: .* \(head_signature\)\n$/);
});

test('an archive without side-cars says what is missing, with them it does not', async () => {
  const bare = await run(at('honest.bel'));
  expect(bare.code).toBe(0);
  expect(bare.out).toMatch(/^Level: archive$/m);
  expect(bare.out).toContain('side-cars do');
  const full = await run(at('honest.bel'), '--sidecars', at('side-cars.json'));
  expect(full.code).toBe(0);
  expect(full.out).toMatch(/^Level: archive\+sidecars$/m);
  expect(full.out).not.toContain('side-cars do');
});

test('an invalid archive: the first check that fails, and exit code 1', async () => {
  const { code, out } = await run(at('late.bel'));
  expect(code).toBe(1);
  expect(out).toMatch(/^ {2}✗ events/m);
  expect(out).toMatch(/\nINVALID events: .* \(event_out_of_place\)\n$/);
});

test.each([
  [['no-such-file.bel']],
  [[]],
  [['one.bel', 'two.bel']],
  [[path.join(root, 'package.json')]],
  [[bundle, '--head-key', 'abc']],
  [[bundle, '--sidecars', 'x']],
  [['--unknown']],
])('wrong use ends with exit code 2: %j', async (args) => {
  const { code, out, err } = await run(...args);
  expect(code).toBe(2);
  expect(out).toBe('');
  expect(err).toContain('Usage:');
});

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pack } from 'tar-stream';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '@/lib/crypto/testing/seeded-random';
import { runVerifyJob, type VerifyTools } from './job';
import type { VerifyJob, VerifyReport } from './messages';
import { readTar } from './read-tar';

const folder = path.resolve(import.meta.dirname, '../../protocol/fixtures/small-bundle');
const names = readdirSync(folder);

async function packed(
  change: (name: string, content: Buffer) => Buffer = (_, content) => content,
): Promise<Uint8Array> {
  const tar = pack();
  for (const name of names) {
    tar.entry({ name: `some-folder/${name}` }, change(name, readFileSync(path.join(folder, name))));
  }
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(chunk as Buffer);
  return Uint8Array.from(Buffer.concat(chunks));
}

async function run(job: VerifyJob, answer?: () => Promise<Response>): Promise<VerifyReport[]> {
  const reports: VerifyReport[] = [];
  const tools: VerifyTools = {
    fetch: answer ?? (() => Promise.reject(new Error('nothing to fetch'))),
    random: seededRandom('verifying'),
    clock: () => 0,
    runner: null,
  };
  await runVerifyJob(job, tools, (report) => reports.push(report));
  return reports;
}

const fileJob = (bytes: Uint8Array): VerifyJob => ({
  kind: 'file',
  file: new Blob([Uint8Array.from(bytes)]),
  boardKey: null,
});
const published: VerifyJob = { kind: 'published', url: '/bundle', boardKey: null };

describe('verifying in the browser', () => {
  it('a file: every check, facts, nothing fetched', async () => {
    const last = (await run(fileJob(await packed()))).at(-1);
    if (last?.kind !== 'finished') throw new Error(JSON.stringify(last));
    const { summary } = last;
    expect(summary).toMatchObject({ ok: true, failure: null, method: 'batch', hints: 'none', boardKeyPinned: false });
    expect(summary.checks.every(({ ok }) => ok)).toBe(true);
    expect(summary.checks.length).toBeGreaterThan(20);
    expect(summary.facts?.winners.length).toBeGreaterThan(0);
    expect(summary.facts?.boardKey).toMatch(/^[0-9a-f]{64}$/);
    expect(structuredClone(last)).toEqual(last);
  });

  it('a published bundle, with the progress of the download', async () => {
    const bytes = await packed();
    const headers = { 'content-length': String(bytes.length) };
    const reports = await run(published, async () => new Response(Uint8Array.from(bytes), { headers }));
    expect(reports[0]).toEqual({ kind: 'progress', stage: 'download', done: 0, total: 0 });
    const downloads = reports.filter((report) => report.kind === 'progress' && report.stage === 'download');
    expect(downloads.at(-1)).toMatchObject({ done: bytes.length, total: bytes.length });
    expect(reports.at(-1)).toMatchObject({ kind: 'finished', summary: { ok: true } });
  });

  it('names the check that fails, and the key that differs', async () => {
    const changed = await packed((name, content) =>
      name === 'seed.json' ? Buffer.from(content.toString().replace('"seed":"', '"seed":"0')) : content,
    );
    expect((await run(fileJob(changed))).at(-1)).toMatchObject({
      kind: 'finished',
      summary: { ok: false, failure: { check: 'seed', code: 'seed_malformed' } },
    });
    const other = { ...fileJob(await packed()), boardKey: '0'.repeat(64) };
    expect((await run(other)).at(-1)).toMatchObject({ summary: { failure: { check: 'head' } } });
  });

  it.each([
    ['not_found', async () => new Response(null, { status: 404 })],
    ['server_error', async () => new Response(null, { status: 503 })],
    ['offline', () => Promise.reject(new TypeError('network'))],
    ['not_a_bundle', async () => new Response('<html>')],
    ['unexpected', () => Promise.reject(new Error('else'))],
  ] as const)('ends with %s', async (code, answer) => {
    expect((await run(published, answer)).at(-1)).toMatchObject({ kind: 'failed', code });
  });
});

describe('reading a tar', () => {
  it('finds the files, whatever their folder', async () => {
    const files = readTar(await packed());
    expect([...(files?.keys() ?? [])].sort()).toEqual([...names].sort());
    expect(Buffer.from(files?.get('seed.json') ?? [])).toEqual(readFileSync(path.join(folder, 'seed.json')));
  });

  it('takes no half of one, none with a name twice, and nothing else', async () => {
    const bytes = await packed();
    expect(readTar(bytes.subarray(0, 20_000))).toBeNull();
    expect(readTar(new Uint8Array(1024))).toBeNull();
    expect(readTar(Uint8Array.from([...bytes.subarray(0, -1024), ...bytes]))).toBeNull();
    const negative = Uint8Array.from(bytes);
    negative.set(new TextEncoder().encode('-0000000001'), 124);
    expect(readTar(negative)).toBeNull();
  });
});

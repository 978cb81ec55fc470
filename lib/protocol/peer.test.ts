import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { archiveOf, makeSmallElection, sidecarList } from './testing/small-election';
import { verifyArchive } from './verify-archive';

const tool = process.env.BELENIOS_TOOL_DIR;
const script = path.resolve(process.env.LARGO_SHARED ?? '../shared', 'tools/peer-verify-full.sh');
const absent = tool === undefined || !existsSync(path.join(tool, 'belenios-tool')) || !existsSync(script);
if (absent) {
  console.warn(`NOT RUN: verification by belenios-tool; it needs BELENIOS_TOOL_DIR (a folder with it) and ${script}`);
}

it.skipIf(absent)(
  'belenios-tool accepts an archive made wholly here, every ballot included (needs BELENIOS_TOOL_DIR)',
  { timeout: 120_000 },
  async () => {
    const made = await makeSmallElection('for the peer', 8, [0, 1, 2, 3, 1, 4, 5, 6, 7, 0, 1]);
    const archive = archiveOf(made.events);
    const report = await verifyArchive(archive, { random: made.random, sidecars: sidecarList(made.sidecars) });
    expect(report).toMatchObject({ ok: true, level: 'archive+sidecars', facts: { ballots: 11, counted: 8 } });
    const folder = mkdtempSync(path.join(tmpdir(), 'largo-peer-'));
    try {
      writeFileSync(path.join(folder, `${made.election.uuid}.bel`), archive);
      const env = { ...process.env, PATH: `${tool}:${process.env.PATH}` };
      const output = execFileSync('sh', ['-c', 'exec "$0" "$1" 2>&1', script, folder], { env, encoding: 'utf8' });
      expect(output).toContain('all checks passed');
      expect(output).toContain('all 11 ballots valid');
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);

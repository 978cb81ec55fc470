import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { sampleTrustees } from './testing/play-ceremony';
import { archiveOf, castBallots, draftElection, finishElection, sidecarList } from './testing/small-election';
import { verifyArchive } from './verify-archive';

const tool = process.env.BELENIOS_TOOL_DIR;
const script = path.resolve(process.env.LARGO_SHARED ?? '../shared', 'tools/peer-verify-full.sh');
const absent = tool === undefined || !existsSync(path.join(tool, 'belenios-tool')) || !existsSync(script);
if (absent) {
  console.warn(`NOT RUN: verification by belenios-tool; it needs BELENIOS_TOOL_DIR (a folder with it) and ${script}`);
}

/** Owner ids beyond the trustees are mixers who hold no key. */
const ELECTIONS: [string, Parameters<typeof draftElection>[2], string, { mixers: number[]; openers?: number[] }][] = [
  ['two single trustees', sampleTrustees(2), 'Jardim do Açude: escolha até 3', { mixers: [1, 2] }],
  [
    '2 of 3, opened by the last two',
    sampleTrustees(0, [2, 3]),
    '市民参加型予算 2027',
    { mixers: [1, 3], openers: [2, 3] },
  ],
  ['2 of 3, opened by all, three mixers', sampleTrustees(0, [2, 3]), 'ميزانية الحي', { mixers: [1, 2, 4] }],
  ['one single and 2 of 3', sampleTrustees(1, [2, 3]), 'Бюджет участия', { mixers: [2, 1], openers: [1, 2, 4] }],
  ['one single and 2 of 3, mixers from outside', sampleTrustees(1, [2, 3]), '🌳 "Parc" & <eau>', { mixers: [1, 5, 6] }],
  ['3 of 5', sampleTrustees(0, [3, 5]), 'Ngân sách có sự tham gia', { mixers: [6, 2], openers: [1, 4, 5] }],
];

it.skipIf(absent).each(ELECTIONS)(
  'belenios-tool accepts an archive made wholly here, every ballot included: %s (needs BELENIOS_TOOL_DIR)',
  { timeout: 120_000 },
  async (seed, trustees, name, by) => {
    const draft = draftElection(`for the peer: ${seed}`, 8, trustees, name);
    const { ballots, counted } = castBallots(draft, [0, 1, 2, 3, 1, 4, 5, 6, 7, 0, 1]);
    const { events, sidecars } = await finishElection(draft, ballots, by);
    const archive = archiveOf(events);
    const report = await verifyArchive(archive, { random: draft.random, sidecars: sidecarList(sidecars) });
    expect(report).toMatchObject({
      ok: true,
      level: 'archive+sidecars',
      facts: { ballots: 11, counted: 8, mixers: by.mixers, name },
    });
    expect(report.facts.payloads.map(String).sort()).toEqual(counted.map(String).sort());
    const folder = mkdtempSync(path.join(tmpdir(), 'largo-peer-'));
    try {
      writeFileSync(path.join(folder, `${draft.election.uuid}.bel`), archive);
      const env = { ...process.env, PATH: `${tool}:${process.env.PATH}` };
      const output = execFileSync('sh', ['-c', 'exec "$0" "$1" 2>&1', script, folder], { env, encoding: 'utf8' });
      expect(output).toContain('all checks passed');
      expect(output).toContain('all 11 ballots valid');
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);

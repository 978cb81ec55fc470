import { extract } from 'tar-stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countPublished } from '@/lib/counting/published';
import { encryptBallot } from '@/lib/protocol/ballot';
import { verifyBundle } from '@/lib/protocol/bundle';
import { encodeApproval } from '@/lib/protocol/payload';
import { getFile, packBundle } from '@/lib/results/files';
import { addProject, createContest, createEnvelope } from '@/lib/rounds/service';
import { addTrustee } from '@/lib/rounds/trustees';
import { testDeps } from '@/lib/server/testing/deps';
import { publishBatch } from '@/lib/voting/ballots/board';
import { castBallot } from '@/lib/voting/ballots/cast';
import { getOpenElection } from '@/lib/voting/ballots/elections';
import { closeContest, openContest } from '@/lib/voting/service';
import {
  createTestCity,
  makeBallot,
  newKey,
  openTestContest,
  registerDevice,
  type TestContest,
} from '@/lib/voting/testing/contest';
import { CITYWIDE } from '@/prisma/seed/city';
import { demoTrusteeKey, openDemoContest } from '@/prisma/seed/contest';
import { must } from '@/prisma/seed/must';
import { demoVoters, TRUSTEES } from '@/prisma/seed/people';
import { countDemoContest } from '@/prisma/seed/tally';
import { archiveSoFar } from './archive-so-far';
import { submitTrusteeKey } from './service';

const deps = testDeps();
const SYSTEM = { id: null, role: 'system' as const };
const HOUR_MS = 60 * 60 * 1000;

beforeAll(() => createTestCity(deps));
afterAll(() => deps.db.$disconnect());

async function vote(contest: TestContest, credential: string, chosen: number[]) {
  const text = makeBallot(deps, contest, credential, chosen);
  return castBallot(deps, 'web', { contestId: contest.id, idempotencyKey: newKey(), text });
}

async function readTar(tar: ReadableStream): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  const unpacked = extract();
  const reading = (async () => {
    for await (const entry of unpacked) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of entry) chunks.push(chunk as Uint8Array);
      files.set(entry.header.name.split('/')[1] ?? '', new Uint8Array(Buffer.concat(chunks)));
    }
  })();
  for await (const chunk of tar as unknown as AsyncIterable<Uint8Array>) unpacked.write(chunk);
  unpacked.end(undefined);
  await reading;
  return files;
}

/** Closes, mixes, opens and counts; the verdict is a stranger's on what can be downloaded. */
async function finish(contestId: string, slug: string) {
  must(await closeContest(deps, SYSTEM, contestId), 'close');
  await countDemoContest(deps, contestId, slug);
  const bundle = await packBundle(deps, contestId);
  const report = await verifyBundle(await readTar(bundle?.tar as ReadableStream), {
    count: countPublished,
    random: deps.random,
  });
  expect(report.failure).toBeUndefined();
  return report.facts;
}

describe('an honest election verifies', () => {
  test('when people change devices back and forth, register keys that they never use, and batches fall in between', async () => {
    const contest = await openTestContest(deps, 'devices', 4);
    const batches = { ...deps, batchMinimum: 1 };
    const [home, unused, phone] = [
      await registerDevice(deps, contest, 0),
      await registerDevice(deps, contest, 0),
      await registerDevice(deps, contest, 0),
    ];
    expect((await vote(contest, home.credential, [1])).ok).toBe(true);
    await publishBatch(batches, contest.election.id);
    expect((await vote(contest, home.credential, [2])).ok).toBe(true);
    expect((await vote(contest, phone.credential, [3])).ok).toBe(true);
    expect(await vote(contest, home.credential, [4])).toMatchObject({ error: { code: 'credential_superseded' } });
    const homeAgain = await registerDevice(deps, contest, 0);
    expect((await vote(contest, homeAgain.credential, [5])).ok).toBe(true);
    await publishBatch(batches, contest.election.id);
    // A key from before that was never used may still take over: it is the last vote that counts.
    expect((await vote(contest, unused.credential, [6])).ok).toBe(true);
    await registerDevice(deps, contest, 1);
    const third = await registerDevice(deps, contest, 2);
    expect((await vote(contest, third.credential, [])).ok).toBe(true);
    const facts = await finish(contest.id, 'devices');
    expect(facts.composition?.counts).toMatchObject({
      credentials: 6,
      ballots: 6,
      superseded: 3,
      revoked: 3,
      counted: 2,
    });
    expect(facts.votes).toEqual({ valid: 2, blank: 1, invalid: 0 });
    expect(new TextDecoder().decode((await getFile(deps, contest.id, 'counted.json')) as Uint8Array)).toContain(
      '"C06"',
    );
  });

  test('with a single, blank ballot', async () => {
    const contest = await openTestContest(deps, 'lonely', 2);
    const { credential } = await registerDevice(deps, contest, 0);
    expect((await vote(contest, credential, [])).ok).toBe(true);
    const facts = await finish(contest.id, 'lonely');
    expect(facts.votes).toEqual({ valid: 1, blank: 1, invalid: 0 });
  });

  test('with names in any script, long titles and odd project numbers; two contests of one round share a roll', async () => {
    const voters = demoVoters('scripts', 2);
    const name = 'ميزانية الحي "٢٠٢٧" \u2028 <b>&amp;</b> 🌳';
    const projects = CITYWIDE.slice(0, 4).map((project, i) => ({
      ...project,
      code: ['BO.D1.1/23', "x'y--\\", 'ç:é#%2f', '__proto__'][i] as string,
      title: i === 0 ? 'ا'.repeat(200) : `${project.title} \u202e ${name}`,
    }));
    const closesAt = new Date(Date.now() + HOUR_MS);
    const demo = await openDemoContest(deps, SYSTEM, {
      round: { name, slug: 'scripts' },
      envelope: { name, areaId: null, amount: 1_000_000 },
      contest: { name, slug: 'scripts', maxChoices: 3, closesAt },
      projects,
      voters,
      area: '',
    });
    const { id: secondId } = await openSecond(demo.roundId, closesAt);
    for (const [id, slug, chosen] of [
      [demo.id, 'scripts', [1, 4]],
      [secondId, 'second', [1]],
    ] as const) {
      const election = await getOpenElection(deps, id);
      const contest = { id, roundId: demo.roundId, voters, election } as TestContest;
      const { credential } = await registerDevice(deps, contest, 0);
      const payload = encodeApproval(slug === 'scripts' ? 4 : 1, [...chosen]);
      const { ballot } = encryptBallot({ election: contest.election.keys, credential, payload, random: deps.random });
      const cast = await castBallot(deps, 'web', { contestId: id, idempotencyKey: newKey(), text: ballot });
      expect(cast.ok).toBe(true);
      const facts = await finish(id, slug);
      expect(facts.votes?.valid).toBe(1);
    }
    expect(new TextDecoder().decode((await getFile(deps, demo.id, 'counted.pb')) ?? undefined)).toContain('__proto__');
  });

  test('a contest without a ballot has an archive that says so, made once for all who ask', async () => {
    const contest = await openTestContest(deps, 'nobody', 1);
    expect(await archiveSoFar(deps, contest.id)).toBeNull();
    must(await closeContest(deps, SYSTEM, contest.id), 'close');
    const copies = await Promise.all(Array.from({ length: 5 }, () => archiveSoFar(deps, contest.id)));
    expect(copies[0]?.bytes.length).toBeGreaterThan(0);
    for (const copy of copies) expect(copy).toBe(copies[0]);
    expect(await packBundle(deps, contest.id)).toBeNull();
    expect(await getFile(deps, contest.id, 'counted.pb')).toBeNull();
  });
});

async function openSecond(roundId: string, closesAt: Date): Promise<{ id: string }> {
  const money = { name: 'Second', amountMinor: 1_000_00n, areaId: null, themeId: null };
  const envelope = must(await createEnvelope(deps, SYSTEM, roundId, money), 'envelope');
  const command = {
    name: 'Second',
    slug: 'second',
    minChoices: 1,
    maxChoices: 1,
    rule: 'greedy_votes' as const,
    step: '',
    closesAt,
  };
  const { id } = must(await createContest(deps, SYSTEM, envelope.id, command), 'contest');
  must(await addProject(deps, SYSTEM, id, { code: '1', title: 'One', summary: '', costMinor: 50_000n }), 'project');
  for (const [index, person] of TRUSTEES.entries()) {
    must(await addTrustee(deps, SYSTEM, id, person), 'trustee');
    const user = await deps.db.user.findUniqueOrThrow({ where: { email: person.email }, select: { id: true } });
    must(await submitTrusteeKey(deps, user.id, id, demoTrusteeKey('second', index + 1).publicKey), 'key');
  }
  must(await openContest(deps, SYSTEM, id), 'open');
  return { id };
}

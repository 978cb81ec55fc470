import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countPublished } from '@/lib/counting/published';
import { verifyBundle } from '@/lib/protocol/bundle';
import { mix } from '@/lib/protocol/mixing';
import { partiallyDecrypt } from '@/lib/protocol/opening';
import { verifyForMixing, verifyForOpening } from '@/lib/protocol/verify-input';
import { invariant } from '@/lib/result';
import { addMixer, inviteMixer, removeMixer } from '@/lib/rounds/mixers';
import { testDeps } from '@/lib/server/testing/deps';
import { closeContest } from '@/lib/voting/service';
import { createTestCity } from '@/lib/voting/testing/contest';
import { demoShare } from '@/prisma/seed/ceremony';
import { CITYWIDE } from '@/prisma/seed/city';
import { openDemoContest } from '@/prisma/seed/contest';
import { must } from '@/prisma/seed/must';
import { demoVoters } from '@/prisma/seed/people';
import { castDemoVote } from '@/prisma/seed/vote';
import { archiveSoFar } from './archive-so-far';
import { countIfReady } from './count';
import { findOutsideMixer, mixIfServersTurn, mixWhereDue, submitMix, submitOutsideMix } from './mixes';
import { getTallyState } from './queries';
import { submitOpening } from './service';

const deps = testDeps();
const actor = { id: null, role: 'system' as const };
const slug = 'threshold';

let contestId = '';
let users: { owner: number; userId: string }[] = [];
let link = '';

const userOf = (owner: number) => users.find((user) => user.owner === owner)?.userId as string;

async function archive(): Promise<Uint8Array> {
  const made = await archiveSoFar(deps, contestId);
  invariant(made, 'the contest is closed');
  return made.bytes;
}

async function makeMix(): Promise<string> {
  const verdict = await verifyForMixing(await archive(), { random: deps.random });
  invariant(verdict.ok, 'our archive verifies');
  return mix({ election: verdict.election, input: verdict.ciphertexts, random: deps.random });
}

async function makeOpening(owner: number): Promise<{ record: string; sidecar: string }> {
  const verdict = await verifyForOpening(await archive(), { random: deps.random });
  invariant(verdict.ok, 'our archive verifies');
  const privateKey = await demoShare(deps, { id: contestId, slug }, { owner, userId: userOf(owner) });
  const opening = await partiallyDecrypt({ ...verdict, owner, privateKey, random: deps.random });
  invariant(opening.ok, 'the share is the owner’s');
  return opening;
}

const next = async () => (await getTallyState(deps, contestId))?.next;

beforeAll(async () => {
  await createTestCity(deps);
  const voters = demoVoters(slug, 4);
  const opened = await openDemoContest(deps, actor, {
    round: { name: slug, slug },
    envelope: { name: slug, areaId: null, amount: 9_000_000 },
    contest: { name: slug, slug, maxChoices: 3, closesAt: new Date(Date.now() + 3_600_000) },
    projects: CITYWIDE,
    voters,
    area: '',
    threshold: 2,
    mixers: [
      { kind: 'outsider', name: 'University', email: 'mixer@university.example' },
      { kind: 'server', name: 'City server' },
    ],
  });
  contestId = opened.id;
  for (const [index, { code }] of voters.slice(0, 3).entries()) {
    await castDemoVote(deps, { contestId, roundId: opened.roundId, code, projectCount: 8, chosen: [1, index + 2] });
  }
  users = await deps.db.trustee.findMany({ where: { contestId }, select: { owner: true, userId: true } });
});
afterAll(() => deps.db.$disconnect());

// The tests tell one story, in order: each needs what the one before left.
describe.sequential('two of three trustees, and two further mixers', () => {
  test('are named in the public description before the first ballot, and cannot change after', async () => {
    const { descriptionText } = await deps.db.election.findUniqueOrThrow({ where: { contestId } });
    const { mixers, blocks, trustees } = JSON.parse(descriptionText);
    expect(blocks).toEqual([{ owners: [1, 2, 3], threshold: 2 }]);
    expect(trustees).toHaveLength(3);
    expect(mixers.map(({ owner, kind }: { owner: number; kind: string }) => [owner, kind])).toEqual([
      [1, 'trustee'],
      [2, 'trustee'],
      [4, 'outsider'],
      [5, 'server'],
    ]);
    const late = { kind: 'server' as const, name: 'Late' };
    expect(await addMixer(deps, actor, contestId, late)).toMatchObject({ error: { code: 'not_a_draft' } });
    const { id } = await deps.db.mixer.findFirstOrThrow({ where: { contestId }, select: { id: true } });
    expect(await removeMixer(deps, actor, id)).toMatchObject({ error: { code: 'not_a_draft' } });
  });

  test('an outside mixer comes by a link, of which each new one ends the one before', async () => {
    const { id } = await deps.db.mixer.findFirstOrThrow({
      where: { contestId, kind: 'outsider' },
      select: { id: true },
    });
    process.env.LARGO_MODE = 'development';
    process.env.NEXTAUTH_URL = 'http://localhost:3000';
    process.env.NEXTAUTH_SECRET = '0123456789abcdef0123456789abcdef';
    process.env.BOARD_SIGNING_KEY = '0123456789abcdef'.repeat(4);
    const links: string[] = [];
    const write = async (_locale: string | null, words: { link: string }) => {
      links.push(words.link);
      return { subject: 'link', body: words.link };
    };
    must(await inviteMixer(deps, actor, id, write), 'first mail');
    must(await inviteMixer(deps, actor, id, write), 'second mail');
    link = links[1] as string;
    expect(await findOutsideMixer(deps, links[0] as string)).toBeNull();
    expect(await findOutsideMixer(deps, link)).toMatchObject({ contestId, name: 'University', state: 'later' });
    expect(JSON.stringify(await deps.db.mixer.findMany())).not.toContain(link);
  });

  test('everybody shuffles in turn: two trustees, the outsider, and this server by itself', async () => {
    must(await closeContest(deps, actor, contestId), 'close');
    await mixWhereDue(deps);
    expect(await next()).toEqual({ stage: 'mix', owners: [1] });
    must(await submitMix(deps, userOf(1), contestId, await makeMix()), 'first');
    const early = await makeMix();
    expect(await submitOutsideMix(deps, link, contestId, early)).toMatchObject({ error: { code: 'not_your_turn' } });
    must(await submitMix(deps, userOf(2), contestId, await makeMix()), 'second');
    expect(await next()).toEqual({ stage: 'mix', owners: [4] });
    expect(await submitMix(deps, userOf(3), contestId, await makeMix())).toMatchObject({
      error: { code: 'not_your_turn' },
    });
    expect(await submitOutsideMix(deps, link, contestId, early)).toMatchObject({ error: { code: 'mix_refused' } });
    expect(await submitOutsideMix(deps, 'f'.repeat(64), contestId, early)).toMatchObject({
      error: { code: 'not_found' },
    });
    const record = await makeMix();
    expect((await findOutsideMixer(deps, link))?.state).toBe('turn');
    const twice = await Promise.all([1, 2].map(() => submitOutsideMix(deps, link, contestId, record)));
    expect(twice.some(({ ok }) => ok)).toBe(true);
    expect((await findOutsideMixer(deps, link))?.state).toBe('done');
    expect((await next())?.owners).toEqual([5]);
    await Promise.all([mixIfServersTurn(deps, contestId), mixWhereDue(deps)]);
    expect(await next()).toEqual({ stage: 'open', owners: [1, 2, 3] });
    expect(await deps.db.mix.count()).toBe(4);
  });

  test('SEC-06: any two of the trustees open, once each, and a third comes too late', async () => {
    const [third, first, second] = [await makeOpening(3), await makeOpening(1), await makeOpening(2)];
    const asTwo = await submitOpening(deps, userOf(2), contestId, third);
    expect(asTwo).toMatchObject({ error: { code: 'opening_refused' } });
    must(await submitOpening(deps, userOf(3), contestId, third), 'third trustee');
    expect((await submitOpening(deps, userOf(3), contestId, third)).ok).toBe(true);
    expect(await submitOpening(deps, userOf(3), contestId, await makeOpening(3))).toMatchObject({
      error: { code: 'not_your_turn' },
    });
    await countIfReady(deps, contestId);
    expect(await next()).toEqual({ stage: 'open', owners: [1, 2] });
    const both = await Promise.all([
      submitOpening(deps, userOf(1), contestId, first),
      submitOpening(deps, userOf(2), contestId, second),
    ]);
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(await deps.db.decryption.count()).toBe(2);
    expect((await next())?.stage).toBe('count');
  });

  test('the count is published and verifies for a stranger', async () => {
    await countIfReady(deps, contestId);
    expect((await next())?.stage).toBe('done');
    const rows = await deps.db.electionFile.findMany({ select: { name: true, content: true } });
    const files = new Map(rows.filter(({ name }) => name !== 'verification.json').map((f) => [f.name, f.content]));
    const report = await verifyBundle(files, { count: countPublished, random: deps.random });
    expect(report.failure).toBeUndefined();
    expect(report.facts.votes).toEqual({ valid: 3, blank: 0, invalid: 0 });
  });
});

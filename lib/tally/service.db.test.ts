import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countPublished } from '@/lib/counting/published';
import { headText } from '@/lib/protocol/board';
import { verifyBundle } from '@/lib/protocol/bundle';
import { mix } from '@/lib/protocol/mixing';
import { partiallyDecrypt } from '@/lib/protocol/opening';
import { checkBoardAtOpening } from '@/lib/protocol/opening-board';
import { verifyForMixing, verifyForOpening } from '@/lib/protocol/verify-input';
import { invariant } from '@/lib/result';
import { testDeps } from '@/lib/server/testing/deps';
import { castBallot } from '@/lib/voting/ballots/cast';
import { getHead } from '@/lib/voting/ballots/proofs';
import { closeContest } from '@/lib/voting/service';
import { CITYWIDE } from '@/prisma/seed/city';
import { demoTrusteeKey, openDemoContest } from '@/prisma/seed/contest';
import { demoVoters } from '@/prisma/seed/people';
import { castDemoVote } from '@/prisma/seed/vote';
import { archiveSoFar } from './archive-so-far';
import { compositionAtClose } from './composition-at-close';
import { countIfReady, finishCount } from './count';
import { loadParts } from './election-parts';
import { submitMix } from './mixes';
import { getTallyState } from './queries';
import { submitOpening } from './service';

const deps = testDeps();
const actor = { id: null, role: 'system' as const };
const voters = demoVoters('tally', 4);
const closesAt = new Date(Date.now() + 60 * 60 * 1000);
let contestId = '';
let trustees: { owner: number; userId: string }[] = [];
let emptyContestId = '';

const open = (slug: string) =>
  openDemoContest(deps, actor, {
    round: { name: slug, slug },
    envelope: { name: 'All', areaId: null, amount: 5_000_000 },
    contest: { name: slug, slug, maxChoices: 3, closesAt },
    projects: CITYWIDE,
    voters,
    area: '',
  });

async function verified(kind: 'mix' | 'open') {
  const archive = await archiveSoFar(deps, contestId);
  invariant(archive, 'closed');
  const verify = kind === 'mix' ? verifyForMixing : verifyForOpening;
  const verdict = await verify(archive.bytes, { random: deps.random });
  invariant(verdict.ok, 'our archive verifies');
  return verdict;
}
const userOf = (owner: number) => trustees.find((trustee) => trustee.owner === owner)?.userId as string;

async function makeMix(): Promise<string> {
  const { election, ciphertexts: input } = await verified('mix');
  return mix({ election, input, random: deps.random });
}

async function makeOpening(owner: number, keyOf = owner) {
  const verdict = await verified('open');
  const { privateKey } = demoTrusteeKey('tally', keyOf);
  return partiallyDecrypt({ ...verdict, owner, privateKey, random: deps.random });
}

beforeAll(async () => {
  await deps.db.city.create({
    data: { name: 'T', currency: 'BRL', currencyExponent: 2, languages: ['en'], timeZone: 'UTC' },
  });
  const opened = await open('tally');
  contestId = opened.id;
  for (const [index, { code }] of voters.slice(0, 3).entries()) {
    await castDemoVote(deps, { contestId, roundId: opened.roundId, code, projectCount: 8, chosen: [1, index + 2] });
  }
  emptyContestId = (await open('empty')).id;
  trustees = await deps.db.trustee.findMany({ where: { contestId }, select: { owner: true, userId: true } });
});
afterAll(() => deps.db.$disconnect());

// The tests tell one story, in order: each needs what the one before left.
describe.sequential('tally', () => {
  test('SEC-03: before the close there is no archive, and no trustee can shuffle or open', async () => {
    expect(await archiveSoFar(deps, contestId)).toBeNull();
    expect(await compositionAtClose(deps, contestId)).toBeNull();
    expect(await submitMix(deps, userOf(1), contestId, '{}')).toEqual({ ok: false, error: { code: 'not_found' } });
    expect(await finishCount(deps, contestId)).toEqual({ ok: false, error: { code: 'not_ready' } });
  });

  test('closing happens once, also when two ask at the same time, and nothing is accepted after', async () => {
    const closed = await Promise.all([closeContest(deps, actor, contestId), closeContest(deps, actor, contestId)]);
    expect(closed.filter((result) => result.ok)).toHaveLength(1);
    const text = (await deps.db.ballot.findFirstOrThrow({ where: {}, select: { text: true } })).text;
    const late = await castBallot(deps, 'web', { contestId, idempotencyKey: 'late-ballot-0000001', text });
    // Known text: its first answer is given again. Nothing new is stored.
    expect(late.ok).toBe(true);
    expect(await deps.db.ballot.count()).toBe(3);
  });

  test('a contest without a ballot closes and says that there is nothing to open', async () => {
    expect((await closeContest(deps, actor, emptyContestId)).ok).toBe(true);
    expect((await getTallyState(deps, emptyContestId))?.next).toEqual({ stage: 'empty', owners: [] });
  });

  test('a shuffle is refused out of turn, from outside, when altered, and when truncated', async () => {
    const record = await makeMix();
    expect(await submitMix(deps, userOf(2), contestId, record)).toMatchObject({ error: { code: 'not_your_turn' } });
    expect(await submitMix(deps, 'nobody', contestId, record)).toMatchObject({ error: { code: 'not_found' } });
    const altered = record.replace(/"alpha":"(..)/, (_, start) => `"alpha":"${start === '00' ? '01' : '00'}`);
    for (const bad of [altered, record.slice(0, -5), '', '[]']) {
      expect(await submitMix(deps, userOf(1), contestId, bad)).toMatchObject({ error: { code: 'mix_refused' } });
    }
    expect(await deps.db.mix.count()).toBe(0);
  });

  test('both trustees shuffle; handing in the same record again (lost answer) is accepted and changes nothing', async () => {
    const first = await makeMix();
    const answers = await Promise.all([1, 2].map(() => submitMix(deps, userOf(1), contestId, first)));
    expect(answers.some((answer) => answer.ok)).toBe(true);
    expect((await submitMix(deps, userOf(1), contestId, first)).ok).toBe(true);
    // The second trustee may not hand in a shuffle of the list before the first one's.
    expect(await submitMix(deps, userOf(2), contestId, first)).toMatchObject({ error: { code: 'mix_refused' } });
    expect((await submitMix(deps, userOf(2), contestId, await makeMix())).ok).toBe(true);
    expect(await deps.db.mix.count()).toBe(2);
  });

  test('SEC-06: what the board shows is what a trustee’s device holds the archive against', async () => {
    const { verified: archive } = await verified('open');
    const parts = await loadParts(deps.db, contestId);
    const text = await compositionAtClose(deps, contestId);
    invariant(parts && text, 'closed');
    const [composition = '', ...leftOut] = text.slice(0, -1).split('\n');
    const election = { id: parts.id, fingerprint: parts.election.fingerprint };
    const answer = await getHead(deps, election);
    invariant(answer, 'there is a head');
    const board = {
      description: parts.descriptionText,
      head: headText(answer.head),
      log: parts.log,
      composition,
      leftOut,
    };
    expect(await checkBoardAtOpening(archive, board)).toMatchObject({ ok: true, size: parts.log.length });
    expect(await compositionAtClose(deps, contestId)).toBe(text);
  });

  test('a wrong key file cannot open, and an opening with a foreign or altered proof is refused', async () => {
    expect(await makeOpening(1, 2)).toMatchObject({ ok: false, code: 'wrong_key' });
    const good = await makeOpening(1);
    invariant(good.ok, 'the right key opens');
    const other = await makeOpening(2);
    invariant(other.ok, 'the right key opens');
    const refused = [
      { record: good.record, sidecar: other.sidecar },
      { record: other.record, sidecar: good.sidecar },
      {
        record: good.record,
        sidecar: good.sidecar.replace(/"response":"(\d)/, (_, digit) => `"response":"${digit === '1' ? 2 : 1}`),
      },
      { record: good.record.slice(1), sidecar: good.sidecar },
    ];
    for (const opening of refused) {
      expect(await submitOpening(deps, userOf(1), contestId, opening)).toMatchObject({
        error: { code: 'opening_refused' },
      });
    }
    expect(await deps.db.decryption.count()).toBe(0);
  });

  test('the last opening sets off the count; what is published verifies for a stranger', async () => {
    for (const owner of [2, 1]) {
      const opening = await makeOpening(owner);
      invariant(opening.ok, 'the right key opens');
      expect((await submitOpening(deps, userOf(owner), contestId, opening)).ok).toBe(true);
      await Promise.all([countIfReady(deps, contestId), countIfReady(deps, contestId)]);
    }
    expect((await getTallyState(deps, contestId))?.next.stage).toBe('done');
    const rows = await deps.db.electionFile.findMany({ select: { name: true, content: true } });
    const files = new Map(rows.filter((f) => f.name !== 'verification.json').map((f) => [f.name, f.content]));
    const report = await verifyBundle(files, { count: countPublished, random: deps.random });
    expect(report.failure).toBeUndefined();
    expect(report.facts.votes).toEqual({ valid: 3, blank: 0, invalid: 0 });
    expect(report.facts.outcome?.winners[0]).toBe('C01');
    expect(await deps.db.auditEvent.count({ where: { action: 'contest.counted' } })).toBe(1);
  });
});

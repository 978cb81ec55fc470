import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seededRandom } from '@/lib/crypto/testing/seeded-random';
import { answer } from '@/lib/protocol/ceremony/answer';
import { readCeremony, routeBetween } from '@/lib/protocol/ceremony/check';
import { readEnvelope, sealMessage, seenBefore } from '@/lib/protocol/ceremony/envelope';
import { trusteeKeys } from '@/lib/protocol/ceremony/secret';
import { sealShare } from '@/lib/protocol/ceremony/share-box';
import { CEREMONY_STEPS, type CeremonyStep } from '@/lib/protocol/ceremony/types';
import { invariant } from '@/lib/result';
import { createContest, createEnvelope, createRound } from '@/lib/rounds/service';
import { addTrustee, removeTrustee, setThreshold, startCeremony } from '@/lib/rounds/trustees';
import { testDeps } from '@/lib/server/testing/deps';
import { openingObstacles } from '@/lib/voting/service';
import { createTestCity } from '@/lib/voting/testing/contest';
import { answerAs, demoSeed } from '@/prisma/seed/ceremony';
import { must } from '@/prisma/seed/must';
import { getJointKey, getTallyState } from '../queries';
import { getRefusedMessages } from './refusals';
import { getOwnCeremony, submitCeremonyMessage } from './service';

const deps = testDeps();
const actor = { id: null, role: 'system' as const };
const random = seededRandom('ceremonies');
let serial = 0;

beforeAll(() => createTestCity(deps));
afterAll(() => deps.db.$disconnect());

type Draft = { id: string; slug: string; trustees: { id: string; owner: number; userId: string }[] };

/** A draft with three trustees of whom two suffice, after `steps` of its ceremony. */
async function draft(steps = 0): Promise<Draft> {
  serial += 1;
  const slug = `ceremony-${serial}`;
  const round = must(await createRound(deps, actor, { name: slug, slug }), 'round');
  const money = { name: slug, amountMinor: 1000n, areaId: null, themeId: null };
  const envelope = must(await createEnvelope(deps, actor, round.id, money), 'envelope');
  const rules = { minChoices: 0, maxChoices: 1, rule: 'greedy_votes' as const, step: '' };
  const closesAt = new Date(Date.now() + 3_600_000);
  const { id } = must(
    await createContest(deps, actor, envelope.id, { name: slug, slug, ...rules, closesAt }),
    'contest',
  );
  for (const name of ['Ana', 'Bia', 'Caio']) {
    must(await addTrustee(deps, actor, id, { name, email: `${name.toLowerCase()}@trustees.example` }), 'trustee');
  }
  must(await setThreshold(deps, actor, id, 2), 'threshold');
  must(await startCeremony(deps, actor, id), 'start');
  const contest = { id, slug, trustees: await trusteesOf(id) };
  for (const _ of CEREMONY_STEPS.slice(0, steps))
    for (const trustee of contest.trustees) await answerAs(deps, contest, trustee);
  return contest;
}

const trusteesOf = (contestId: string) =>
  deps.db.trustee.findMany({
    where: { contestId },
    orderBy: { owner: 'asc' },
    select: { id: true, owner: true, userId: true },
  });

async function shownTo(contest: Draft, owner: number) {
  const { userId } = contest.trustees[owner - 1] as Draft['trustees'][number];
  const shown = await getOwnCeremony(deps, userId, contest.id);
  invariant(shown, 'the ceremony runs');
  return { ...shown, userId };
}

/** What the trustee's device would hand in now, not handed in. */
async function made(contest: Draft, owner: number) {
  const { setup, messages, userId } = await shownTo(contest, owner);
  const message = answer(setup, messages, owner, demoSeed(contest.slug, owner), random);
  invariant(message.ok, 'it is their turn');
  return { userId, message: { ceremony: setup.id, kind: message.kind, text: message.text } };
}

const stepOf = async (contest: Draft) => (await getTallyState(deps, contest.id))?.ceremony?.turn;

describe('the key ceremony', () => {
  test('takes every step from everybody before the next, and ends with a key that opening waits for', async () => {
    const contest = await draft();
    for (const step of CEREMONY_STEPS) {
      expect(await stepOf(contest)).toEqual({ step, waitingFor: [1, 2, 3] });
      for (const trustee of contest.trustees) await answerAs(deps, contest, trustee);
    }
    const state = await getTallyState(deps, contest.id);
    expect(state?.trustees.every(({ hasKey }) => hasKey)).toBe(true);
    expect(state?.next.stage).toBe('ready');
    expect(await getJointKey(deps.db, contest.id)).toMatchObject({ state: 'ready' });
    const codes = (await openingObstacles(deps, contest.id))?.map(({ code }) => code);
    expect(codes).not.toContain('ceremony_under_way');
    expect(await deps.db.auditEvent.count({ where: { action: 'ceremony.confirmation' } })).toBe(3);
  });

  test('keeps voting closed until then, and says for whom it waits', async () => {
    const contest = await draft(4);
    await answerAs(deps, contest, contest.trustees[0] as Draft['trustees'][number]);
    expect(await openingObstacles(deps, contest.id)).toContainEqual({
      code: 'ceremony_under_way',
      names: ['Bia', 'Caio'],
    });
    const bare = await draft();
    await setThreshold(deps, actor, bare.id, 3);
    expect(await openingObstacles(deps, bare.id)).toContainEqual({ code: 'ceremony_missing' });
  });

  test('shows nothing to anybody but its trustees', async () => {
    const contest = await draft(1);
    expect(await getOwnCeremony(deps, 'nobody', contest.id)).toBeNull();
    const { message } = await made(contest, 1);
    expect(await submitCeremonyMessage(deps, 'nobody', contest.id, message)).toMatchObject({
      error: { code: 'not_found' },
    });
  });

  test('takes the same message twice (lost answer, two tabs at once), and no second one of the step', async () => {
    const contest = await draft(1);
    const one = await made(contest, 1);
    const twice = await Promise.all([1, 2].map(() => submitCeremonyMessage(deps, one.userId, contest.id, one.message)));
    expect(twice.map(({ ok }) => ok)).toEqual([true, true]);
    expect((await stepOf(contest))?.waitingFor).toEqual([2, 3]);
    const { setup, messages } = await shownTo(contest, 1);
    const { signing } = trusteeKeys(setup, 1, demoSeed(contest.slug, 1));
    const { body, follows } = readEnvelope(setup, 'commitment', 1, messages.commitment[0] as string);
    const text = sealMessage(setup, 'commitment', { index: 1, follows, body }, { secret: signing, random });
    expect(text).not.toBe(one.message.text);
    const other = { ...one.message, text };
    expect(await submitCeremonyMessage(deps, one.userId, contest.id, other)).toMatchObject({
      error: { code: 'not_your_turn' },
    });
  });

  test('refuses a message for another place, and one that is early', async () => {
    const contest = await draft();
    const one = await made(contest, 1);
    const { userId } = await shownTo(contest, 2);
    expect(await submitCeremonyMessage(deps, userId, contest.id, one.message)).toMatchObject({
      error: { code: 'message_refused', reason: 'wrong_index' },
    });
    const later = await draft(1);
    const early = await made(later, 1);
    expect(
      await submitCeremonyMessage(deps, one.userId, contest.id, { ...early.message, ceremony: one.message.ceremony }),
    ).toMatchObject({ ok: false });
    expect((await stepOf(contest))?.waitingFor).toEqual([1, 2, 3]);
  });

  test('takes nothing of an attempt that was restarted, also from who was computing meanwhile', async () => {
    const contest = await draft(1);
    const late = await made(contest, 1);
    const before = late.message.ceremony;
    const { id } = must(await startCeremony(deps, actor, contest.id), 'restart');
    expect(id).not.toBe(before);
    expect(await submitCeremonyMessage(deps, late.userId, contest.id, late.message)).toMatchObject({
      error: { code: 'ceremony_over' },
    });
    const old = await deps.db.ceremonyMessage.findFirstOrThrow({ where: { ceremonyId: before, index: 1 } });
    const replayed = { ceremony: id, kind: 'certificate' as const, text: old.text };
    expect(await submitCeremonyMessage(deps, late.userId, contest.id, replayed)).toMatchObject({
      error: { code: 'message_refused', reason: 'other_ceremony' },
    });
    expect(await stepOf(contest)).toEqual({ step: 'certificate', waitingFor: [1, 2, 3] });
    await expect(deps.db.keyCeremony.update({ where: { id: before }, data: { endedAt: null } })).rejects.toThrow(
      /taken up again/,
    );
    await expect(deps.db.ceremonyMessage.deleteMany({ where: { ceremonyId: before } })).rejects.toThrow(/append-only/);
  });

  test('goes on without somebody who disappears, or with somebody else', async () => {
    const contest = await draft(2);
    must(await removeTrustee(deps, actor, contest.trustees[1]?.id ?? ''), 'remove');
    expect((await getTallyState(deps, contest.id))?.ceremony).toBeNull();
    expect(await getOwnCeremony(deps, contest.trustees[0]?.userId ?? '', contest.id)).toBeNull();
    must(await addTrustee(deps, actor, contest.id, { name: 'Duda', email: 'duda@trustees.example' }), 'trustee');
    must(await startCeremony(deps, actor, contest.id), 'start');
    const again = { ...contest, trustees: await trusteesOf(contest.id) };
    for (const _ of CEREMONY_STEPS) for (const trustee of again.trustees) await answerAs(deps, again, trustee);
    expect((await getTallyState(deps, contest.id))?.next.stage).toBe('ready');
  });

  test('of two restarts at once leaves one ceremony', async () => {
    const contest = await draft(1);
    const started = await Promise.all([1, 2].map(() => startCeremony(deps, actor, contest.id)));
    expect(started.every(({ ok }) => ok)).toBe(true);
    expect(await deps.db.keyCeremony.count({ where: { contestId: contest.id, endedAt: null } })).toBe(1);
  });
});

describe('a trustee who cheats', () => {
  /** Hands in what trustee 3's own signing key has signed, whatever it says. */
  async function handInSigned(contest: Draft, step: CeremonyStep, change: (body: never) => object) {
    const { setup, messages, userId } = await shownTo(contest, 3);
    const seed = demoSeed(contest.slug, 3);
    const honest = answer(setup, messages, 3, seed, random);
    invariant(honest.ok, 'it is their turn');
    const body = change(readEnvelope(setup, step, 3, honest.text).body as never) as never;
    const follows = seenBefore(setup, messages, step);
    const { signing } = trusteeKeys(setup, 3, seed);
    const text = sealMessage(setup, step, { index: 3, follows, body }, { secret: signing, random });
    return submitCeremonyMessage(deps, userId, contest.id, { ceremony: setup.id, kind: step, text });
  }

  test('by dealing something else than was committed to is refused, and the log names them', async () => {
    const contest = await draft(2);
    const other = await draft(2);
    const foreign = await made(other, 3);
    const dealt = JSON.parse(foreign.message.text).body.coefexps as object;
    const answered = await handInSigned(contest, 'dealing', (body: object) => ({ ...body, coefexps: dealt }));
    expect(answered).toMatchObject({ error: { code: 'message_refused', reason: 'dealing_changed' } });
    const entry = await deps.db.auditEvent.findFirstOrThrow({
      where: { action: 'ceremony.refuse', subject: `contest:${contest.id}` },
    });
    expect(entry.detail).toMatchObject({ owner: 3, kind: 'dealing', reason: 'dealing_changed', proven: true });
    const { setup } = await shownTo(contest, 1);
    const refused = { owner: 3, kind: 'dealing', reason: 'dealing_changed', at: entry.at };
    expect(await getRefusedMessages(deps.db, contest.id, setup.id)).toEqual([refused]);
    expect(await getRefusedMessages(deps.db, contest.id, 'another')).toEqual([]);
  });

  test('by dealing a share that does not fit is named by a complaint that everybody recomputes', async () => {
    const contest = await draft(2);
    for (const trustee of contest.trustees.slice(0, 2)) await answerAs(deps, contest, trustee);
    // What is sealed for trustee 2 is 1, and not the value of the polynomial.
    const { setup: known, messages: before } = await shownTo(contest, 3);
    const wrong = sealShare(known, routeBetween(readCeremony(known, before), 3, 2), 1n, random);
    const dealt = await handInSigned(contest, 'dealing', (body: { shares: object[] }) => ({
      ...body,
      shares: [body.shares[0], wrong, body.shares[2]],
    }));
    expect(dealt.ok).toBe(true);
    const complaint = await made(contest, 2);
    expect(complaint.message.kind).toBe('complaint');
    expect((await submitCeremonyMessage(deps, complaint.userId, contest.id, complaint.message)).ok).toBe(true);
    const ceremony = (await getTallyState(deps, contest.id))?.ceremony;
    expect(ceremony?.turn.step).toBe('stopped');
    expect(ceremony?.judgements).toEqual([{ complainer: 2, dealer: 3, culprit: 3, reason: 'share_does_not_fit' }]);
    expect(await getJointKey(deps.db, contest.id)).toEqual({ state: 'stopped' });
    const codes = (await openingObstacles(deps, contest.id))?.map(({ code }) => code);
    expect(codes).toContain('ceremony_stopped');
    const { setup, messages, userId } = await shownTo(contest, 1);
    const late = answer(setup, { ...messages, complaint: [null, null, null] }, 1, demoSeed(contest.slug, 1), random);
    invariant(late.ok, 'trustee 1 has a fitting share');
    const key = { ceremony: setup.id, kind: late.kind, text: late.text };
    expect(await submitCeremonyMessage(deps, userId, contest.id, key)).toMatchObject({
      error: { code: 'ceremony_over' },
    });
  });
});

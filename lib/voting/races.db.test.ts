import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storeRegistrationKeys } from '@/lib/people/registration-keys';
import { importRoll } from '@/lib/people/roll';
import { verifyReceipt } from '@/lib/protocol/board';
import { deriveCredential } from '@/lib/protocol/credentials';
import { parseDescription } from '@/lib/protocol/description';
import { credentialMessage, possessionMessage, signMessage } from '@/lib/protocol/registration';
import { checkTrusteeKey } from '@/lib/protocol/trustees';
import { invariant } from '@/lib/result';
import { addProject, createContest, createEnvelope, createRound } from '@/lib/rounds/service';
import { addTrustee } from '@/lib/rounds/trustees';
import { connect, type Tx } from '@/lib/server/db';
import { testDeps } from '@/lib/server/testing/deps';
import { submitTrusteeKey } from '@/lib/tally/service';
import { demoTrusteeKey } from '@/prisma/seed/contest';
import { must } from '@/prisma/seed/must';
import { demoVoters, registrationKey, TRUSTEES } from '@/prisma/seed/people';
import { publishBatch } from './ballots/board';
import { castBallot } from './ballots/cast';
import { admitCredential } from './ballots/credentials';
import { closeContest, openContest, registerCredential, tick } from './service';
import {
  accountOf,
  createTestCity,
  keyOf,
  makeBallot,
  newKey,
  openTestContest,
  registerDevice,
  type TestContest,
} from './testing/contest';

const deps = testDeps();
const other = connect(process.env.DATABASE_URL as string, 2);
const SYSTEM = { id: null, role: 'system' as const };
const strangerKey = new Uint8Array(32).fill(7);

beforeAll(() => createTestCity(deps));
afterAll(() => Promise.all([deps.db.$disconnect(), other.$disconnect()]));

/** Resolves once this many sessions of the test's database wait for a lock. */
async function untilWaiting(count: number): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    const [row] = await other.$queryRaw<{ waiting: number }[]>`
      select count(*)::int as waiting from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    if ((row?.waiting ?? 0) >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`fewer than ${count} sessions wait`);
}

/** Holds what `lock` takes until `meanwhile` is done. */
const holding = (lock: (tx: Tx) => Promise<unknown>, meanwhile: (tx: Tx) => Promise<unknown>) =>
  other.$transaction(
    async (tx) => {
      await lock(tx);
      await meanwhile(tx);
    },
    { timeout: 30_000 },
  );

const cast = (contest: TestContest, credential: string, chosen: number[]) =>
  castBallot(deps, 'web', {
    contestId: contest.id,
    idempotencyKey: newKey(),
    text: makeBallot(deps, contest, credential, chosen),
  });

/** A contest that nothing keeps from opening. */
async function makeDraft(slug: string): Promise<string> {
  const round = must(await createRound(deps, SYSTEM, { name: slug, slug }), 'round');
  const roll = new TextEncoder().encode('external_id,area,email\n1,,\n');
  must(await importRoll(deps, SYSTEM, round.id, roll), 'roll');
  const { id: rollEntryId } = await deps.db.rollEntry.findFirstOrThrow({ where: { roundId: round.id } });
  const { publicKey } = registrationKey(round.id, demoVoters(slug, 1)[0]?.code ?? '');
  must(await storeRegistrationKeys(deps, SYSTEM, { roundId: round.id, keys: [{ rollEntryId, publicKey }] }), 'codes');
  const money = { name: slug, amountMinor: 100_000n, areaId: null, themeId: null };
  const envelope = must(await createEnvelope(deps, SYSTEM, round.id, money), 'envelope');
  const limits = { minChoices: 0, maxChoices: 1, rule: 'greedy_votes' as const, step: '' };
  const closesAt = new Date(Date.now() + 60 * 60 * 1000);
  const { id } = must(
    await createContest(deps, SYSTEM, envelope.id, { name: slug, slug, closesAt, ...limits }),
    'contest',
  );
  must(await addProject(deps, SYSTEM, id, { code: '1', title: 'One', summary: '', costMinor: 50_000n }), 'project');
  for (const [index, person] of TRUSTEES.entries()) {
    must(await addTrustee(deps, SYSTEM, id, person), 'trustee');
    must(await submitTrusteeKey(deps, await trusteeUser(index), id, demoTrusteeKey(slug, index + 1).publicKey), 'key');
  }
  return id;
}

const trusteeUser = async (index: number) =>
  (await deps.db.user.findUniqueOrThrow({ where: { email: TRUSTEES[index]?.email ?? '' }, select: { id: true } })).id;

describe('opening', () => {
  test('SEC-07: waits for a trustee who is replacing a key, and fixes the new one', async () => {
    const contestId = await makeDraft('changing-key');
    const fresh = demoTrusteeKey('another', 1).publicKey;
    let opening: ReturnType<typeof openContest> | undefined;
    await holding(
      (tx) => tx.$queryRaw`select id from city.contest where id = ${contestId} for update`,
      async (tx) => {
        opening = openContest(deps, SYSTEM, contestId);
        await untilWaiting(1);
        await tx.trustee.updateMany({ where: { contestId, owner: 1 }, data: { keyText: fresh } });
      },
    );
    expect((await opening)?.ok).toBe(true);
    const { descriptionText } = await deps.db.election.findUniqueOrThrow({ where: { contestId } });
    const parsed = parseDescription(descriptionText);
    const key = checkTrusteeKey(fresh);
    invariant(parsed.ok && key.ok, 'what we made is valid');
    expect(parsed.description.trustees[0]?.publicKey).toBe(key.publicKey);
  });
});

describe('closing', () => {
  test('I7: does not starve behind casts that keep coming; who comes after it is refused, who was in is counted', async () => {
    const contest = await openTestContest(deps, 'rush', 2);
    const [first, second] = [await registerDevice(deps, contest, 0), await registerDevice(deps, contest, 1)];
    let answers: Promise<unknown[]> = Promise.resolve([]);
    await holding(
      (tx) => tx.$queryRaw`select 1 from board.credential where public_key = ${first.publicKey} for update`,
      async () => {
        const within = cast(contest, first.credential, [1]);
        await untilWaiting(1);
        const closing = closeContest(deps, SYSTEM, contest.id);
        await untilWaiting(2);
        const after = cast(contest, second.credential, [2]);
        answers = Promise.all([within, closing, after]);
        await untilWaiting(3);
      },
    );
    expect(await answers).toMatchObject([{ ok: true }, { ok: true }, { ok: false, error: { code: 'contest_closed' } }]);
    const ballots = await deps.db.ballot.findMany({ where: { electionId: contest.election.id } });
    expect(ballots.map(({ credentialKey, leafIndex }) => [credentialKey, leafIndex !== null])).toEqual([
      [first.publicKey, true],
    ]);
  });

  test('no key is let in any more', async () => {
    const contest = await openTestContest(deps, 'late-key', 1);
    expect((await closeContest(deps, SYSTEM, contest.id)).ok).toBe(true);
    const key = { publicKey: 'ab'.repeat(32), chain: 'c' };
    expect(await admitCredential(deps, contest.election, key)).toEqual({
      ok: false,
      error: { code: 'contest_closed' },
    });
    expect(await deps.db.credential.count({ where: { electionId: contest.election.id } })).toBe(0);
  });

  test('a contest that cannot be closed does not keep the others open', async () => {
    const stuck = await openTestContest({ ...deps, signingKey: strangerKey }, 'stuck', 1);
    const due = await openTestContest(deps, 'due', 1);
    await expect(tick({ ...deps, now: () => new Date(due.election.closesAt.getTime() + 60_000) })).rejects.toThrow();
    const status = async (id: string) => (await deps.db.contest.findUniqueOrThrow({ where: { id } })).status;
    expect([await status(stuck.id), await status(due.id)]).toEqual(['open', 'closed']);
  });
});

describe('a board key that is not the election’s', () => {
  test('signs no head and no receipt; with the right one back, the waiting voter is answered', async () => {
    const contest = await openTestContest(deps, 'rotated', 1);
    const { credential } = await registerDevice(deps, contest, 0);
    const rotated = { ...deps, signingKey: strangerKey, batchMinimum: 1 };
    const text = makeBallot(deps, contest, credential, [1]);
    const command = { contestId: contest.id, idempotencyKey: newKey(), text };
    const heads = await deps.db.head.count();
    await expect(castBallot(rotated, 'web', command)).rejects.toThrow(/BOARD_SIGNING_KEY/);
    await expect(publishBatch(rotated, contest.election.id)).rejects.toThrow(/BOARD_SIGNING_KEY/);
    await expect(closeContest(rotated, SYSTEM, contest.id)).rejects.toThrow(/BOARD_SIGNING_KEY/);
    expect(await deps.db.head.count()).toBe(heads);
    const answer = await castBallot(deps, 'web', command);
    expect(answer.ok && verifyReceipt(answer.value, contest.election.boardKey)).toBe(true);
  });
});

describe('one key', () => {
  test('SEC-04: belongs to one slot; whoever shares its secret cannot register it for another', async () => {
    const contest = await openTestContest(deps, 'shared-key', 2);
    const { credential, publicKey } = await registerDevice(deps, contest, 0);
    const uuid = contest.election.id;
    const registrar = keyOf(contest, 1);
    const again = await registerCredential(deps, {
      userId: await accountOf(deps, contest, 1),
      contestId: contest.id,
      publicKey,
      registration: signMessage(registrar.secret, credentialMessage(uuid, publicKey), deps.random),
      possession: signMessage(
        deriveCredential(uuid, credential).secret,
        possessionMessage(uuid, registrar.publicKey),
        deps.random,
      ),
    });
    expect(again).toEqual({ ok: false, error: { code: 'registration_refused' } });
    expect(await deps.db.slotCredential.count({ where: { publicKey } })).toBe(1);
  });

  test('and all keys of its slot together cast a bounded number of ballots', async () => {
    const contest = await openTestContest(deps, 'flood', 1);
    const [first, second] = [await registerDevice(deps, contest, 0), await registerDevice(deps, contest, 0)];
    expect((await cast(contest, first.credential, [1])).ok).toBe(true);
    await deps.db.$executeRaw`
      insert into board.ballot
        (election_id, hash, ciphertext, credential_key, sequence, channel, text, idempotency_key, included_by)
      select ${contest.election.id}, 'filler-' || n, 'filler-' || n, ${first.publicKey}, n, 'web', '', 'filler-' || n, ''
      from generate_series(2, 299) as n`;
    expect((await cast(contest, second.credential, [2])).ok).toBe(true);
    expect(await cast(contest, second.credential, [3])).toEqual({ ok: false, error: { code: 'too_many_ballots' } });
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ballotTracker } from '@/lib/protocol/ballot';
import { parseDescription } from '@/lib/protocol/description';
import { rollRoot } from '@/lib/protocol/roll';
import { invariant } from '@/lib/result';
import { testDeps } from '@/lib/server/testing/deps';
import { castBallot } from './ballots/cast';
import { findTracker } from './ballots/track';
import { closeContest, countWithoutEmail, openingObstacles, registerCredential } from './service';
import {
  createTestCity,
  makeBallot,
  newCredential,
  newKey,
  newVouchedCredential,
  openTestContest,
  registerDevice,
  type TestContest,
} from './testing/contest';

const deps = testDeps();
const SYSTEM = { id: null, role: 'system' as const };
let contest: TestContest;
let codes: TestContest;

const cast = (text: string, contestId = contest.id) =>
  castBallot(deps, 'web', { contestId, idempotencyKey: newKey(), text });
const stateOf = async (publicKey: string) =>
  (
    await deps.db.credential.findUniqueOrThrow({
      where: { electionId_publicKey: { electionId: contest.election.id, publicKey } },
      select: { state: true },
    })
  ).state;

/** Somebody on the roll with a session, however they got it. */
async function sessionOf(voter: number, of = contest): Promise<string> {
  const { externalId } = of.voters[voter] ?? { externalId: '' };
  const entry = await deps.db.rollEntry.findFirstOrThrow({ where: { roundId: of.roundId, externalId } });
  if (entry.userId) return entry.userId;
  const { id } = await deps.db.user.create({ data: { roles: { create: { role: 'resident' } } }, select: { id: true } });
  await deps.db.rollEntry.update({ where: { id: entry.id }, data: { userId: id } });
  return id;
}

async function device(voter: number) {
  const made = newVouchedCredential(deps, contest);
  const { credential, ...signed } = made;
  const registered = await registerCredential(deps, {
    ...signed,
    userId: await sessionOf(voter),
    contestId: contest.id,
  });
  invariant(registered.ok, 'a signed-in voter can register a key');
  return made;
}

beforeAll(async () => {
  await createTestCity(deps);
  contest = await openTestContest(deps, 'vouched', 12, {
    entitlement: 'vouched',
    emailOf: (voter) => (voter < 9 ? `v${voter}@x.example` : voter < 11 ? 'both@x.example' : ''),
  });
  codes = await openTestContest(deps, 'with-codes', 4);
});
afterAll(() => deps.db.$disconnect());

describe('registering where the server vouches', () => {
  test('needs a session and the key’s own proof; nobody’s signature is written down', async () => {
    const { publicKey } = await device(0);
    const [stored] = await deps.db.slotCredential.findMany({ where: { publicKey } });
    expect(stored).toMatchObject({ registration: null });
    const slot = await deps.db.slot.findFirstOrThrow({ where: { credentials: { some: { publicKey } } } });
    const row = await deps.db.credential.findFirstOrThrow({ where: { publicKey } });
    expect(row.chain).toBe(slot.chain);
  });

  test('is refused to whoever has no slot, exactly as for a contest that does not exist', async () => {
    const { credential, ...signed } = newVouchedCredential(deps, contest);
    const stranger = await deps.db.user.create({ data: {}, select: { id: true } });
    const command = { ...signed, userId: stranger.id, contestId: contest.id };
    const refused = await registerCredential(deps, command);
    const missing = await registerCredential(deps, { ...command, contestId: crypto.randomUUID() });
    expect(refused).toEqual({ ok: false, error: { code: 'not_found' } });
    expect(missing).toEqual(refused);
  });

  test('is refused without proof of the key, with a proof for somebody else, and with a signature that nobody asked for', async () => {
    const userId = await sessionOf(1);
    const register = async (change: object) => {
      const { credential, ...signed } = newVouchedCredential(deps, contest);
      const answer = await registerCredential(deps, { ...signed, userId, contestId: contest.id, ...change });
      return answer.ok ? 'registered' : answer.error.code;
    };
    expect(await register({ possession: '{}' })).toBe('registration_refused');
    expect(await register({ possession: newVouchedCredential(deps, contest).possession })).toBe('registration_refused');
    expect(await register({ registration: '{"challenge":"1","response":"1"}' })).toBe('registration_refused');
    expect(await register({ publicKey: '0'.repeat(64) })).toBe('registration_refused');
    expect(await register({})).toBe('registered');
  });

  test('a key that another slot holds is refused', async () => {
    const taken = newVouchedCredential(deps, contest);
    const { credential, ...signed } = taken;
    const register = async (voter: number) =>
      (await registerCredential(deps, { ...signed, userId: await sessionOf(voter), contestId: contest.id })).ok;
    expect([await register(2), await register(2), await register(3)]).toEqual([true, true, false]);
  });

  test('where codes are used a session alone registers nothing, whatever it sends', async () => {
    const userId = await sessionOf(0, codes);
    const { credential, ...vouched } = newVouchedCredential(deps, codes);
    const { credential: _, ...signed } = newCredential(deps, codes, 0);
    const foreign = newCredential(deps, codes, 1);
    for (const attempt of [
      vouched,
      { ...signed, registration: null },
      { ...signed, registration: foreign.registration },
    ]) {
      const refused = await registerCredential(deps, { ...attempt, userId, contestId: codes.id });
      expect(refused).toEqual({ ok: false, error: { code: 'registration_refused' } });
    }
    expect((await registerCredential(deps, { ...signed, userId, contestId: codes.id })).ok).toBe(true);
  });
});

describe('one slot, one live key', () => {
  test('a second device takes over with its first accepted ballot; one that only registers, or tries, destroys nothing', async () => {
    const phone = await device(4);
    const text = makeBallot(deps, contest, phone.credential, [1]);
    expect((await cast(text)).ok).toBe(true);
    const library = await device(4); // and the session is abandoned here
    expect([await stateOf(phone.publicKey), await stateOf(library.publicKey)]).toEqual(['live', 'registered']);
    const spoilt = makeBallot(deps, contest, library.credential, [2]).replace(/"hash":"./, '"hash":"-');
    expect((await cast(spoilt)).ok).toBe(false);
    expect(await stateOf(phone.publicKey)).toBe('live');
    expect(await findTracker(deps, contest.election.id, ballotTracker(text))).toMatchObject({ replaced: false });
    expect((await cast(makeBallot(deps, contest, library.credential, [3]))).ok).toBe(true);
    expect([await stateOf(phone.publicKey), await stateOf(library.publicKey)]).toEqual(['superseded', 'live']);
    expect(await cast(makeBallot(deps, contest, phone.credential, [1]))).toEqual({
      ok: false,
      error: { code: 'credential_superseded' },
    });
  });

  test('of many devices at once exactly one stays live', async () => {
    await sessionOf(5);
    const devices = await Promise.all(Array.from({ length: 6 }, () => device(5)));
    await Promise.all(devices.map(({ credential }) => cast(makeBallot(deps, contest, credential, [1]))));
    const states = await Promise.all(devices.map(({ publicKey }) => stateOf(publicKey)));
    expect(states.filter((state) => state === 'live')).toHaveLength(1);
  });

  test('a session that ends in between leaves an earlier vote as it was', async () => {
    const one = await openTestContest(deps, 'vouched-abandoned', 1, {
      entitlement: 'vouched',
      emailOf: () => 'a@x.example',
    });
    const userId = await sessionOf(0, one);
    const register = async () => {
      const { credential, ...signed } = newVouchedCredential(deps, one);
      await registerCredential(deps, { ...signed, userId, contestId: one.id });
      return credential;
    };
    const text = makeBallot(deps, one, await register(), [1]);
    expect((await cast(text, one.id)).ok).toBe(true);
    for (let i = 0; i < 3; i += 1) await register();
    await deps.db.session.deleteMany({ where: { userId } });
    expect((await closeContest(deps, SYSTEM, one.id)).ok).toBe(true);
    const found = await findTracker(deps, one.election.id, ballotTracker(text));
    expect(found).toMatchObject({ state: 'on_board', replaced: false });
  });
});

describe('what is fixed and published', () => {
  const describedBy = async ({ election: { id } }: TestContest) => {
    const row = await deps.db.election.findUniqueOrThrow({ where: { id }, select: { descriptionText: true } });
    const parsed = parseDescription(row.descriptionText);
    invariant(parsed.ok, 'a stored description is valid');
    return parsed.description;
  };
  const rollOf = async (of: TestContest) => {
    const slots = await deps.db.slot.findMany({
      where: { contestId: of.id },
      select: { id: true, rollEntry: { select: { salt: true, registrationKey: true } } },
    });
    return slots.map(({ id, rollEntry }) => ({ slotId: id, ...rollEntry }));
  };

  test('the way is part of the election’s fingerprint', async () => {
    expect((await describedBy(contest)).entitlement).toBe('vouched');
    expect((await describedBy(codes)).entitlement).toBe('codes');
  });

  test('the roll is committed to with a salt of its own for each person, and without any code where codes mean nothing', async () => {
    for (const which of [contest, codes]) {
      const { roll } = await describedBy(which);
      const entries = await rollOf(which);
      expect(new Set(entries.map(({ salt }) => salt)).size).toBe(entries.length);
      for (const { salt } of entries) expect(salt).toMatch(/^[0-9a-f]{32}$/);
      const committed = entries.map((entry) => ({
        ...entry,
        registrationKey: which === contest ? null : entry.registrationKey,
      }));
      expect(roll).toEqual({ size: entries.length, root: rollRoot(committed) });
      const guessed = committed.map((entry) => ({ ...entry, salt: '' }));
      expect(rollRoot(guessed)).not.toBe(roll.root);
    }
  });
});

describe('before opening', () => {
  test('the administrator sees how many have no address of their own, and nobody at all is an obstacle', async () => {
    expect(await countWithoutEmail(deps, contest.id)).toEqual({ people: 12, without: 3 });
    expect(await countWithoutEmail(deps, codes.id)).toBeNull();
    const { roundId } = contest;
    const envelope = await deps.db.envelope.create({ data: { roundId, name: 'e', amountMinor: 1n } });
    const data = {
      name: 'draft',
      slug: 'vouched-draft',
      maxChoices: 1,
      rule: 'greedy_votes',
      entitlement: 'vouched',
    } as const;
    const draft = await deps.db.contest.create({ data: { ...data, roundId, envelopeId: envelope.id } });
    const named = async () => (await openingObstacles(deps, draft.id))?.map(({ code }) => code);
    expect(await named()).not.toContain('people_without_code');
    expect(await named()).not.toContain('nobody_with_email');
    await deps.db.rollEntry.updateMany({ where: { roundId }, data: { email: 'one@x.example' } });
    expect(await named()).toContain('nobody_with_email');
  });
});

test('a voter who is vouched for keeps the wall: the ballot side has no more of them than a random name', async () => {
  const { publicKey } = await device(6);
  const row = await deps.db.credential.findFirstOrThrow({ where: { publicKey } });
  expect(row.chain).toMatch(/^[0-9a-f]{32}$/);
  const entry = await deps.db.rollEntry.findFirstOrThrow({
    where: { roundId: contest.roundId, externalId: contest.voters[6]?.externalId ?? '' },
    select: { id: true, userId: true, externalId: true, salt: true, slots: { select: { id: true } } },
  });
  const known = [
    entry.id,
    entry.userId,
    entry.externalId,
    entry.salt,
    'v6@x.example',
    ...entry.slots.map(({ id }) => id),
  ];
  for (const told of known) expect(JSON.stringify(row)).not.toContain(told);
});

test('codes are not mixed up: a device registered with a code works where codes are used', async () => {
  const phone = await registerDevice(deps, codes, 2);
  expect((await cast(makeBallot(deps, codes, phone.credential, [1]), codes.id)).ok).toBe(true);
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDeps } from '@/lib/server/testing/deps';
import { createTestCity, keyOf, openTestContest, signInCommand, type TestContest } from '@/lib/voting/testing/contest';
import { createChallenge, signInWithCode } from './sign-in';

process.env.LARGO_MODE = 'development';
process.env.NEXTAUTH_URL = 'http://localhost:3000';
process.env.NEXTAUTH_SECRET = '4b1f0c5ae1f94b0f8c0de1a2b3c4d5e6';
process.env.BOARD_SIGNING_KEY = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60';

const deps = testDeps();
const WRONG = { ok: false, error: { code: 'wrong_code' } };
let contest: TestContest;
let other: TestContest;
let address = 0;
/** Another network address for each test: limits of one do not reach the next. */
const newAddress = () => {
  address += 1;
  return `192.0.2.${address}`;
};

const accountsOf = (voter: number) =>
  deps.db.rollEntry.findMany({
    where: { roundId: contest.roundId, registrationKey: keyOf(contest, voter).publicKey },
    select: { userId: true },
  });

beforeAll(async () => {
  await createTestCity(deps);
  contest = await openTestContest(deps, 'sign-in', 8);
  other = await openTestContest(deps, 'other-round', 1);
});
afterAll(() => deps.db.$disconnect());

describe('signing in with a voting code', () => {
  test('20 simultaneous first sign-ins of one code make one account and 20 sessions of it', async () => {
    const users = await deps.db.user.count();
    const nonces = await Promise.all(Array.from({ length: 20 }, () => createChallenge(deps)));
    const answers = await Promise.all(
      nonces.map((nonce) => signInWithCode(deps, '192.0.2.200', signInCommand(deps, contest, 0, nonce))),
    );
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect(await deps.db.user.count()).toBe(users + 1);
    const [entry] = await accountsOf(0);
    const tokens = answers.flatMap((answer) => (answer.ok ? [answer.value.token] : []));
    expect(new Set(tokens).size).toBe(20);
    const sessions = await deps.db.session.findMany({
      where: { sessionToken: { in: tokens } },
      select: { userId: true },
    });
    expect(new Set(sessions.map(({ userId }) => userId))).toEqual(new Set([entry?.userId]));
  });

  test('a nonce is good for one sign-in: of 10 replays at once one is let in', async () => {
    const command = signInCommand(deps, contest, 1, await createChallenge(deps));
    const from = newAddress();
    const answers = await Promise.all(Array.from({ length: 10 }, () => signInWithCode(deps, from, command)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    for (const answer of answers) if (!answer.ok) expect(answer).toEqual(WRONG);
  });

  test('an expired, invented or foreign nonce and a signature for something else are refused', async () => {
    const from = newAddress();
    const early = { ...deps, now: () => new Date(Date.now() - 6 * 60 * 1000) };
    const expired = signInCommand(deps, contest, 2, await createChallenge(early));
    expect(await signInWithCode(deps, from, expired)).toEqual(WRONG);
    expect(await signInWithCode(deps, from, signInCommand(deps, contest, 2, 'a'.repeat(64)))).toEqual(WRONG);
    const nonce = await createChallenge(deps);
    const good = signInCommand(deps, contest, 2, nonce);
    const swapped = { ...good, publicKey: keyOf(contest, 3).publicKey };
    expect(await signInWithCode(deps, from, swapped)).toEqual(WRONG);
    expect(await signInWithCode(deps, from, { ...good, roundId: other.roundId })).toEqual(WRONG);
    expect(await signInWithCode(deps, from, { ...good, nonce: await createChallenge(deps) })).toEqual(WRONG);
    // None of that spent the nonce: the right holder still gets in.
    expect((await signInWithCode(deps, from, good)).ok).toBe(true);
  });

  test('a code that is not on the roll gets the same answer as a wrong signature, and makes no account', async () => {
    const users = await deps.db.user.count();
    const nonce = await createChallenge(deps);
    const here = { ...contest, voters: other.voters };
    expect(await signInWithCode(deps, newAddress(), signInCommand(deps, here, 0, nonce))).toEqual(WRONG);
    expect(await deps.db.user.count()).toBe(users);
  });

  test('after 10 failures a code has to wait, from any address; success costs nothing', async () => {
    for (let i = 0; i < 10; i += 1) {
      const bad = signInCommand(deps, contest, 4, 'c'.repeat(64));
      expect(await signInWithCode(deps, newAddress(), bad)).toEqual(WRONG);
    }
    const good = signInCommand(deps, contest, 4, await createChallenge(deps));
    expect(await signInWithCode(deps, newAddress(), good)).toMatchObject({
      ok: false,
      error: { code: 'too_many_attempts', retryAfterSeconds: expect.any(Number) },
    });
    const from = newAddress();
    for (let i = 0; i < 12; i += 1) {
      const command = signInCommand(deps, contest, 5, await createChallenge(deps));
      expect((await signInWithCode(deps, from, command)).ok).toBe(true);
    }
  });

  test('after 60 failures an address has to wait, whatever code it tries', async () => {
    const from = newAddress();
    const failures = Array.from({ length: 60 }, (_, i) => {
      const nobody = { ...signInCommand(deps, contest, 6, 'd'.repeat(64)), publicKey: String(i).padStart(64, '0') };
      return signInWithCode(deps, from, nobody);
    });
    await Promise.all(failures);
    const good = signInCommand(deps, contest, 7, await createChallenge(deps));
    expect(await signInWithCode(deps, from, good)).toMatchObject({ error: { code: 'too_many_attempts' } });
  });
});

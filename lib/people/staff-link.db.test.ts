import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDeps } from '@/lib/server/testing/deps';
import { CodeSignInInput } from './schema';
import { createChallenge, requestLink } from './sign-in';

process.env.LARGO_MODE = 'development';
process.env.NEXTAUTH_URL = 'http://localhost:3000';
process.env.NEXTAUTH_SECRET = '4b1f0c5ae1f94b0f8c0de1a2b3c4d5e6';
process.env.BOARD_SIGNING_KEY = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60';

const deps = testDeps();
const write = async (query: URLSearchParams) => ({ subject: 's', body: String(query) });

/** What a request answers, and what it leaves to be done after the answer. */
async function ask(email: string, address: string) {
  const later: (() => Promise<void>)[] = [];
  const answer = await requestLink(deps, address, email, write, (work) => later.push(work));
  return { answer, later };
}

beforeAll(async () => {
  const people = [
    { email: 'staff@city.example', roles: { create: { role: 'administrator' as const } } },
    { email: 'resident@city.example', roles: { create: { role: 'resident' as const } } },
  ];
  for (const data of people) await deps.db.user.create({ data });
});
afterAll(() => deps.db.$disconnect());

describe('asking for a sign-in link', () => {
  test('answers everybody alike; only staff get mail, after the answer', async () => {
    const asked = await Promise.all(
      ['staff', 'resident', 'nobody'].map((name, i) => ask(`${name}@city.example`, `192.0.2.${i}`)),
    );
    for (const { answer } of asked) expect(answer).toEqual({ ok: true, value: null });
    expect(asked.map(({ later }) => later.length)).toEqual([1, 0, 0]);
    expect(await deps.db.mail.count()).toBe(0);
    await asked[0]?.later[0]?.();
    const { recipient, body } = await deps.db.mail.findFirstOrThrow();
    expect(recipient).toBe('staff@city.example');
    const token = new URLSearchParams(body).get('token') ?? '';
    const [stored] = await deps.db.verificationToken.findMany();
    expect(stored?.token).not.toContain(token);
    expect(stored?.token).toBe(createHash('sha256').update(`${token}${process.env.NEXTAUTH_SECRET}`).digest('hex'));
  });

  test('is limited by account and by address, for staff and strangers alike', async () => {
    const many = (email: (i: number) => string, address: (i: number) => string, count: number) =>
      Promise.all(Array.from({ length: count }, (_, i) => ask(email(i), address(i))));
    for (const name of ['staff', 'nobody']) {
      await many(
        () => `${name}@city.example`,
        (i) => `198.51.100.${name.length}${i}`,
        5,
      );
      expect((await ask(`${name}@city.example`, '203.0.113.9')).answer).toMatchObject({
        error: { code: 'too_many_attempts' },
      });
    }
    await many(
      (i) => `n${i}@city.example`,
      () => '203.0.113.10',
      30,
    );
    expect((await ask('fresh@city.example', '203.0.113.10')).answer).toMatchObject({
      error: { code: 'too_many_attempts' },
    });
  });
});

describe('asking for a challenge', () => {
  test('stores nothing, however often', async () => {
    const nonces = new Set(Array.from({ length: 500 }, () => createChallenge(deps)));
    expect(nonces.size).toBe(500);
    for (const nonce of nonces) expect(nonce).toMatch(/^[0-9a-f]{64}$/);
    expect(await deps.db.signInChallenge.count()).toBe(0);
  });

  test('what no round could be called is refused before it is signed for', () => {
    const input = { publicKey: 'ab'.repeat(32), nonce: 'cd'.repeat(32), signature: '' };
    for (const roundId of ['a b', '', '\0', 'x|y', 'é']) {
      expect(CodeSignInInput.safeParse({ ...input, roundId }).success).toBe(false);
    }
    expect(CodeSignInInput.safeParse({ ...input, roundId: crypto.randomUUID() }).success).toBe(true);
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSignInLink } from '@/lib/server/auth';
import { testDeps } from '@/lib/server/testing/deps';
import { closeContest } from '@/lib/voting/service';
import { createTestCity, openTestContest, type TestContest } from '@/lib/voting/testing/contest';
import { importRoll } from './roll';
import { requestVoterLink, signInWithLink } from './voter-link';

process.env.LARGO_MODE = 'development';
process.env.NEXTAUTH_URL = 'http://localhost:3000';
process.env.NEXTAUTH_SECRET = '4b1f0c5ae1f94b0f8c0de1a2b3c4d5e6';
process.env.BOARD_SIGNING_KEY = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60';

const deps = testDeps();
const SYSTEM = { id: null, role: 'system' as const };
/** Voters 0 to 5 have an address each; 6 and 7 share one; 8 has none. */
const emailOf = (voter: number) => {
  if (voter === 8) return '';
  return voter > 5 ? 'Casa@vila.example' : `Voter${voter}@Vila.example`;
};
let vouched: TestContest;
let codes: TestContest;
let network = 0;

/** What a request answers, and what it leaves to be done after the answer. */
async function ask(email: string, { roundId }: { roundId: string } = vouched) {
  network += 1;
  const later: (() => Promise<void>)[] = [];
  const write = async ({ token, round }: { token: string; round: string }) => ({ subject: round, body: token });
  const answer = await requestVoterLink(deps, `192.0.2.${network}`, { email, roundId }, write, (work) =>
    later.push(work),
  );
  return { answer, later };
}
/** The token of a link that somebody really got. */
async function tokenFor(email: string): Promise<string> {
  const { later } = await ask(email);
  await later[0]?.();
  const { body } = await deps.db.mail.findFirstOrThrow({ where: { recipient: email }, orderBy: { createdAt: 'desc' } });
  return body;
}
const userOf = async (token: string) =>
  (await deps.db.session.findUniqueOrThrow({ where: { sessionToken: token }, select: { userId: true } })).userId;

beforeAll(async () => {
  await createTestCity(deps);
  vouched = await openTestContest(deps, 'by-email', 9, { entitlement: 'vouched', emailOf });
  codes = await openTestContest(deps, 'by-code', 2, { emailOf });
});
afterAll(() => deps.db.$disconnect());

describe('asking for a link to vote', () => {
  test('answers everybody alike; mail goes to who is on the roll alone with the address', async () => {
    const asked = await Promise.all([
      ask('voter0@vila.example'),
      ask('nobody@vila.example'),
      ask('casa@vila.example'),
      ask('voter0@vila.example', codes),
      ask('voter0@vila.example', { roundId: crypto.randomUUID() }),
    ]);
    for (const { answer } of asked) expect(answer).toEqual({ ok: true, value: null });
    expect(asked.map(({ later }) => later.length)).toEqual([1, 0, 0, 0, 0]);
  });

  test('stops with the contest, as everything there does', async () => {
    const short = await openTestContest(deps, 'short', 1, { entitlement: 'vouched', emailOf });
    expect((await ask('voter0@vila.example', short)).later).toHaveLength(1);
    await closeContest(deps, SYSTEM, short.id);
    expect((await ask('voter0@vila.example', short)).later).toHaveLength(0);
  });

  test('is limited for residents and strangers alike', async () => {
    for (const email of ['voter5@vila.example', 'stranger@vila.example']) {
      for (let i = 0; i < 5; i += 1) expect((await ask(email)).answer.ok).toBe(true);
      expect((await ask(email)).answer).toMatchObject({ error: { code: 'too_many_attempts' } });
    }
  });
});

describe('a mailed link', () => {
  test('signs in once: of 10 who come with it at the same time one is let in', async () => {
    const token = await tokenFor('voter1@vila.example');
    const answers = await Promise.all(Array.from({ length: 10 }, () => signInWithLink(deps, token)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    for (const answer of answers) if (!answer.ok) expect(answer.error).toEqual({ code: 'link_spent' });
  });

  test('leads to one account for the roll entry, which is a resident’s and nothing else', async () => {
    const users = new Set<string>();
    for (let i = 0; i < 2; i += 1) {
      const session = await signInWithLink(deps, await tokenFor('voter2@vila.example'));
      if (!session.ok) throw new Error('the link was fresh');
      users.add(await userOf(session.value.token));
    }
    expect(users.size).toBe(1);
    const [id = ''] = users;
    const user = await deps.db.user.findUniqueOrThrow({ where: { id }, include: { roles: true, rollEntries: true } });
    expect(user.email).toBeNull();
    expect(user.roles.map(({ role }) => role)).toEqual(['resident']);
    expect(user.rollEntries.map(({ email }) => email)).toEqual(['voter2@vila.example']);
  });

  test('gives a member of staff with the same address no power: the account is another one', async () => {
    const email = 'voter3@vila.example';
    const staff = await deps.db.user.create({ data: { email, roles: { create: { role: 'administrator' } } } });
    const session = await signInWithLink(deps, await tokenFor(email));
    if (!session.ok) throw new Error('the link was fresh');
    expect(await userOf(session.value.token)).not.toBe(staff.id);
  });

  test('is worth nothing after half an hour, and a staff link is worth nothing here', async () => {
    const token = await tokenFor('voter4@vila.example');
    const later = { ...deps, now: () => new Date(Date.now() + 31 * 60 * 1000) };
    expect((await signInWithLink(later, token)).ok).toBe(false);
    expect((await signInWithLink(deps, token)).ok).toBe(false);
    const staff = (await createSignInLink('roll-entry:anything', deps.now())).get('token') ?? '';
    expect((await signInWithLink(deps, staff)).ok).toBe(false);
    expect((await signInWithLink(deps, '0'.repeat(64))).ok).toBe(false);
  });
});

test('an imported roll has addresses in one form', async () => {
  const round = await deps.db.round.findUniqueOrThrow({ where: { id: vouched.roundId }, select: { cityId: true } });
  const { id } = await deps.db.round.create({ data: { cityId: round.cityId, slug: 'forms', name: 'forms' } });
  const file = new TextEncoder().encode('external_id,area,email\n1,,ANA@Vila.Example\n');
  await importRoll(deps, SYSTEM, id, file);
  const entries = await deps.db.rollEntry.findMany({ where: { roundId: id }, select: { email: true } });
  expect(entries).toEqual([{ email: 'ana@vila.example' }]);
});

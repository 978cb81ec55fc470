import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseLeaf, revocationCommitment } from '@/lib/protocol/board';
import { testDeps } from '@/lib/server/testing/deps';
import { castBallot } from './ballots/cast';
import { closeContest } from './service';
import {
  createTestCity,
  makeBallot,
  newKey,
  openTestContest,
  registerDevice,
  type TestContest,
} from './testing/contest';

const deps = testDeps();
let contest: TestContest;

const vote = async (voter: number) => {
  const device = await registerDevice(deps, contest, voter);
  const text = makeBallot(deps, contest, device.credential, [1]);
  const cast = await castBallot(deps, 'web', { contestId: contest.id, idempotencyKey: newKey(), text });
  expect(cast.ok).toBe(true);
  return device.publicKey;
};

beforeAll(async () => {
  await createTestCity(deps);
  contest = await openTestContest(deps, 'superseding', 6);
});
afterAll(() => deps.db.$disconnect());

describe('revocations', () => {
  test('are salted one by one: an admitted auditor opens each, nobody else can test a guess', async () => {
    const replaced = [await vote(0), await vote(1), await vote(2)];
    const live = [await vote(0), await vote(1), await vote(2), await vote(3)];
    const onlyRegistered = (await registerDevice(deps, contest, 3)).publicKey;
    expect((await closeContest(deps, { id: null, role: 'system' }, contest.id)).ok).toBe(true);

    const electionId = contest.election.id;
    const texts = await deps.db.leaf.findMany({ where: { electionId }, select: { text: true } });
    const onBoard = texts.flatMap(({ text }) => {
      const leaf = parseLeaf(text);
      return leaf?.kind === 'revocation' ? [leaf.commitment] : [];
    });
    const rows = await deps.db.credential.findMany({ where: { electionId } });
    const salts = new Map(rows.map(({ publicKey, revocationSalt }) => [publicKey, revocationSalt]));
    const opened = replaced.map((key) =>
      revocationCommitment({ key, reason: 'newer_key', salt: salts.get(key) as string, station: null }),
    );
    expect([...onBoard].sort()).toEqual([...opened].sort());

    const used = replaced.map((key) => salts.get(key));
    expect(new Set(used).size).toBe(replaced.length);
    for (const salt of used) expect(salt).toMatch(/^[0-9a-f]{64}$/);
    const guesses = replaced.map((key) => revocationCommitment({ key, reason: 'newer_key', salt: '', station: null }));
    for (const guess of guesses) expect(onBoard).not.toContain(guess);
    // A key that never voted is replaced by nobody and revoked by nothing.
    for (const key of [...live, onlyRegistered]) expect(salts.get(key)).toBeNull();
  });
});

import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deriveCredential } from '@/lib/protocol/credentials';
import { challengeMessage, signMessage } from '@/lib/protocol/registration';
import { testDeps } from '@/lib/server/testing/deps';
import { castBallot } from './ballots/cast';
import { isOpened, noteChallenge } from './ballots/challenge';
import { closeContest } from './service';
import {
  createTestCity,
  makeBallot,
  newCredential,
  newKey,
  openTestContest,
  registerDevice,
  type TestContest,
  type TestCredential,
} from './testing/contest';

const deps = testDeps();
let contest: TestContest;

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const cast = (text: string, key = newKey()) =>
  castBallot(deps, 'web', { contestId: contest.id, idempotencyKey: key, text });

/** What a device sends before it opens a ballot. */
function challengeOf(device: TestCredential, text: string, change: Partial<{ hash: string; signed: string }> = {}) {
  const hash = change.hash ?? hashOf(text);
  const { secret } = deriveCredential(contest.election.id, device.credential);
  const signature = signMessage(secret, challengeMessage(contest.election.id, change.signed ?? hash), deps.random);
  return { contestId: contest.id, hash, credential: device.publicKey, signature };
}
const challenges = () => deps.db.challenge.count();

beforeAll(async () => {
  await createTestCity(deps);
  contest = await openTestContest(deps, 'challenges', 12);
});
afterAll(() => deps.db.$disconnect());

describe('a ballot that was opened for a test', () => {
  test('can never be cast, whatever the idempotency key; another one of the same key can', async () => {
    const device = await registerDevice(deps, contest, 0);
    const text = makeBallot(deps, contest, device.credential, [1]);
    const command = challengeOf(device, text);
    expect(await noteChallenge(deps, command)).toEqual({ ok: true, value: null });
    expect(await noteChallenge(deps, command)).toEqual({ ok: true, value: null });
    expect(await isOpened(deps.db, contest.election.id, device.publicKey, hashOf(text))).toBe(true);
    for (const key of [newKey(), newKey()]) {
      expect(await cast(text, key)).toEqual({ ok: false, error: { code: 'ballot_opened' } });
    }
    expect((await cast(makeBallot(deps, contest, device.credential, [1]))).ok).toBe(true);
  });

  test('leaves the key as it was: testing makes nothing live and replaces no other device', async () => {
    const first = await registerDevice(deps, contest, 1);
    expect((await cast(makeBallot(deps, contest, first.credential, [1]))).ok).toBe(true);
    const second = await registerDevice(deps, contest, 1);
    expect((await noteChallenge(deps, challengeOf(second, 'a ballot'))).ok).toBe(true);
    const states = await deps.db.credential.findMany({
      where: { electionId: contest.election.id, publicKey: { in: [first.publicKey, second.publicKey] } },
      select: { publicKey: true, state: true },
    });
    expect(new Map(states.map(({ publicKey, state }) => [publicKey, state]))).toEqual(
      new Map([
        [first.publicKey, 'live'],
        [second.publicKey, 'registered'],
      ]),
    );
  });

  test('is not one that was cast: what is recorded is never opened', async () => {
    const device = await registerDevice(deps, contest, 2);
    const text = makeBallot(deps, contest, device.credential, [2]);
    const receipt = await cast(text);
    const before = await challenges();
    expect(await noteChallenge(deps, challengeOf(device, text))).toEqual({
      ok: false,
      error: { code: 'ballot_already_cast' },
    });
    expect(await challenges()).toBe(before);
    expect(await cast(text)).toEqual(receipt);
  });

  test('or cast, when both come at once: exactly one of the two', async () => {
    const device = await registerDevice(deps, contest, 3);
    for (let round = 0; round < 8; round += 1) {
      const text = makeBallot(deps, contest, device.credential, [3]);
      const [sent, noted] = await Promise.all([cast(text), noteChallenge(deps, challengeOf(device, text))]);
      expect([sent.ok, noted.ok].filter(Boolean)).toHaveLength(1);
      const error = sent.ok ? !noted.ok && noted.error.code : sent.error.code;
      expect(error).toBe(sent.ok ? 'ballot_already_cast' : 'ballot_opened');
    }
  });

  test('never changes or goes, also for somebody who holds the application’s password', async () => {
    await expect(deps.db.challenge.deleteMany()).rejects.toThrow('append-only');
    await expect(deps.db.challenge.updateMany({ data: { hash: '0'.repeat(64) } })).rejects.toThrow('append-only');
  });
});

describe('who may say so', () => {
  test('nobody but the holder of the ballot’s key: another voter’s word about a seen tracker changes nothing', async () => {
    const [ana, mallory] = [await registerDevice(deps, contest, 4), await registerDevice(deps, contest, 5)];
    const text = makeBallot(deps, contest, ana.credential, [1]);
    // Signed by somebody else under Ana's key: refused. Under one's own key: noted, and of no effect.
    const forged = { ...challengeOf(mallory, text), credential: ana.publicKey };
    expect(await noteChallenge(deps, forged)).toEqual({ ok: false, error: { code: 'challenge_refused' } });
    expect((await noteChallenge(deps, challengeOf(mallory, text))).ok).toBe(true);
    expect(await isOpened(deps.db, contest.election.id, ana.publicKey, hashOf(text))).toBe(false);
    expect((await cast(text)).ok).toBe(true);
  });

  test('a signature for another ballot or contest, an unregistered key and garbage are refused and leave no trace', async () => {
    const device = await registerDevice(deps, contest, 6);
    const before = await challenges();
    const good = challengeOf(device, 'text');
    const refusal = async (change: Partial<typeof good>) => {
      const noted = await noteChallenge(deps, { ...good, ...change });
      return noted.ok ? 'noted' : noted.error.code;
    };
    expect(await refusal({ hash: hashOf('other') })).toBe('challenge_refused');
    expect(await refusal({ signature: '{}' })).toBe('challenge_refused');
    expect(await refusal({ credential: '0'.repeat(64) })).toBe('challenge_refused');
    expect(await refusal({ contestId: crypto.randomUUID() })).toBe('not_found');
    const elsewhere = await openTestContest(deps, 'challenges-elsewhere', 1);
    expect(await refusal({ contestId: elsewhere.id })).toBe('challenge_refused');
    const stranger = newCredential(deps, contest, 7);
    const unknown = await noteChallenge(deps, challengeOf(stranger, 'text'));
    expect(unknown).toEqual({ ok: false, error: { code: 'unknown_credential' } });
    expect(await challenges()).toBe(before);
  });

  test('nobody without end: after 300 the slot has to stop, from whichever device', async () => {
    const [one, two] = [await registerDevice(deps, contest, 8), await registerDevice(deps, contest, 8)];
    const electionId = contest.election.id;
    const data = Array.from({ length: 300 }, (_, i) => ({
      electionId,
      credentialKey: (i % 2 ? one : two).publicKey,
      hash: hashOf(`ballot ${i}`),
    }));
    await deps.db.challenge.createMany({ data });
    for (const device of [one, two]) {
      expect(await noteChallenge(deps, challengeOf(device, 'one more'))).toEqual({
        ok: false,
        error: { code: 'too_many_challenges' },
      });
    }
    // What was noted before is still confirmed, so that a lost answer can be asked for again.
    expect((await noteChallenge(deps, challengeOf(one, 'ballot 1'))).ok).toBe(true);
  });

  test('nobody after the close', async () => {
    const closing = await openTestContest(deps, 'challenges-closing', 1);
    const device = await registerDevice(deps, closing, 0);
    await closeContest(deps, { id: null, role: 'system' }, closing.id);
    const { secret } = deriveCredential(closing.election.id, device.credential);
    const hash = hashOf('late');
    const signature = signMessage(secret, challengeMessage(closing.election.id, hash), deps.random);
    const late = { contestId: closing.id, hash, credential: device.publicKey, signature };
    expect(await noteChallenge(deps, late)).toEqual({ ok: false, error: { code: 'contest_closed' } });
  });
});

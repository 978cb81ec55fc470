import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { proveKnowledge } from '@/lib/crypto/schnorr';
import { ballotContent, ballotParts, ballotText, ballotTracker, checkBallot } from '@/lib/protocol/ballot';
import { verifyReceipt } from '@/lib/protocol/board';
import { deriveCredential } from '@/lib/protocol/credentials';
import { parseDescription } from '@/lib/protocol/description';
import { invariant } from '@/lib/result';
import { testDeps } from '@/lib/server/testing/deps';
import { castBallot } from './ballots/cast';
import { findTracker } from './ballots/track';
import { closeContest, registerCredential } from './service';
import {
  accountOf,
  createTestCity,
  makeBallot,
  newCredential,
  newKey,
  openTestContest,
  registerDevice,
  type TestContest,
} from './testing/contest';

const deps = testDeps();
let contest: TestContest;
let other: TestContest;

const cast = (text: string, idempotencyKey = newKey(), contestId = contest.id) =>
  castBallot(deps, 'web', { contestId, idempotencyKey, text });
const ballotsOf = (publicKey: string) =>
  deps.db.ballot.findMany({
    where: { electionId: contest.election.id, credentialKey: publicKey },
    orderBy: { sequence: 'asc' },
    select: { sequence: true, text: true },
  });
const stateOf = async (publicKey: string) =>
  (
    await deps.db.credential.findUniqueOrThrow({
      where: { electionId_publicKey: { electionId: contest.election.id, publicKey } },
      select: { state: true },
    })
  ).state;
async function boardKey(): Promise<string> {
  const row = await deps.db.election.findUniqueOrThrow({
    where: { id: contest.election.id },
    select: { descriptionText: true },
  });
  const parsed = parseDescription(row.descriptionText);
  invariant(parsed.ok, 'a stored description is valid');
  return parsed.description.boardKey;
}

beforeAll(async () => {
  await createTestCity(deps);
  contest = await openTestContest(deps, 'ballots', 24);
  other = await openTestContest(deps, 'elsewhere', 2);
});
afterAll(() => deps.db.$disconnect());

describe('casting', () => {
  test('I4: 50 copies of one cast at once are one ballot with one receipt', async () => {
    const { credential, publicKey } = await registerDevice(deps, contest, 0);
    const [text, key] = [makeBallot(deps, contest, credential, [1, 3]), newKey()];
    const answers = await Promise.all(Array.from({ length: 50 }, () => cast(text, key)));
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await ballotsOf(publicKey)).toEqual([{ sequence: 1, text }]);
    const [first] = answers;
    invariant(first?.ok, 'checked above');
    expect(first.value.tracker).toBe(ballotTracker(text));
    expect(verifyReceipt(first.value, await boardKey())).toBe(true);
  });

  test('I3: 50 different ballots of one credential at once are 50 receipts, of which the last counts', async () => {
    const { credential, publicKey } = await registerDevice(deps, contest, 1);
    const texts = Array.from({ length: 50 }, (_, i) => makeBallot(deps, contest, credential, [1 + (i % 8)]));
    const answers = await Promise.all(texts.map((text) => cast(text)));
    const trackers = answers.map((answer) => answer.ok && answer.value.tracker);
    expect(trackers).toEqual(texts.map(ballotTracker));
    const stored = await ballotsOf(publicKey);
    expect(stored.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
    expect(new Set(stored.map(({ text }) => text))).toEqual(new Set(texts));
    const found = await Promise.all(
      stored.map(({ text }) => findTracker(deps, contest.election.id, ballotTracker(text))),
    );
    expect(found.map((ballot) => ballot?.replaced)).toEqual(Array.from({ length: 50 }, (_, i) => i < 49));
  });

  test('a ballot under another idempotency key is the same ballot; the key with another ballot is refused', async () => {
    const { credential, publicKey } = await registerDevice(deps, contest, 2);
    const [text, key] = [makeBallot(deps, contest, credential, [2]), newKey()];
    const first = await cast(text, key);
    expect(await cast(text, newKey())).toEqual(first);
    const changed = makeBallot(deps, contest, credential, [4]);
    expect(await cast(changed, key)).toEqual({ ok: false, error: { code: 'idempotency_conflict' } });
    expect((await ballotsOf(publicKey)).map((ballot) => ballot.text)).toEqual([text]);
  });

  test('two voters who happen to send one idempotency key at once: one is stored, the other hears of the conflict', async () => {
    const devices = await Promise.all([3, 4].map((voter) => registerDevice(deps, contest, voter)));
    const key = newKey();
    const texts = devices.map(({ credential }) => makeBallot(deps, contest, credential, [5]));
    const answers = await Promise.all(texts.map((text) => cast(text, key)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(answers.find((answer) => !answer.ok)).toEqual({ ok: false, error: { code: 'idempotency_conflict' } });
    const stored = await Promise.all(devices.map(({ publicKey }) => ballotsOf(publicKey)));
    expect(stored.flat()).toHaveLength(1);
  });

  test('a forged ballot, one of another contest and one under an unknown key change nothing', async () => {
    const { credential, publicKey } = await registerDevice(deps, contest, 5);
    const good = makeBallot(deps, contest, credential, [1]);
    const strange = await registerDevice(deps, other, 0);
    const nobody = newCredential(deps, contest, 6);
    const before = await deps.db.ballot.count();
    const swapped = good.replace(publicKey, nobody.publicKey);
    const refused = async (text: string) => {
      const answer = await cast(text);
      return answer.ok ? 'accepted' : answer.error;
    };
    expect(await refused(swapped)).toMatchObject({ code: 'ballot_refused', reason: 'bad_hash' });
    expect(await refused(good.replace(/"response":"(\d)/, (_, d) => `"response":"${d === '1' ? 2 : 1}`))).toMatchObject(
      {
        code: 'ballot_refused',
      },
    );
    expect(await refused(` ${good}`)).toMatchObject({ code: 'ballot_refused', reason: 'not_canonical' });
    expect(await refused('{}')).toMatchObject({ code: 'ballot_refused', reason: 'not_canonical' });
    expect(await refused(makeBallot(deps, other, strange.credential, [1]))).toMatchObject({
      code: 'ballot_refused',
      reason: 'wrong_election',
    });
    expect(await refused(makeBallot(deps, contest, nobody.credential, [1]))).toEqual({ code: 'unknown_credential' });
    const lost = await cast(good, newKey(), '00000000-0000-4000-8000-000000000000');
    expect(lost).toEqual({ ok: false, error: { code: 'not_found' } });
    expect(await deps.db.ballot.count()).toBe(before);
  });
});

/** The same ciphertext under another signature of the same key: another text, another tracker. */
function signAgain(credential: string, text: string): string {
  const { keys } = contest.election;
  const { secret } = deriveCredential(keys.uuid, credential);
  const { hash } = (JSON.parse(text) as { signature: { hash: string } }).signature;
  const signature = proveKnowledge({ secret, prefix: `sig|${hash}|`, random: deps.random });
  return ballotText(keys, { ...ballotParts(text), signature });
}

describe('a ciphertext', () => {
  const used = { ok: false, error: { code: 'ballot_refused', reason: 'ciphertext_used' } };

  test('is taken once: signed again it is another ballot, and would make an archive that nobody accepts', async () => {
    const { credential } = await registerDevice(deps, contest, 20);
    const text = makeBallot(deps, contest, credential, [1]);
    const again = signAgain(credential, text);
    expect(checkBallot(contest.election.keys, again).ok).toBe(true);
    expect((await cast(text)).ok).toBe(true);
    expect(await cast(again)).toEqual(used);
    expect((await cast(text)).ok).toBe(true);
    expect((await cast(makeBallot(deps, contest, credential, [1]))).ok).toBe(true);
  });

  test('is taken once from two keys of two voters who agreed on it, at once too', async () => {
    const devices = [await registerDevice(deps, contest, 21), await registerDevice(deps, contest, 22)];
    for (let round = 0; round < 4; round += 1) {
      const drawn = new Map<number, Uint8Array>();
      // The first number drawn for a ballot is what encrypts it.
      const agreed = (length: number) => drawn.get(length) ?? drawn.set(length, deps.random(length)).get(length);
      const texts = devices.map(({ credential }) => {
        let isFirst = true;
        const random = (length: number) => {
          const bytes = isFirst ? (agreed(length) as Uint8Array) : deps.random(length);
          isFirst = false;
          return bytes;
        };
        return makeBallot({ ...deps, random }, contest, credential, [2]);
      });
      const [one, two] = texts.map((text) => ballotContent(text));
      expect([one?.alpha, one?.beta]).toEqual([two?.alpha, two?.beta]);
      const answers = await Promise.all(texts.map((text) => cast(text)));
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      expect(answers.find(({ ok }) => !ok)).toEqual(used);
    }
  });
});

describe('two devices of one slot', () => {
  test('registering changes nothing; the second takes over with its first accepted ballot', async () => {
    const first = await registerDevice(deps, contest, 7);
    expect((await cast(makeBallot(deps, contest, first.credential, [1]))).ok).toBe(true);
    const second = await registerDevice(deps, contest, 7);
    expect([await stateOf(first.publicKey), await stateOf(second.publicKey)]).toEqual(['live', 'registered']);
    expect((await cast(makeBallot(deps, contest, first.credential, [2]))).ok).toBe(true);
    const refused = makeBallot(deps, contest, second.credential, [3]).replace(/"hash":"./, '"hash":"-');
    expect((await cast(refused)).ok).toBe(false);
    expect(await stateOf(first.publicKey)).toBe('live');
    expect((await cast(makeBallot(deps, contest, second.credential, [3]))).ok).toBe(true);
    expect([await stateOf(first.publicKey), await stateOf(second.publicKey)]).toEqual(['superseded', 'live']);
    const late = await cast(makeBallot(deps, contest, first.credential, [4]));
    expect(late).toEqual({ ok: false, error: { code: 'credential_superseded' } });
  });

  test('a lost answer is still answered after another device took over', async () => {
    const first = await registerDevice(deps, contest, 8);
    const [text, key] = [makeBallot(deps, contest, first.credential, [1]), newKey()];
    const receipt = await cast(text, key);
    const second = await registerDevice(deps, contest, 8);
    expect((await cast(makeBallot(deps, contest, second.credential, [2]))).ok).toBe(true);
    expect(await cast(text, key)).toEqual(receipt);
  });

  test('many first ballots of several devices at once leave exactly one of them live', async () => {
    await accountOf(deps, contest, 9);
    const devices = await Promise.all(Array.from({ length: 8 }, () => registerDevice(deps, contest, 9)));
    await Promise.all(devices.map(({ credential }) => cast(makeBallot(deps, contest, credential, [1]))));
    const states = await Promise.all(devices.map(({ publicKey }) => stateOf(publicKey)));
    expect(states.filter((state) => state === 'live')).toHaveLength(1);
    expect(states).not.toContain('registered');
  });

  test('before the close a tracker does not tell that another device took over; after it, it does', async () => {
    const slot = await openTestContest(deps, 'two-devices', 1);
    const first = await registerDevice(deps, slot, 0);
    const text = makeBallot(deps, slot, first.credential, [1]);
    await cast(text, newKey(), slot.id);
    const second = await registerDevice(deps, slot, 0);
    await cast(makeBallot(deps, slot, second.credential, [2]), newKey(), slot.id);
    const look = () => findTracker(deps, slot.election.id, ballotTracker(text));
    expect(await look()).toMatchObject({ state: 'waiting', replaced: false });
    expect((await closeContest(deps, { id: null, role: 'system' }, slot.id)).ok).toBe(true);
    expect(await look()).toMatchObject({ state: 'on_board', replaced: true });
  });
});

describe('registering a key', () => {
  test('needs the code’s signature, the key’s own, and a slot in this very contest', async () => {
    const userId = await accountOf(deps, contest, 10);
    const good = newCredential(deps, contest, 10);
    const foreign = newCredential(deps, contest, 11);
    const register = (change: Partial<typeof good & { userId: string; contestId: string }>) => {
      const { credential, ...command } = { ...good, userId, contestId: contest.id, ...change };
      return registerCredential(deps, command);
    };
    const refused = { ok: false, error: { code: 'registration_refused' } };
    expect(await register({ registration: foreign.registration })).toEqual(refused);
    expect(await register({ possession: foreign.possession })).toEqual(refused);
    expect(await register({ publicKey: foreign.publicKey })).toEqual(refused);
    expect(await register({ registration: good.possession, possession: good.registration })).toEqual(refused);
    expect(await register({ contestId: other.id })).toEqual({ ok: false, error: { code: 'not_found' } });
    expect(await register({ userId: await accountOf(deps, other, 1) })).toEqual({
      ok: false,
      error: { code: 'not_found' },
    });
    expect(await deps.db.credential.count({ where: { publicKey: { in: [good.publicKey, foreign.publicKey] } } })).toBe(
      0,
    );
    expect((await register({})).ok && (await register({})).ok).toBe(true);
    expect(await deps.db.slotCredential.count({ where: { publicKey: good.publicKey } })).toBe(1);
  });
});

describe('a server killed with SIGKILL', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'largo-cast-'));
  const script = fileURLToPath(new URL('./testing/cast-and-die.ts', import.meta.url));
  async function castAndDie(moment: 'before' | 'after', text: string, key: string) {
    const file = path.join(folder, `${key}.json`);
    writeFileSync(file, text);
    const run = promisify(execFile)(process.execPath, ['--import', 'tsx', script, moment, contest.id, key, file]);
    return run.then(
      ({ stdout }) => stdout,
      (error: { signal: string }) => error.signal,
    );
  }

  test('after the commit and before the answer: the retry gets the receipt of the one ballot', async () => {
    const { credential, publicKey } = await registerDevice(deps, contest, 12);
    const [text, key] = [makeBallot(deps, contest, credential, [6]), newKey()];
    expect(await castAndDie('after', text, key)).toBe('SIGKILL');
    expect(await ballotsOf(publicKey)).toEqual([{ sequence: 1, text }]);
    const retries = await Promise.all(Array.from({ length: 5 }, () => cast(text, key)));
    for (const retry of retries) expect(retry).toMatchObject({ ok: true, value: { tracker: ballotTracker(text) } });
    expect(await ballotsOf(publicKey)).toHaveLength(1);
  });

  test('before the commit: nothing is stored, no key is superseded, and the retry stores it once', async () => {
    const first = await registerDevice(deps, contest, 13);
    await cast(makeBallot(deps, contest, first.credential, [1]));
    const second = await registerDevice(deps, contest, 13);
    const [text, key] = [makeBallot(deps, contest, second.credential, [2]), newKey()];
    expect(await castAndDie('before', text, key)).toBe('SIGKILL');
    expect(await ballotsOf(second.publicKey)).toEqual([]);
    expect(await stateOf(first.publicKey)).toBe('live');
    expect((await cast(text, key)).ok).toBe(true);
    expect(await ballotsOf(second.publicKey)).toEqual([{ sequence: 1, text }]);
    expect(await stateOf(first.publicKey)).toBe('superseded');
  });
});

describe('I7: the close', () => {
  test('casts that race with it are acknowledged and on the board, or refused; later ones are refused', async () => {
    const race = await openTestContest(deps, 'race', 12);
    const devices = await Promise.all(race.voters.map((_, voter) => registerDevice(deps, race, voter)));
    const texts = devices.map(({ credential }) => makeBallot(deps, race, credential, [1]));
    const casts = texts.map((text) => cast(text, newKey(), race.id));
    const [, ...answers] = await Promise.all([closeContest(deps, { id: null, role: 'system' }, race.id), ...casts]);
    const stored = await deps.db.ballot.findMany({
      where: { electionId: race.election.id },
      select: { text: true, leafIndex: true },
    });
    const acknowledged = texts.filter((_, i) => answers[i]?.ok);
    expect(new Set(stored.map(({ text }) => text))).toEqual(new Set(acknowledged));
    expect(stored.every(({ leafIndex }) => leafIndex !== null)).toBe(true);
    for (const answer of answers) if (!answer.ok) expect(answer.error).toEqual({ code: 'contest_closed' });
    const [device] = devices;
    const late = await cast(makeBallot(deps, race, device?.credential as string, [2]), newKey(), race.id);
    expect(late).toEqual({ ok: false, error: { code: 'contest_closed' } });
    const key = newCredential(deps, race, 0);
    const userId = await accountOf(deps, race, 0);
    const registered = await registerCredential(deps, { ...key, userId, contestId: race.id });
    expect(registered).toEqual({ ok: false, error: { code: 'contest_closed' } });
  });

  test('past its time a contest takes nothing, also before the timer closes it', async () => {
    const { credential } = await registerDevice(deps, contest, 14);
    const text = makeBallot(deps, contest, credential, [1]);
    const later = { ...deps, now: () => contest.election.closesAt };
    const answer = await castBallot(later, 'web', { contestId: contest.id, idempotencyKey: newKey(), text });
    expect(answer).toEqual({ ok: false, error: { code: 'contest_closed' } });
  });
});

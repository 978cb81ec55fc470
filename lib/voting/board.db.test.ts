import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ballotTracker } from '@/lib/protocol/ballot';
import { boardRoot, parseLeaf, verifyHead } from '@/lib/protocol/board';
import { parseDescription } from '@/lib/protocol/description';
import { invariant } from '@/lib/result';
import { testDeps } from '@/lib/server/testing/deps';
import { publishBatch } from './ballots/board';
import { castBallot } from './ballots/cast';
import { getBoardFigures } from './ballots/figures';
import { findTracker } from './ballots/track';
import { closeContest, tick } from './service';
import {
  accountOf,
  createTestCity,
  makeBallot,
  newKey,
  openTestContest,
  registerDevice,
  type TestContest,
} from './testing/contest';

const deps = testDeps({ batchMinimum: 4 });
const SYSTEM = { id: null, role: 'system' as const };
const VOTERS = 12;

const leavesOf = async (contest: TestContest) =>
  (
    await deps.db.leaf.findMany({
      where: { electionId: contest.election.id },
      orderBy: { position: 'asc' },
      select: { position: true, text: true },
    })
  ).map(({ position, text }, index) => {
    expect(position).toBe(index);
    return text;
  });
const headsOf = (contest: TestContest) =>
  deps.db.head.findMany({ where: { electionId: contest.election.id }, orderBy: { size: 'asc' } });

/** Casts from a new device, one ballot after another, until another device takes over. Returns the trackers. */
async function castUntilReplaced(contest: TestContest, voter: number, times: number): Promise<string[]> {
  const { credential } = await registerDevice(deps, contest, voter);
  const trackers: string[] = [];
  for (let i = 0; i < times; i += 1) {
    const text = makeBallot(deps, contest, credential, [1 + i]);
    const answer = await castBallot(deps, 'web', { contestId: contest.id, idempotencyKey: newKey(), text });
    if (answer.ok) trackers.push(ballotTracker(text));
    else expect(answer.error).toEqual({ code: 'credential_superseded' });
  }
  return trackers;
}
async function vote(contest: TestContest, voter: number, times: number): Promise<string[]> {
  const trackers = await castUntilReplaced(contest, voter, times);
  expect(trackers).toHaveLength(times);
  return trackers;
}
const hexOf = (tracker: string) => Buffer.from(tracker, 'base64').toString('hex');

async function checkHeads(contest: TestContest) {
  const election = await deps.db.election.findUniqueOrThrow({
    where: { id: contest.election.id },
    select: { descriptionText: true, fingerprint: true },
  });
  const parsed = parseDescription(election.descriptionText);
  invariant(parsed.ok, 'a stored description is valid');
  const leaves = await leavesOf(contest);
  for (const { electionId: _, ...head } of await headsOf(contest)) {
    const signed = { ...head, electionFingerprint: election.fingerprint };
    expect(verifyHead(signed, parsed.description.boardKey)).toBe(true);
    expect(boardRoot(leaves.slice(0, head.size))).toBe(head.root);
  }
  return leaves;
}

let contest: TestContest;
beforeAll(async () => {
  await createTestCity(deps);
  contest = await openTestContest(deps, 'board', VOTERS);
});
afterAll(() => deps.db.$disconnect());

// The tests tell one story, in order: each needs what the one before left.
describe.sequential('the board', () => {
  const trackers: string[] = [];

  test('begins with the election; ballots wait until those of enough voters are there, and nothing tells that they wait', async () => {
    trackers.push(...(await vote(contest, 0, 3)), ...(await vote(contest, 1, 2)));
    expect(await publishBatch(deps, contest.election.id)).toBe(0);
    const leaves = await checkHeads(contest);
    expect(leaves.map((text) => parseLeaf(text)?.kind)).toEqual(['election']);
    expect(await getBoardFigures(deps, contest.election.id)).toMatchObject({ ballots: 0, head: { size: 1 } });
    expect(await findTracker(deps, contest.election.id, trackers[4] as string)).toEqual({
      state: 'waiting',
      includedBy: contest.election.includedBy,
      replaced: false,
    });
  });

  test('publishes a full batch once, however many ask: registrations before ballots, ballots of a key in their order', async () => {
    trackers.push(...(await vote(contest, 2, 1)), ...(await vote(contest, 3, 1)));
    const published = await Promise.all(Array.from({ length: 8 }, () => publishBatch(deps, contest.election.id)));
    expect(published.filter((count) => count > 0)).toEqual([7]);
    const leaves = (await checkHeads(contest)).map(parseLeaf);
    expect(leaves).toHaveLength(1 + 4 + 7);
    const place = (match: (leaf: ReturnType<typeof parseLeaf>) => boolean) => leaves.findIndex(match);
    const ballotAt = (tracker: string) => place((leaf) => leaf?.kind === 'ballot' && leaf.ballot === hexOf(tracker));
    expect(trackers.slice(0, 3).map(ballotAt)).toEqual(
      trackers
        .slice(0, 3)
        .map(ballotAt)
        .sort((a, b) => a - b),
    );
    for (const tracker of trackers) {
      const { credentialKey } = await deps.db.ballot.findFirstOrThrow({ where: { hash: hexOf(tracker) } });
      const registered = place((leaf) => leaf?.kind === 'registration' && leaf.credential === credentialKey);
      expect(registered).toBeGreaterThan(0);
      expect(registered).toBeLessThan(ballotAt(tracker));
      expect(await findTracker(deps, contest.election.id, tracker)).toMatchObject({
        state: 'on_board',
        leaf: ballotAt(tracker),
      });
    }
  });

  test('I5: every later head extends the one before, also by another process that never saw the tree', async () => {
    const before = await checkHeads(contest);
    for (const voter of [4, 5, 6, 9]) trackers.push(...(await vote(contest, voter, 2)));
    expect(await publishBatch(deps, contest.election.id)).toBe(8);
    const after = await checkHeads(contest);
    expect(after.slice(0, before.length)).toEqual(before);
  });

  test('SEC-05: what is on the board cannot be changed or taken away, not even by our own database user', async () => {
    const where = { electionId_position: { electionId: contest.election.id, position: 1 } };
    await expect(deps.db.leaf.update({ where, data: { text: '{}' } })).rejects.toThrow();
    await expect(deps.db.leaf.delete({ where })).rejects.toThrow();
    await expect(deps.db.head.deleteMany({})).rejects.toThrow();
    await expect(deps.db.ballot.deleteMany({})).rejects.toThrow();
  });

  test('a revocation is on the board without saying whose key it is', async () => {
    trackers.push(...(await vote(contest, 4, 1)));
    trackers.push(...(await vote(contest, 7, 3)));
    expect(await publishBatch(deps, contest.election.id)).toBe(0);
    for (const voter of [10, 11]) trackers.push(...(await vote(contest, voter, 1)));
    expect(await publishBatch(deps, contest.election.id)).toBe(6);
    const leaves = (await checkHeads(contest)).map(parseLeaf);
    expect(leaves.filter((leaf) => leaf?.kind === 'revocation')).toHaveLength(1);
    const old = await deps.db.credential.findFirstOrThrow({ where: { state: 'superseded' } });
    const revocation = JSON.stringify(leaves.filter((leaf) => leaf?.kind === 'revocation'));
    expect(revocation).not.toContain(old.publicKey);
  });

  test('casts and batches at once: no ballot is lost, doubled or out of order', async () => {
    const busy = await openTestContest(deps, 'busy', 6);
    for (const voter of busy.voters.keys()) await accountOf(deps, busy, voter);
    // Each voter casts from two devices at once, so that batches and casts want the same rows in every order.
    const casting = busy.voters.flatMap((_, voter) => [0, 1].map(() => castUntilReplaced(busy, voter, 6)));
    const batches = Array.from({ length: 12 }, async (_, i) => {
      await new Promise((resolve) => setTimeout(resolve, 40 * i));
      return publishBatch(deps, busy.election.id);
    });
    const byDevice = await Promise.all(casting);
    await Promise.all(batches);
    expect((await closeContest(deps, SYSTEM, busy.id)).ok).toBe(true);
    const leaves = (await checkHeads(busy)).map(parseLeaf);
    const ballots = leaves.flatMap((leaf) => (leaf?.kind === 'ballot' ? [leaf.ballot] : []));
    expect([...ballots].sort()).toEqual(byDevice.flat().map(hexOf).sort());
    for (const trackers of byDevice) {
      const places = trackers.map((tracker) => ballots.indexOf(hexOf(tracker)));
      expect(places).toEqual([...places].sort((a, b) => a - b));
    }
    const live = await deps.db.credential.count({ where: { electionId: busy.election.id, state: 'live' } });
    expect(live).toBe(6);
    expect(leaves.at(-1)?.kind).toBe('close');
  });

  test('the timer closes what is due, once, with everything that was promised', async () => {
    trackers.push(...(await vote(contest, 8, 1)));
    // The published closing time is a whole minute; the city's own may have seconds.
    const later = { ...deps, now: () => new Date(contest.election.closesAt.getTime() + 60_000) };
    await Promise.all([tick(later), tick(later), tick(later)]);
    const leaves = (await checkHeads(contest)).map(parseLeaf);
    expect(leaves.filter((leaf) => leaf?.kind === 'close')).toHaveLength(1);
    expect(leaves.at(-1)?.kind).toBe('close');
    const found = await Promise.all(trackers.map((tracker) => findTracker(deps, contest.election.id, tracker)));
    expect(found.every((ballot) => ballot?.state === 'on_board')).toBe(true);
    expect(await getBoardFigures(deps, contest.election.id)).toMatchObject({ ballots: trackers.length });
  });
});

import { type CredentialRegistration, registerKey, type SlotError } from '@/lib/people/service';
import { descriptionHash } from '@/lib/protocol/description';
import { toMinute } from '@/lib/protocol/texts';
import { err, ok, type Result } from '@/lib/result';
import { type Actor, audit } from '@/lib/server/audit';
import type { Deps } from '@/lib/server/deps';
import { appendLeaves, appendPending, lockBatch, publishBatch } from './ballots/board';
import { type AdmissionError, admitCredential } from './ballots/credentials';
import { getOpenElection } from './ballots/elections';
import { hasClosed, shutGate } from './ballots/gate';
import { composeElection, listObstacles, listVoters, loadDraft, makeSlots, type OpeningObstacle } from './opening';

export type OpenError =
  | { code: 'not_found' }
  | { code: 'not_a_draft' }
  | { code: 'not_ready'; obstacles: OpeningObstacle[] };
export type CloseError = { code: 'not_found' } | { code: 'not_open' };
export type RegistrationError = SlotError | AdmissionError;

const LONG = { timeout: 300_000, maxWait: 60_000 };
const SLOT_CHUNK = 5_000;

/**
 * Lets a voter vote with a new key, on their code's signature or, where the contest says so, on our word: people side
 * first, then one key and one chain name cross the wall.
 */
export async function registerCredential(
  deps: Deps,
  command: Omit<CredentialRegistration, 'electionUuid' | 'entitlement'>,
): Promise<Result<{ electionUuid: string }, RegistrationError>> {
  const election = await getOpenElection(deps, command.contestId);
  if (!election) return err({ code: 'not_found' });
  if (await hasClosed(deps, election)) return err({ code: 'contest_closed' });
  const registered = await registerKey(deps, {
    ...command,
    electionUuid: election.id,
    entitlement: election.entitlement,
  });
  if (!registered.ok) return registered;
  const admitted = await admitCredential(deps, election, registered.value);
  return admitted.ok ? ok({ electionUuid: election.id }) : admitted;
}

/** What stands between a draft and its opening; null for an unknown contest. */
export async function openingObstacles(deps: Deps, contestId: string): Promise<OpeningObstacle[] | null> {
  return deps.db.$transaction(async (tx) => {
    const contest = await loadDraft(tx, contestId);
    return contest && listObstacles(contest, await listVoters(tx, contest), deps.now());
  });
}

/** How many of those who may vote in a draft where people sign in by e-mail could not; null where they need none. */
export async function countWithoutEmail(
  deps: Deps,
  contestId: string,
): Promise<{ people: number; without: number } | null> {
  return deps.db.$transaction(async (tx) => {
    const contest = await loadDraft(tx, contestId);
    if (contest?.entitlement !== 'vouched') return null;
    const voters = await listVoters(tx, contest);
    return { people: voters.length, without: voters.filter(({ hasOwnEmail }) => !hasOwnEmail).length };
  });
}

/**
 * Opens voting: freezes rules, projects, roll and tie-seed commitment in the election's fingerprint, gives every voter
 * a slot, and starts the board. Of two simultaneous openings one wins; the other hears that it is no draft any more.
 */
export async function openContest(
  deps: Deps,
  actor: Actor,
  contestId: string,
): Promise<Result<{ electionId: string; fingerprint: string }, OpenError>> {
  return deps.db.$transaction(async (tx) => {
    // The round's row first, as every change of the roll does, and then the contest's, as every change of a draft does:
    // nobody is added while the roll is hashed, and no trustee replaces a key that the election is being made of.
    await tx.$queryRaw`
      select round.id from city.round join city.contest on contest.round_id = round.id
      where contest.id = ${contestId} for update of round`;
    await tx.$queryRaw`select id from city.contest where id = ${contestId} for update`;
    const contest = await loadDraft(tx, contestId);
    if (!contest) return err({ code: 'not_found' });
    if (contest.status !== 'draft') return err({ code: 'not_a_draft' });
    const voters = await listVoters(tx, contest);
    const obstacles = listObstacles(contest, voters, deps.now());
    if (obstacles.length > 0) return err({ code: 'not_ready', obstacles });
    const slots = makeSlots(contestId, voters);
    let composed: ReturnType<typeof composeElection>;
    try {
      composed = composeElection(deps, contest, voters, slots);
    } catch (error) {
      // A description that contradicts itself (a project without a cost, say) is the administrator's to mend.
      if (!(error instanceof RangeError)) throw error;
      return err({ code: 'not_ready', obstacles: [{ code: 'description_refused', reason: error.message }] });
    }
    for (let at = 0; at < slots.length; at += SLOT_CHUNK) {
      await tx.slot.createMany({ data: slots.slice(at, at + SLOT_CHUNK) });
    }
    const { uuid, electionText, trustees, descriptionText, fingerprint, seed } = composed;
    const archiveTime = Math.floor(Date.parse(toMinute(deps.now())) / 1000);
    await tx.election.create({
      data: {
        id: uuid,
        contestId,
        fingerprint,
        electionText,
        trusteesText: trustees,
        descriptionText,
        tieSeed: seed,
        archiveTime,
        state: { create: {} },
      },
    });
    const description = descriptionHash(descriptionText);
    await appendLeaves(deps, tx, uuid, [{ kind: 'election', fingerprint, description }]);
    await tx.contest.update({ where: { id: contestId }, data: { status: 'open', opensAt: deps.now() } });
    const detail = { fingerprint, voters: voters.length, projects: contest.projects.length };
    await audit(tx, deps.now(), actor, { action: 'contest.open', subject: `contest:${contestId}`, detail });
    return ok({ electionId: uuid, fingerprint });
  }, LONG);
}

/**
 * Closes voting. It waits for casts that are being stored and keeps out those that come after: what was acknowledged
 * before is on the board, nothing is acknowledged after. Closing twice, or from two processes, happens once.
 */
export async function closeContest(deps: Deps, actor: Actor, contestId: string): Promise<Result<null, CloseError>> {
  const election = await getOpenElection(deps, contestId);
  if (!election) return err({ code: 'not_found' });
  return deps.db.$transaction(async (tx) => {
    if (!(await shutGate(tx, election.id))) return err({ code: 'not_open' });
    const appended = await appendPending(deps, tx, election.id, 0);
    await lockBatch(tx, election.id);
    await appendLeaves(deps, tx, election.id, [{ kind: 'close', closedAt: toMinute(deps.now()) }]);
    await tx.contest.update({ where: { id: contestId }, data: { status: 'closed' } });
    const ballots = await tx.ballot.count({ where: { electionId: election.id } });
    const detail = { ballots, appendedAtClose: appended };
    await audit(tx, deps.now(), actor, { action: 'contest.close', subject: `contest:${contestId}`, detail });
    return ok(null);
  }, LONG);
}

/**
 * Closes what is due and publishes full batches. Called by a timer in every process; each act happens once. What fails
 * for one contest is thrown at the end: it keeps no other from being closed on time.
 */
export async function tick(deps: Deps): Promise<void> {
  const open = await deps.db.contest.findMany({
    where: { status: 'open' },
    select: { id: true, closesAt: true, election: { select: { id: true } } },
  });
  const faults: unknown[] = [];
  for (const { id, closesAt, election } of open) {
    try {
      if (closesAt && closesAt <= deps.now()) await closeContest(deps, { id: null, role: 'system' }, id);
      else if (election) await publishBatch(deps, election.id);
    } catch (error) {
      faults.push(error);
    }
  }
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} of ${open.length} contests`);
}

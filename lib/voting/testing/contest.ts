import { encryptBallot } from '@/lib/protocol/ballot';
import { deriveCredential, generateCredential } from '@/lib/protocol/credentials';
import { encodeApproval } from '@/lib/protocol/payload';
import {
  credentialMessage,
  deriveRegistrationKey,
  possessionMessage,
  signInMessage,
  signMessage,
} from '@/lib/protocol/registration';
import { invariant } from '@/lib/result';
import type { Deps } from '@/lib/server/deps';
import { CITYWIDE } from '@/prisma/seed/city';
import { openDemoContest } from '@/prisma/seed/contest';
import { type DemoVoter, demoVoters } from '@/prisma/seed/people';
import { getOpenElection, type RunningElection } from '../ballots/elections';
import { registerCredential } from '../service';

const HOUR_MS = 60 * 60 * 1000;
const ACTOR = { id: null, role: 'system' as const };

export type TestContest = { id: string; roundId: string; voters: DemoVoter[]; election: RunningElection };
export type TestCredential = { credential: string; publicKey: string };

/** A small contest of its own round, opened by the services that the administrator's pages call. */
export async function openTestContest(
  deps: Deps,
  slug: string,
  voterCount: number,
  options: { entitlement?: 'codes' | 'vouched'; emailOf?: (voter: number) => string } = {},
): Promise<TestContest> {
  const { entitlement = 'codes', emailOf = () => '' } = options;
  const voters = demoVoters(slug, voterCount).map((voter, index) => ({ ...voter, email: emailOf(index) }));
  const { id, roundId } = await openDemoContest(deps, ACTOR, {
    round: { name: slug, slug },
    envelope: { name: slug, areaId: null, amount: 1_000_000 },
    contest: { name: slug, slug, maxChoices: 3, closesAt: new Date(deps.now().getTime() + HOUR_MS), entitlement },
    projects: CITYWIDE,
    voters,
    area: '',
  });
  const election = await getOpenElection(deps, id);
  invariant(election, 'it has just been opened');
  return { id, roundId, voters, election };
}

export async function createTestCity(deps: Deps): Promise<void> {
  const data = { name: 'T', currency: 'BRL', currencyExponent: 2, languages: ['en'], timeZone: 'UTC' };
  await deps.db.city.create({ data });
}

export const keyOf = (contest: TestContest, voter: number) =>
  deriveRegistrationKey(contest.roundId, (contest.voters[voter] as DemoVoter).code);

/** What a browser sends to the sign-in action. */
export function signInCommand(deps: Deps, contest: TestContest, voter: number, nonce: string) {
  const { roundId } = contest;
  const { secret, publicKey } = keyOf(contest, voter);
  return {
    roundId,
    publicKey,
    nonce,
    signature: signMessage(secret, signInMessage(roundId, publicKey, nonce), deps.random),
  };
}

/** The account of a voter, as the first sign-in makes it. */
export async function accountOf(deps: Deps, contest: TestContest, voter: number): Promise<string> {
  const where = { roundId: contest.roundId, registrationKey: keyOf(contest, voter).publicKey };
  const entry = await deps.db.rollEntry.findFirstOrThrow({ where, select: { id: true, userId: true } });
  if (entry.userId) return entry.userId;
  const { id } = await deps.db.user.create({ data: { roles: { create: { role: 'resident' } } }, select: { id: true } });
  await deps.db.rollEntry.update({ where: { id: entry.id }, data: { userId: id } });
  return id;
}

/** A fresh key and the two signatures that register it. */
export function newCredential(deps: Deps, contest: TestContest, voter: number) {
  const credential = generateCredential(deps.random);
  const { secret, publicKey } = deriveCredential(contest.election.id, credential);
  const registrar = keyOf(contest, voter);
  const uuid = contest.election.id;
  return {
    credential,
    publicKey,
    registration: signMessage(registrar.secret, credentialMessage(uuid, publicKey), deps.random),
    possession: signMessage(secret, possessionMessage(uuid, registrar.publicKey), deps.random),
  };
}

/** The same where the server vouches: the key proves itself, and nobody signs for it. */
export function newVouchedCredential(deps: Deps, contest: TestContest) {
  const credential = generateCredential(deps.random);
  const { secret, publicKey } = deriveCredential(contest.election.id, credential);
  const possession = signMessage(secret, possessionMessage(contest.election.id, 'vouched'), deps.random);
  return { credential, publicKey, registration: null, possession };
}

/** Another device of the voter: a new key, registered. */
export async function registerDevice(deps: Deps, contest: TestContest, voter: number): Promise<TestCredential> {
  const { credential, ...signed } = newCredential(deps, contest, voter);
  const userId = await accountOf(deps, contest, voter);
  const registered = await registerCredential(deps, { ...signed, userId, contestId: contest.id });
  invariant(registered.ok, 'a voter of the roll can register a key');
  return { credential, publicKey: signed.publicKey };
}

/** An encrypted ballot for the given positions. */
export function makeBallot(deps: Deps, contest: TestContest, credential: string, chosen: number[]): string {
  const payload = encodeApproval(CITYWIDE.length, chosen);
  return encryptBallot({ election: contest.election.keys, credential, payload, random: deps.random }).ballot;
}

let lastKey = 0;
export const newKey = () => {
  lastKey += 1;
  return `test-idempotency-${String(lastKey).padStart(8, '0')}`;
};

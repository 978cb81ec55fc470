import { randomBytes } from 'node:crypto';
import { signingPublicKey } from '@/lib/crypto/signing';
import { descriptionHash, descriptionText, type PublicDescription, statedBlocks } from '@/lib/protocol/description';
import { electionFingerprint, generateUuid, makeElection } from '@/lib/protocol/election';
import { rollRoot } from '@/lib/protocol/roll';
import { toMinute } from '@/lib/protocol/texts';
import { makeTieSeed } from '@/lib/protocol/tie-seed';
import { combineTrustees, parseTrustees } from '@/lib/protocol/trustees';
import { invariant } from '@/lib/result';
import type { Tx } from '@/lib/server/db';
import type { Deps } from '@/lib/server/deps';
import { getJointKey, type JointKey } from '@/lib/tally/queries';
import { listMixers } from '@/lib/tally/stage';

/** What still stands between a draft contest and its opening, for the administrator's list. */
export type OpeningObstacle =
  | { code: 'no_projects' }
  | { code: 'fewer_projects_than_choices'; most: number }
  | { code: 'too_few_trustees' }
  | { code: 'trustee_without_key'; name: string }
  | { code: 'fewer_trustees_than_threshold'; threshold: number }
  | { code: 'ceremony_missing' }
  | { code: 'ceremony_stopped' }
  | { code: 'ceremony_under_way'; names: string[] }
  | { code: 'empty_roll' }
  | { code: 'people_without_code'; count: number }
  | { code: 'nobody_with_email' }
  | { code: 'closing_time_missing' }
  | { code: 'closing_time_past' }
  | { code: 'description_refused'; reason: string };

/** Two trustees shuffle, so that no single person ever knows all permutations. */
const FEWEST_TRUSTEES = 2;

export async function loadDraft(tx: Tx, contestId: string) {
  const contest = await tx.contest.findUnique({
    where: { id: contestId },
    select: {
      id: true,
      name: true,
      status: true,
      roundId: true,
      ballotForm: true,
      minChoices: true,
      maxChoices: true,
      rule: true,
      ruleParameters: true,
      closesAt: true,
      entitlement: true,
      threshold: true,
      envelope: { select: { amountMinor: true, areaId: true } },
      round: {
        select: { id: true, name: true, city: { select: { name: true, currency: true, currencyExponent: true } } },
      },
      projects: { orderBy: { position: 'asc' }, select: { code: true, title: true, costMinor: true } },
      trustees: { orderBy: { owner: 'asc' }, select: { owner: true, name: true, keyText: true } },
      mixers: { orderBy: { position: 'asc' }, select: { name: true, kind: true } },
    },
  });
  if (!contest) return null;
  const jointKey = contest.threshold === null ? null : await getJointKey(tx, contestId);
  return { ...contest, jointKey };
}
export type DraftContest = NonNullable<Awaited<ReturnType<typeof loadDraft>>>;
/** `hasOwnEmail`: the roll has an e-mail address for this person, and for nobody else in the round. */
export type Voter = { id: string; salt: string; registrationKey: string | null; hasOwnEmail: boolean };

/** Who may vote in the contest: the people of the envelope's area and everything below it, or the whole round. */
export async function listVoters(tx: Tx, contest: DraftContest): Promise<Voter[]> {
  const { areaId } = contest.envelope;
  if (!areaId) return findVoters(tx, { roundId: contest.roundId });
  const areas = await tx.$queryRaw<{ id: string }[]>`
    with recursive below as (
      select id from city.area where id = ${areaId}
      union all select area.id from city.area join below on area.parent_id = below.id)
    select id from below`;
  return findVoters(tx, { roundId: contest.roundId, areaId: { in: areas.map((area) => area.id) } });
}

async function findVoters(tx: Tx, where: { roundId: string; areaId?: { in: string[] } }): Promise<Voter[]> {
  const { roundId } = where;
  const [entries, shared] = await Promise.all([
    tx.rollEntry.findMany({ where, select: { id: true, salt: true, registrationKey: true, email: true } }),
    tx.$queryRaw<{ email: string }[]>`
      select email from people.roll_entry where round_id = ${roundId} and email is not null
      group by email having count(*) > 1`,
  ]);
  const isShared = new Set(shared.map(({ email }) => email));
  return entries.map(({ email, ...entry }) => ({ ...entry, hasOwnEmail: email !== null && !isShared.has(email) }));
}

export function listObstacles(contest: DraftContest, voters: readonly Voter[], now: Date): OpeningObstacle[] {
  const obstacles: OpeningObstacle[] = [];
  if (contest.projects.length === 0) obstacles.push({ code: 'no_projects' });
  else if (contest.projects.length < contest.maxChoices) {
    obstacles.push({ code: 'fewer_projects_than_choices', most: contest.maxChoices });
  }
  if (contest.trustees.length < FEWEST_TRUSTEES) obstacles.push({ code: 'too_few_trustees' });
  obstacles.push(...keyObstacles(contest));
  if (voters.length === 0) obstacles.push({ code: 'empty_roll' });
  else obstacles.push(...entitlementObstacles(contest, voters));
  if (!contest.closesAt) obstacles.push({ code: 'closing_time_missing' });
  else if (contest.closesAt <= now) obstacles.push({ code: 'closing_time_past' });
  return obstacles;
}

function entitlementObstacles({ entitlement }: DraftContest, voters: readonly Voter[]): OpeningObstacle[] {
  if (entitlement === 'vouched') {
    return voters.some(({ hasOwnEmail }) => hasOwnEmail) ? [] : [{ code: 'nobody_with_email' }];
  }
  const count = voters.filter((voter) => !voter.registrationKey).length;
  return count > 0 ? [{ code: 'people_without_code', count }] : [];
}

function keyObstacles({ threshold, trustees, jointKey }: DraftContest): OpeningObstacle[] {
  if (threshold === null || !jointKey) {
    return trustees.flatMap(({ name, keyText }) => (keyText ? [] : [{ code: 'trustee_without_key' as const, name }]));
  }
  if (trustees.length < threshold) return [{ code: 'fewer_trustees_than_threshold', threshold }];
  return ceremonyObstacles(jointKey, trustees);
}

function ceremonyObstacles(
  jointKey: JointKey,
  trustees: readonly { owner: number; name: string }[],
): OpeningObstacle[] {
  switch (jointKey.state) {
    case 'none':
      return [{ code: 'ceremony_missing' }];
    case 'stopped':
      return [{ code: 'ceremony_stopped' }];
    case 'under_way': {
      const names = trustees.filter(({ owner }) => jointKey.waitingFor.includes(owner)).map(({ name }) => name);
      return [{ code: 'ceremony_under_way', names }];
    }
    case 'ready':
      return [];
  }
}

/** The list of trustees as it is archived, read back: their joint key, and the key of each. */
function composeTrustees({ trustees, jointKey }: DraftContest) {
  const text =
    jointKey?.state === 'ready'
      ? `[["Pedersen",${jointKey.block}]]`
      : combineTrustees(trustees.map(({ keyText }) => keyText as string)).trustees;
  const parsed = parseTrustees(text);
  invariant(parsed.ok, 'keys are checked before they are stored');
  invariant(parsed.trustees.keys.length === trustees.length, 'every trustee has one key');
  return parsed.trustees;
}

type SlotRow = { id: string; rollEntryId: string; contestId: string; chain: string };

/** One slot for each voter; `chain` is the random name by which the ballot side groups the slot's keys. */
export function makeSlots(contestId: string, voters: readonly Voter[]): SlotRow[] {
  return voters.map((voter) => ({
    id: crypto.randomUUID(),
    rollEntryId: voter.id,
    contestId,
    chain: randomBytes(16).toString('hex'),
  }));
}

/** Everything that is fixed by the election's fingerprint before the first ballot (SEC-07). */
export function composeElection(
  deps: Deps,
  contest: DraftContest,
  voters: readonly Voter[],
  slots: readonly SlotRow[],
) {
  const trustees = composeTrustees(contest);
  const { seed, commitment } = makeTieSeed(deps.random);
  const slotOf = new Map(slots.map((slot) => [slot.rollEntryId, slot.id]));
  const roll = voters.map(({ id, salt, registrationKey }) => ({
    salt,
    // Where the server vouches, codes made for other contests of the round register nothing.
    registrationKey: contest.entitlement === 'codes' ? registrationKey : null,
    slotId: slotOf.get(id) as string,
  }));
  const { city } = contest.round;
  const description: PublicDescription = {
    version: 1,
    city: city.name,
    round: { id: contest.round.id, name: contest.round.name },
    contest: { id: contest.id, name: contest.name },
    currency: { code: city.currency, exponent: city.currencyExponent },
    budgetMinor: contest.envelope.amountMinor,
    projects: contest.projects.map(({ code, title, costMinor }) => ({ id: code, title, costMinor })),
    ballot: { form: 'approval', min: contest.minChoices, max: contest.maxChoices },
    counting: { rule: contest.rule, parameters: contest.ruleParameters as Record<string, string>, ties: 'default' },
    thresholds: [],
    tieSeedCommitment: commitment,
    roll: { size: roll.length, root: rollRoot(roll) },
    entitlement: contest.entitlement,
    trustees: contest.trustees.map(({ owner, name }) => ({
      name,
      publicKey: (trustees.keys[owner - 1] as { text: string }).text,
    })),
    ...statedBlocks(trustees.blocks),
    mixers: listMixers(contest.trustees, contest.mixers),
    boardKey: Buffer.from(signingPublicKey(deps.signingKey)).toString('hex'),
    opensAt: toMinute(deps.now()),
    closesAt: toMinute(contest.closesAt as Date),
  };
  const text = descriptionText(description);
  const uuid = generateUuid(deps.random);
  const electionText = makeElection({
    uuid,
    name: contest.name,
    descriptionHash: descriptionHash(text),
    publicKey: trustees.publicKey.text,
  });
  return {
    uuid,
    electionText,
    trustees: trustees.text,
    descriptionText: text,
    fingerprint: electionFingerprint(electionText),
    seed,
  };
}

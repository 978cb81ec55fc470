import { seededRandom } from '@/lib/crypto/testing/seeded-random';
import { storeRegistrationKeys } from '@/lib/people/registration-keys';
import { importRoll } from '@/lib/people/roll';
import { makeTrusteeKey } from '@/lib/protocol/trustees';
import { addMixer } from '@/lib/rounds/mixers';
import type { MixerCommand } from '@/lib/rounds/schema';
import { addProject, createContest, createEnvelope, createRound } from '@/lib/rounds/service';
import { addTrustee } from '@/lib/rounds/trustees';
import type { Actor } from '@/lib/server/audit';
import type { Deps } from '@/lib/server/deps';
import { submitTrusteeKey } from '@/lib/tally/service';
import { openContest } from '@/lib/voting/service';
import { playDemoCeremony } from './ceremony';
import type { DemoProject } from './city';
import { must } from './must';
import { type DemoVoter, registrationKey, THIRD_TRUSTEE, TRUSTEES } from './people';

export type DemoContest = {
  round: { name: string; slug: string };
  envelope: { name: string; areaId: string | null; amount: number };
  contest: { name: string; slug: string; maxChoices: number; closesAt: Date; entitlement?: 'codes' | 'vouched' };
  projects: DemoProject[];
  voters: DemoVoter[];
  area: string;
  /** How many of `TRUSTEES` and the third trustee suffice; without it `TRUSTEES` have a key each and all open. */
  threshold?: number;
  /** Who shuffles after the first two trustees. */
  mixers?: MixerCommand[];
};

/** Trustee keys of the demo are drawn from fixed seeds, so that an interrupted seed can go on. */
export const demoTrusteeKey = (contestSlug: string, owner: number) =>
  makeTrusteeKey(seededRandom(`demo trustee ${contestSlug} ${owner}`));

/** Builds a round with one contest and opens it, by the services that the administrator's pages call. */
export async function openDemoContest(
  deps: Deps,
  actor: Actor,
  demo: DemoContest,
): Promise<{ id: string; roundId: string }> {
  const round = must(await createRound(deps, actor, demo.round), 'round');
  await importDemoRoll(deps, actor, round.id, demo);
  const { amount, ...envelope } = demo.envelope;
  const amountMinor = BigInt(amount) * 100n;
  const { id: envelopeId } = must(
    await createEnvelope(deps, actor, round.id, { ...envelope, themeId: null, amountMinor }),
    'envelope',
  );
  const command = { ...demo.contest, minChoices: 0, rule: 'mes_cost_add1u' as const, step: '' };
  const { id } = must(await createContest(deps, actor, envelopeId, command), 'contest');
  const themes = new Map(
    (await deps.db.theme.findMany({ select: { id: true, slug: true } })).map((t) => [t.slug, t.id]),
  );
  for (const { cost, theme, ...project } of demo.projects) {
    const costMinor = BigInt(cost) * 100n;
    must(await addProject(deps, actor, id, { ...project, costMinor, themeId: themes.get(theme) }), 'project');
  }
  if (demo.threshold === undefined) await nameWithKeys(deps, actor, { id, slug: demo.contest.slug });
  else {
    for (const person of [...TRUSTEES, THIRD_TRUSTEE]) must(await addTrustee(deps, actor, id, person), 'trustee');
    await playDemoCeremony(deps, actor, { id, slug: demo.contest.slug, threshold: demo.threshold });
  }
  for (const mixer of demo.mixers ?? []) must(await addMixer(deps, actor, id, mixer), 'mixer');
  must(await openContest(deps, actor, id), 'opening');
  return { id, roundId: round.id };
}

async function nameWithKeys(deps: Deps, actor: Actor, contest: { id: string; slug: string }): Promise<void> {
  for (const [index, person] of TRUSTEES.entries()) {
    must(await addTrustee(deps, actor, contest.id, person), 'trustee');
    const where = { email: person.email };
    const { id: userId } = await deps.db.user.findUniqueOrThrow({ where, select: { id: true } });
    const { publicKey } = demoTrusteeKey(contest.slug, index + 1);
    must(await submitTrusteeKey(deps, userId, contest.id, publicKey), 'key');
  }
}

async function importDemoRoll(deps: Deps, actor: Actor, roundId: string, demo: DemoContest): Promise<void> {
  const rows = demo.voters.map(({ externalId, email = '' }) => `${externalId},${demo.area},${email}`);
  const file = new TextEncoder().encode(`external_id,area,email\n${rows.join('\n')}\n`);
  must(await importRoll(deps, actor, roundId, file), 'roll');
  if (demo.contest.entitlement === 'vouched') return;
  const entries = await deps.db.rollEntry.findMany({ where: { roundId }, select: { id: true, externalId: true } });
  const codes = new Map(demo.voters.map(({ externalId, code }) => [externalId, code]));
  const keys = entries.map(({ id, externalId }) => ({
    rollEntryId: id,
    publicKey: registrationKey(roundId, codes.get(externalId) as string).publicKey,
  }));
  must(await storeRegistrationKeys(deps, actor, { roundId, keys }), 'codes');
}

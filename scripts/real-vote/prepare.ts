import { storeRegistrationKeys } from '@/lib/people/registration-keys';
import { importRoll } from '@/lib/people/roll';
import { parseDescription } from '@/lib/protocol/description';
import { deriveRegistrationKey, generateCode } from '@/lib/protocol/registration';
import { makeTrusteeKey } from '@/lib/protocol/trustees';
import { createContest, createEnvelope, createRound, importProjects } from '@/lib/rounds/service';
import { addTrustee } from '@/lib/rounds/trustees';
import type { Deps } from '@/lib/server/deps';
import { submitTrusteeKey } from '@/lib/tally/service';
import { getOpenElection } from '@/lib/voting/ballots/elections';
import { openContest } from '@/lib/voting/service';
import { demoShare, playDemoCeremony } from '@/prisma/seed/ceremony';
import { random, type Site } from './voter';

const DAY_MS = 24 * 60 * 60 * 1000;

export type Trustee = { owner: number; userId: string; privateKey: string };
export type Prepared = { site: Site; codes: string[]; trustees: Trustee[] };

function must<T>(result: { ok: true; value: T } | { ok: false; error: { code: string } }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** What an administrator does before voting opens, by the services behind the administrator's pages. */
export async function prepareContest(
  deps: Deps,
  origin: string,
  input: { file: Uint8Array; voters: number; isShared: boolean },
  done: (n: number) => void,
): Promise<Prepared> {
  await deps.db.city.create({
    data: { name: 'Wieliczka', currency: 'PLN', currencyExponent: 2, languages: ['en'], timeZone: 'Europe/Warsaw' },
  });
  const actor = { id: null, role: 'system' as const };
  const round = must(await createRound(deps, actor, { name: '2023', slug: '2023' }));
  const codes = await makeRoll(deps, round.id, input.voters, done);
  const amountMinor = 100_000_000n;
  const envelope = must(
    await createEnvelope(deps, actor, round.id, { name: 'Green Budget', amountMinor, areaId: null, themeId: null }),
  );
  const contest = must(
    await createContest(deps, actor, envelope.id, {
      name: 'Green Budget',
      slug: 'green-budget',
      minChoices: 0,
      maxChoices: 64,
      rule: 'mes_cost_add1u',
      step: '1',
      closesAt: new Date(deps.now().getTime() + DAY_MS),
    }),
  );
  must(await importProjects(deps, actor, contest.id, input.file));
  const trustees = await makeTrustees(deps, { id: contest.id, slug: contest.slug }, input.isShared);
  must(await openContest(deps, actor, contest.id));
  return { site: await siteOf(deps, origin, contest.id, round.id), codes, trustees };
}

const NAMES = ['First', 'Second', 'Third'];

/** Two trustees with a key each, or three with one joint key of which any two suffice. */
async function makeTrustees(deps: Deps, contest: { id: string; slug: string }, isShared: boolean): Promise<Trustee[]> {
  const actor = { id: null, role: 'system' as const };
  const people: { owner: number; userId: string }[] = [];
  for (const name of isShared ? NAMES : NAMES.slice(0, 2)) {
    const email = `${name.toLowerCase()}@trustees.example`;
    const { owner } = must(await addTrustee(deps, actor, contest.id, { name, email }));
    const { id: userId } = await deps.db.user.findUniqueOrThrow({ where: { email }, select: { id: true } });
    people.push({ owner, userId });
  }
  if (isShared) {
    await playDemoCeremony(deps, actor, { ...contest, threshold: 2 });
    return Promise.all(people.map(async (who) => ({ ...who, privateKey: await demoShare(deps, contest, who) })));
  }
  const trustees: Trustee[] = [];
  for (const who of people) {
    const { privateKey, publicKey } = makeTrusteeKey(random);
    must(await submitTrusteeKey(deps, who.userId, contest.id, publicKey));
    trustees.push({ ...who, privateKey });
  }
  return trustees;
}

async function makeRoll(deps: Deps, roundId: string, voters: number, done: (n: number) => void): Promise<string[]> {
  const actor = { id: null, role: 'system' as const };
  const rows = Array.from({ length: voters }, (_, index) => `${index},,`);
  const file = new TextEncoder().encode(`external_id,area,email\n${rows.join('\n')}\n`);
  must(await importRoll(deps, actor, roundId, file));
  const entries = await deps.db.rollEntry.findMany({ where: { roundId }, select: { id: true } });
  const codes: string[] = [];
  for (let at = 0; at < entries.length; at += 500) {
    const keys = entries.slice(at, at + 500).map(({ id }) => {
      const code = generateCode(random);
      codes.push(code);
      return { rollEntryId: id, publicKey: deriveRegistrationKey(roundId, code).publicKey };
    });
    must(await storeRegistrationKeys(deps, actor, { roundId, keys }));
    done(codes.length);
  }
  return codes;
}

async function siteOf(deps: Deps, origin: string, contestId: string, roundId: string): Promise<Site> {
  const election = await getOpenElection(deps, contestId);
  const row = await deps.db.election.findUniqueOrThrow({ where: { contestId }, select: { descriptionText: true } });
  const parsed = parseDescription(row.descriptionText);
  if (!election || !parsed.ok) throw new Error('the contest did not open');
  const { boardKey, projects } = parsed.description;
  return { origin, contestId, roundId, election: election.keys, boardKey, projectCount: projects.length };
}

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { seededRandom } from '@/lib/crypto/testing/seeded-random';
import { keyFileName, sealKeyFile } from '@/lib/protocol/key-file';
import { type Deps, deps } from '@/lib/server/deps';
import { closeContest } from '@/lib/voting/service';
import { AREAS, CITY, CITYWIDE, type DemoProject, RIBEIRA, SCHOOLS, THEMES } from './seed/city';
import { demoTrusteeKey, openDemoContest } from './seed/contest';
import { ADMINISTRATOR, type DemoVoter, demoVoters, THIRD_TRUSTEE, TRUSTEES } from './seed/people';
import { countDemoContest } from './seed/tally';
import { castDemoVote } from './seed/vote';

const PASSPHRASE = 'four stones in a square';
const DAY_MS = 24 * 60 * 60 * 1000;
const OPEN = { round: '2027', contest: 'ribeira-2027', voters: 40, printed: 6 };
/** Residents sign in by e-mail, and the city vouches for them; the last two have no address on the roll. */
const VOUCHED = { round: 'escolas-2027', contest: 'escolas-2027', voters: 12, withEmail: 10, printed: 2 };
const COUNTED = { round: '2026', contest: 'cidade-2026', voters: 60 };

/** The same services at another time: the counted contest lies in the past. */
const at = (base: Deps, time: Date): Deps => ({ ...base, now: () => time });
const evening = (time: number) => {
  const day = new Date(time);
  day.setUTCHours(23, 0, 0, 0);
  return day;
};

async function seedCity(base: Deps): Promise<void> {
  if (await base.db.city.findFirst({ select: { id: true } })) return;
  await base.db.city.create({ data: { ...CITY, areas: { create: AREAS }, themes: { create: THEMES } } });
}

async function seedStaff(base: Deps): Promise<{ id: string; role: 'administrator' }> {
  const { email, name } = ADMINISTRATOR;
  const grant = { create: { role: 'administrator' as const } };
  const { id } = await base.db.user.upsert({
    where: { email },
    create: { email, name, roles: grant },
    update: {},
    select: { id: true },
  });
  return { id, role: 'administrator' };
}

/** Phases of a round whose voting ends at `end`. */
function phasesAround(end: Date) {
  const spans = [
    ['assemblies', -150, -110],
    ['proposals', -110, -80],
    ['review', -80, -45],
    ['deliberation', -45, -21],
    ['voting', -21, 0],
    ['count', 0, 3],
    ['results', 3, 5],
    ['implementation', 30, 400],
  ] as const;
  const day = (days: number) => new Date(end.getTime() + days * DAY_MS);
  return spans.map(([kind, from, to]) => ({ kind, startsAt: day(from), endsAt: day(to) }));
}

/** Believable, tie-rich choices: popular projects are chosen more often; the same every time. */
function demoChoices(projects: readonly DemoProject[], voter: number, most: number): number[] {
  const random = seededRandom(`demo choice ${voter}`);
  const chosen = projects.flatMap((_, index) => {
    const [dice = 0] = random(1);
    return dice < 40 + ((index * 97) % 130) ? [index + 1] : [];
  });
  return chosen.slice(0, most);
}

async function findContest(base: Deps, slug: string) {
  return base.db.contest.findUnique({ where: { slug }, select: { id: true, roundId: true, status: true } });
}

/** One vote for each voter who has none yet, so that an interrupted seed goes on instead of voting twice. */
async function seedVotes(
  base: Deps,
  contest: { id: string; roundId: string },
  demo: { voters: DemoVoter[]; projects: DemoProject[]; most: number },
): Promise<void> {
  const election = await base.db.election.findUniqueOrThrow({ where: { contestId: contest.id }, select: { id: true } });
  const done = await base.db.ballot.count({ where: { electionId: election.id } });
  for (const [index, { code }] of demo.voters.entries()) {
    if (index < done) continue;
    const chosen = demoChoices(demo.projects, index, demo.most);
    await castDemoVote(base, {
      contestId: contest.id,
      roundId: contest.roundId,
      code,
      projectCount: demo.projects.length,
      chosen,
    });
  }
}

async function seedOpenContest(
  base: Deps,
  actor: { id: string; role: 'administrator' },
  now: Date,
): Promise<DemoVoter[]> {
  const voters = demoVoters(OPEN.round, OPEN.voters);
  if (await findContest(base, OPEN.contest)) return voters;
  const closesAt = evening(now.getTime() + 13 * DAY_MS);
  const area = await base.db.area.findFirstOrThrow({ where: { slug: 'ribeira' }, select: { id: true } });
  const { id, roundId } = await openDemoContest(at(base, new Date(now.getTime() - 8 * DAY_MS)), actor, {
    round: { name: '2027', slug: OPEN.round },
    envelope: { name: 'Ribeira', areaId: area.id, amount: 4_800_000 },
    contest: { name: 'Ribeira', slug: OPEN.contest, maxChoices: 5, closesAt },
    projects: RIBEIRA,
    voters,
    area: 'ribeira',
  });
  await base.db.phase.createMany({ data: phasesAround(closesAt).map((phase) => ({ ...phase, roundId })) });
  await seedVotes(base, { id, roundId }, { voters: voters.slice(OPEN.printed, 30), projects: RIBEIRA, most: 5 });
  return voters;
}

async function seedVouchedContest(
  base: Deps,
  actor: { id: string; role: 'administrator' },
  now: Date,
): Promise<DemoVoter[]> {
  const { round, contest, voters: count, withEmail } = VOUCHED;
  const voters = demoVoters(round, count).map((voter, index) =>
    index < withEmail ? { ...voter, email: `resident-${index + 1}@vilaclara.example` } : voter,
  );
  if (await findContest(base, contest)) return voters;
  await openDemoContest(at(base, new Date(now.getTime() - 3 * DAY_MS)), actor, {
    round: { name: 'Escolas 2027', slug: round },
    envelope: { name: 'Escolas', areaId: null, amount: 1_500_000 },
    contest: {
      name: 'Escolas',
      slug: contest,
      maxChoices: 3,
      closesAt: evening(now.getTime() + 27 * DAY_MS),
      entitlement: 'vouched',
    },
    projects: SCHOOLS,
    voters,
    area: '',
  });
  return voters;
}

async function seedCountedContest(base: Deps, actor: { id: string; role: 'administrator' }, now: Date): Promise<void> {
  const closesAt = evening(now.getTime() - 200 * DAY_MS);
  const past = at(base, new Date(closesAt.getTime() - 10 * DAY_MS));
  const voters = demoVoters(COUNTED.round, COUNTED.voters);
  let contest = await findContest(base, COUNTED.contest);
  if (!contest) {
    const opened = await openDemoContest(past, actor, {
      round: { name: '2026', slug: COUNTED.round },
      envelope: { name: 'Toda a cidade', areaId: null, amount: 9_000_000 },
      contest: { name: 'Toda a cidade', slug: COUNTED.contest, maxChoices: 4, closesAt },
      projects: CITYWIDE,
      voters,
      area: '',
      threshold: 2,
    });
    await base.db.phase.createMany({ data: phasesAround(closesAt).map((p) => ({ ...p, roundId: opened.roundId })) });
    contest = { ...opened, status: 'open' };
  }
  if (contest.status === 'counted') return;
  if (contest.status === 'open') {
    await seedVotes(past, contest, { voters: voters.slice(0, 52), projects: CITYWIDE, most: 4 });
    await closeContest(at(base, closesAt), actor, contest.id);
  }
  await countDemoContest(at(base, new Date(closesAt.getTime() + 2 * DAY_MS)), contest.id, COUNTED.contest);
}

/** Key files of the open contest's trustees, as their browsers would have saved them: so that a visitor can open the count. */
async function writeKeyFiles(base: Deps, folder: string) {
  const { id } = await base.db.contest.findUniqueOrThrow({ where: { slug: OPEN.contest }, select: { id: true } });
  mkdirSync(folder, { recursive: true });
  const keyFiles: { who: string; file: string; passphrase: string }[] = [];
  for (const [index, { name }] of TRUSTEES.entries()) {
    const owner = index + 1;
    const key = demoTrusteeKey(OPEN.contest, owner);
    const { public_key: publicKey } = JSON.parse(key.publicKey) as { public_key: string };
    const sealed = { contest: id, owner, publicKey, ceremony: null, privateKey: key.privateKey };
    const file = path.join(folder, keyFileName(OPEN.contest, owner));
    writeFileSync(file, await sealKeyFile({ subtle: crypto.subtle, random: base.random }, sealed, PASSPHRASE), {
      mode: 0o600,
    });
    keyFiles.push({ who: name, file, passphrase: PASSPHRASE });
  }
  return keyFiles;
}

/** How to look around: read by `npm run demo`. Only what may be shown on a screen. */
async function writeSignIns(base: Deps, voters: readonly DemoVoter[], byEmail: readonly DemoVoter[]): Promise<void> {
  const file = process.env.DEMO_SIGN_INS_FILE ?? '.data/demo-sign-ins.json';
  const keyFiles = await writeKeyFiles(base, file.replace(/sign-ins\.json$/, 'keys'));
  const signIns = [
    { who: `Administrator, ${ADMINISTRATOR.name}`, at: '/en/staff', secret: ADMINISTRATOR.email },
    ...[...TRUSTEES, THIRD_TRUSTEE].map(({ name, email }) => ({
      who: `Trustee, ${name}`,
      at: '/en/staff',
      secret: email,
    })),
    ...voters
      .slice(0, OPEN.printed)
      .map(({ code }, i) => ({ who: `Resident ${i + 1}`, at: '/en/sign-in', secret: code })),
    ...byEmail.slice(0, VOUCHED.printed).map(({ email = '' }, i) => ({
      who: `By e-mail, resident ${i + 1}`,
      at: `/en/vote/${VOUCHED.contest}`,
      secret: email,
    })),
  ];
  const addresses = [
    { what: 'Home, English', at: '/en' },
    { what: 'Home, Portuguese', at: '/pt-BR' },
    { what: 'The counted contest', at: `/en/results/${COUNTED.round}/${COUNTED.contest}` },
    { what: 'Sign-in links land here', at: '/en/outbox' },
  ];
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ addresses, signIns, keyFiles }, null, 2)}\n`, { mode: 0o600 });
}

async function main(): Promise<void> {
  const base = deps();
  const now = new Date();
  await seedCity(base);
  const actor = await seedStaff(base);
  const voters = await seedOpenContest(base, actor, now);
  const byEmail = await seedVouchedContest(base, actor, now);
  await seedCountedContest(base, actor, now);
  await writeSignIns(base, voters, byEmail);
  await base.db.$disconnect();
}

await main();

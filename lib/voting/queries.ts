import { parseDescription, trusteesNeeded } from '@/lib/protocol/description';
import { invariant } from '@/lib/result';
import type { Deps } from '@/lib/server/deps';
import type { PhaseKind } from '@/lib/server/generated/prisma/enums';

type Reads = Pick<Deps, 'db' | 'now'>;

export type City = { name: string; timeZone: string; currency: { code: string; exponent: number } };

/** What the public sees of a contest. Drafts are nobody's business: to every query here they do not exist. */
export type PublicStatus = 'open' | 'closed' | 'counted';
export type ContestSummary = {
  id: string;
  slug: string;
  name: string;
  status: PublicStatus;
  round: { id: string; slug: string; name: string };
  /** The area that the money is for; null for the whole city. */
  area: string | null;
  amountMinor: bigint;
  projects: number;
  minChoices: number;
  maxChoices: number;
  closesAt: Date;
  /** Who says that a voter's key is theirs: their code, or this server. */
  entitlement: 'codes' | 'vouched';
};
export type PublicProject = {
  /** 1-based place in the frozen list: what a ballot holds. */
  position: number;
  code: string;
  title: string;
  summary: string;
  theme: { slug: string; name: string } | null;
  costMinor: bigint;
};
export type PublicContest = ContestSummary & {
  opensAt: Date;
  rule: string;
  rollSize: number;
  trustees: string[];
  /** How many of the trustees suffice to open. */
  trusteesNeeded: number;
  list: PublicProject[];
  /** The texts that the voter's device checks and encrypts with. */
  election: { id: string; electionText: string; descriptionText: string };
};

/** The one municipality; null before it was set up. */
export async function getCity(deps: Pick<Deps, 'db'>): Promise<City | null> {
  const city = await deps.db.city.findFirst({
    select: { name: true, timeZone: true, currency: true, currencyExponent: true },
  });
  return city && { ...city, currency: { code: city.currency, exponent: city.currencyExponent } };
}

const summaryFields = {
  id: true,
  slug: true,
  name: true,
  status: true,
  minChoices: true,
  maxChoices: true,
  closesAt: true,
  entitlement: true,
  round: { select: { id: true, slug: true, name: true } },
  envelope: { select: { amountMinor: true, area: { select: { name: true } } } },
  _count: { select: { projects: true } },
} as const;
const published = { status: { not: 'draft' }, closesAt: { not: null } } as const;

type SummaryRow = {
  id: string;
  slug: string;
  name: string;
  status: 'draft' | PublicStatus;
  minChoices: number;
  maxChoices: number;
  closesAt: Date | null;
  entitlement: 'codes' | 'vouched';
  round: { id: string; slug: string; name: string };
  envelope: { amountMinor: bigint; area: { name: string } | null };
  _count: { projects: number };
};

/** A contest whose time is over counts as closed, also in the seconds before the timer closes it. */
function summaryOf(row: SummaryRow, now: Date): ContestSummary {
  const { envelope, _count, status, closesAt, ...rest } = row;
  invariant(status !== 'draft' && closesAt, 'a published contest has a closing time');
  return {
    ...rest,
    closesAt,
    status: status === 'open' && closesAt <= now ? 'closed' : status,
    area: envelope.area?.name ?? null,
    amountMinor: envelope.amountMinor,
    projects: _count.projects,
  };
}

/** Open contests first, those that close soonest at the top; then the others, the latest first. */
export async function listContests(deps: Reads): Promise<ContestSummary[]> {
  const rows = await deps.db.contest.findMany({
    where: published,
    orderBy: { closesAt: 'asc' },
    select: summaryFields,
  });
  const all = rows.map((row) => summaryOf(row, deps.now()));
  const open = all.filter((contest) => contest.status === 'open');
  return [...open, ...all.filter((contest) => contest.status !== 'open').reverse()];
}

/** A published contest as its election froze it; null for a draft or an unknown name. */
export async function getContest(deps: Reads, slug: string): Promise<PublicContest | null> {
  const row = await deps.db.contest.findFirst({
    where: { slug, ...published },
    select: {
      ...summaryFields,
      opensAt: true,
      election: { select: { id: true, electionText: true, descriptionText: true } },
      projects: { select: { code: true, summary: true, theme: { select: { slug: true, name: true } } } },
    },
  });
  if (!row?.election) return null;
  const { election, opensAt, projects, ...summary } = row;
  const parsed = parseDescription(election.descriptionText);
  invariant(parsed.ok, 'a stored description is valid');
  const { description } = parsed;
  // Order, titles and costs come from the frozen text that every ballot is bound to; the table adds words to read.
  const words = new Map(projects.map((project) => [project.code, project]));
  const list = description.projects.map(({ id, title, costMinor }, index) => {
    const { summary: text = '', theme = null } = words.get(id) ?? {};
    return { position: index + 1, code: id, title, costMinor, summary: text, theme };
  });
  return {
    ...summaryOf(summary, deps.now()),
    opensAt: opensAt ?? new Date(description.opensAt),
    rule: description.counting.rule,
    entitlement: description.entitlement,
    rollSize: description.roll.size,
    trustees: description.trustees.map((trustee) => trustee.name),
    trusteesNeeded: trusteesNeeded(description),
    list,
    election,
  };
}

export type RoundPhase = { kind: PhaseKind; startsAt: Date; endsAt: Date };

/** The stages of a round in the order in which they begin. */
export function listPhases(deps: Pick<Deps, 'db'>, roundId: string): Promise<RoundPhase[]> {
  return deps.db.phase.findMany({
    where: { roundId },
    orderBy: [{ startsAt: 'asc' }, { endsAt: 'asc' }],
    select: { kind: true, startsAt: true, endsAt: true },
  });
}

export type VotingRound = { id: string; name: string; ways: ('codes' | 'vouched')[] };

/** Rounds in which somebody can vote now, with the ways of signing in that their open contests ask for. */
export async function listVotingRounds(deps: Reads): Promise<VotingRound[]> {
  const open = { status: 'open', closesAt: { gt: deps.now() } } as const;
  const rounds = await deps.db.round.findMany({
    where: { contests: { some: open } },
    orderBy: { name: 'asc' },
    select: { id: true, name: true, contests: { where: open, select: { entitlement: true } } },
  });
  return rounds.map(({ id, name, contests }) => {
    const asked = new Set(contests.map(({ entitlement }) => entitlement));
    return { id, name, ways: (['codes', 'vouched'] as const).filter((way) => asked.has(way)) };
  });
}

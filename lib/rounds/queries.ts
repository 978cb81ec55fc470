import type { Db } from '@/lib/server/db';
import type { Deps } from '@/lib/server/deps';

type Reads = Pick<Deps, 'db'>;

/** The deployment's one city. */
export function getCity({ db }: Reads) {
  return db.city.findFirstOrThrow({
    select: { id: true, name: true, currency: true, currencyExponent: true, timeZone: true },
  });
}
export type City = Awaited<ReturnType<typeof getCity>>;

export function listRounds({ db }: Reads) {
  return db.round.findMany({
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    select: { id: true, slug: true, name: true, _count: { select: { contests: true, rollEntries: true } } },
  });
}

/** A round with its calendar, envelopes and contests; null for an unknown slug. */
export function getRound({ db }: Reads, slug: string) {
  return db.round.findFirst({
    where: { slug },
    select: {
      id: true,
      slug: true,
      name: true,
      phases: { orderBy: { startsAt: 'asc' }, select: { kind: true, startsAt: true, endsAt: true } },
      envelopes: {
        orderBy: { name: 'asc' },
        select: {
          id: true,
          name: true,
          amountMinor: true,
          area: { select: { name: true } },
          theme: { select: { name: true } },
          contest: {
            select: { id: true, slug: true, name: true, status: true, closesAt: true, ...countedProjects },
          },
        },
      },
    },
  });
}
const countedProjects = { _count: { select: { projects: true } } } as const;

export function getEnvelope({ db }: Reads, id: string) {
  return db.envelope.findUnique({
    where: { id },
    select: { id: true, name: true, amountMinor: true, contest: { select: { slug: true } }, round: roundName },
  });
}
const roundName = { select: { id: true, slug: true, name: true } } as const;

/** Areas and themes that an envelope may be for. */
export async function listPurposes({ db }: Reads) {
  const named = { orderBy: { name: 'asc' }, select: { id: true, name: true, slug: true } } as const;
  const [areas, themes] = await Promise.all([db.area.findMany(named), db.theme.findMany(named)]);
  return { areas, themes };
}

/** A contest with its projects and trustees, for those who prepare it; null for an unknown slug. */
export function getContest({ db }: Reads, slug: string) {
  return db.contest.findUnique({
    where: { slug },
    select: {
      id: true,
      slug: true,
      name: true,
      status: true,
      minChoices: true,
      maxChoices: true,
      rule: true,
      ruleParameters: true,
      opensAt: true,
      closesAt: true,
      entitlement: true,
      envelope: { select: { name: true, amountMinor: true, area: { select: { name: true } } } },
      round: roundName,
      projects: {
        orderBy: { position: 'asc' },
        select: { id: true, code: true, title: true, summary: true, costMinor: true },
      },
      trustees: {
        orderBy: { owner: 'asc' },
        select: { id: true, owner: true, name: true, keyAt: true, user: { select: { email: true } } },
      },
      mixers: { orderBy: { position: 'asc' }, select: { id: true, kind: true, name: true, email: true } },
      election: { select: { id: true, fingerprint: true } },
    },
  });
}
export type ContestView = NonNullable<Awaited<ReturnType<typeof getContest>>>;

const confirmations = {
  where: { endedAt: null },
  select: { messages: { where: { step: 'confirmation' }, select: { index: true } } },
} as const;

/** Every trustee of every contest, newest round first, and whether their key is there. */
export async function listTrustees({ db }: Reads) {
  const rows = await db.trustee.findMany({
    orderBy: [{ contest: { round: { createdAt: 'desc' } } }, { contest: { name: 'asc' } }, { owner: 'asc' }],
    select: {
      id: true,
      owner: true,
      name: true,
      keyAt: true,
      user: { select: { email: true } },
      contest: { select: { slug: true, name: true, status: true, threshold: true, keyCeremonies: confirmations } },
    },
  });
  return rows.map(({ keyAt, contest: { keyCeremonies, threshold, ...contest }, ...trustee }) => {
    const hasConfirmed = keyCeremonies.some(({ messages }) => messages.some(({ index }) => index === trustee.owner));
    return { ...trustee, contest, hasKey: threshold === null ? keyAt !== null : hasConfirmed };
  });
}

export type Turnout = { slots: number; voters: number };

/**
 * How many people may vote in a contest and how many have, as contest id → figures. A voter with a ballot has exactly
 * one live key. Nothing here tells what anybody chose.
 */
export async function turnoutOf({ db }: Reads, contestIds: readonly string[]): Promise<Map<string, Turnout>> {
  const ids = [...contestIds];
  const [slots, elections] = await Promise.all([
    db.slot.groupBy({ by: ['contestId'], where: { contestId: { in: ids } }, _count: true }),
    db.election.findMany({
      where: { contestId: { in: ids } },
      select: { contestId: true, _count: { select: { credentials: { where: { state: 'live' } } } } },
    }),
  ]);
  const voters = new Map(elections.map(({ contestId, _count }) => [contestId, _count.credentials]));
  const held = new Map(slots.map(({ contestId, _count }) => [contestId, _count]));
  return new Map(ids.map((id) => [id, { slots: held.get(id) ?? 0, voters: voters.get(id) ?? 0 }]));
}

/** The contests that the administrator's first page looks at. */
export function listContests({ db }: Reads) {
  return db.contest.findMany({
    orderBy: [{ closesAt: 'asc' }, { id: 'asc' }],
    select: { id: true, slug: true, name: true, status: true, opensAt: true, closesAt: true, round: roundName },
  });
}

/**
 * How many people of each round have no voting code yet. Left out are rounds whose roll is frozen, and those in which
 * every contest lets people sign in by e-mail.
 */
export async function roundsWithoutCodes({ db }: { db: Db }) {
  const rounds = await db.round.findMany({
    where: {
      contests: { none: { status: { not: 'draft' } } },
      rollEntries: { some: { registrationKey: null } },
      OR: [{ contests: { none: {} } }, { contests: { some: { entitlement: 'codes' } } }],
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    select: {
      slug: true,
      name: true,
      _count: { select: { rollEntries: { where: { registrationKey: null } } } },
    },
  });
  return rounds.map(({ slug, name, _count }) => ({ slug, name, people: _count.rollEntries }));
}

/** Whether the roll of a round can still change: nobody is added once a contest has opened. */
export async function isRollFrozen({ db }: Reads, roundId: string): Promise<boolean> {
  return (await db.contest.count({ where: { roundId, status: { not: 'draft' } } })) > 0;
}

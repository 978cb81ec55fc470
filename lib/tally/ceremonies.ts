import { checkTrusteeKey } from '@/lib/protocol/trustees';
import type { Deps } from '@/lib/server/deps';
import { getShareKey } from './ceremony/progress';
import { getTallyState, type TallyState } from './queries';

/** One contest as one of its trustees sees it. */
export interface Ceremony {
  readonly contest: {
    readonly id: string;
    readonly slug: string;
    readonly name: string;
    /** When voting ends or ended; null where it was closed before the announced time. */
    readonly closesAt: Date | null;
    readonly round: { readonly slug: string; readonly name: string };
    readonly timeZone: string;
  };
  /** The trustee's own number. */
  readonly owner: number;
  /** Point text and time of the public key that this trustee handed in, or of the share. */
  readonly key: { readonly publicKey: string; readonly at: Date | null } | null;
  readonly state: TallyState;
}

type Reads = Pick<Deps, 'db' | 'now'>;

const contestFields = {
  id: true,
  slug: true,
  name: true,
  closesAt: true,
  round: { select: { slug: true, name: true, city: { select: { timeZone: true } } } },
} as const;
const select = { owner: true, keyText: true, keyAt: true, contest: { select: contestFields } } as const;

const findTrustees = ({ db }: Reads, userId: string, contestId?: string) =>
  db.trustee.findMany({
    where: { userId, ...(contestId === undefined ? {} : { contestId }) },
    orderBy: [{ contest: { round: { createdAt: 'desc' } } }, { contest: { name: 'asc' } }],
    select,
  });

function singleKey({ keyText, keyAt }: { keyText: string | null; keyAt: Date | null }): Ceremony['key'] {
  const checked = keyText === null ? null : checkTrusteeKey(keyText);
  return checked?.ok ? { publicKey: checked.publicKey, at: keyAt } : null;
}

async function toCeremony(deps: Reads, row: Awaited<ReturnType<typeof findTrustees>>[number]): Promise<Ceremony[]> {
  const state = await getTallyState(deps, row.contest.id);
  const { city, ...round } = row.contest.round;
  if (!state) return [];
  const key = state.threshold === null ? singleKey(row) : await getShareKey(deps.db, row.contest.id, row.owner);
  const isOver = state.status === 'closed' || state.status === 'counted';
  const closesAt = isOver && row.contest.closesAt && row.contest.closesAt > deps.now() ? null : row.contest.closesAt;
  const contest = { ...row.contest, closesAt, round, timeZone: city.timeZone };
  return [{ contest, owner: row.owner, key, state }];
}

/** The contests that a person is a trustee of, newest round first. */
export async function listCeremonies(deps: Reads, userId: string): Promise<Ceremony[]> {
  const rows = await findTrustees(deps, userId);
  return (await Promise.all(rows.map((row) => toCeremony(deps, row)))).flat();
}

/** One of them; null for a contest of which the person is no trustee, as for one that does not exist. */
export async function getCeremony(deps: Reads, userId: string, contestId: string): Promise<Ceremony | null> {
  const [row] = await findTrustees(deps, userId, contestId);
  return row ? ((await toCeremony(deps, row))[0] ?? null) : null;
}

import { sha256Hex } from '@/lib/crypto/hash';
import { parseComposition } from '@/lib/protocol/composition';
import { parseDescription } from '@/lib/protocol/description';
import { invariant } from '@/lib/result';
import type { Deps } from '@/lib/server/deps';
import { getTallyState, type TallyState } from '@/lib/tally/queries';
import { CountedFile, OutcomeFile, VerificationFile } from './schema';
import { type ResultView, resultView } from './view';

type Reads = Pick<Deps, 'db' | 'now'>;

export interface CountedResult {
  readonly view: ResultView;
  /** Names of the checks that passed before publishing, in their order. */
  readonly checks: readonly string[];
  /** SHA-256 of outcome.json, hex: `sha256sum` gives the same. */
  readonly countFingerprint: string;
  readonly electionId: string;
}

export interface ContestHeading {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly status: 'open' | 'closed' | 'counted';
  /** When voting ends or ended; null when that is not known, since it was closed before the announced time. */
  readonly closesAt: Date | null;
  readonly entitlement: 'codes' | 'vouched';
  readonly round: { readonly slug: string; readonly name: string };
  readonly city: { readonly name: string; readonly timeZone: string };
  /** Theme slugs by project code, for the drawings. */
  readonly themes: ReadonlyMap<string, string>;
}

export type ResultPage = { readonly contest: ContestHeading } & (
  | { readonly result: CountedResult; readonly progress: null }
  | { readonly result: null; readonly progress: TallyState }
);

const heading = {
  id: true,
  slug: true,
  name: true,
  status: true,
  closesAt: true,
  entitlement: true,
  round: { select: { slug: true, name: true, city: { select: { name: true, timeZone: true } } } },
  projects: { select: { code: true, theme: { select: { slug: true } } } },
} as const;

/** The announced time, unless voting was closed before it. */
function closingTime(contest: { status: string; closesAt: Date | null }, now: Date): Date | null {
  const { status, closesAt } = contest;
  return closesAt && (status === 'open' || closesAt <= now) ? closesAt : null;
}

/** A contest's result, or how far the count has come. Null for drafts and unknown addresses alike. */
export async function getResultPage(deps: Reads, roundSlug: string, contestSlug: string): Promise<ResultPage | null> {
  const row = await deps.db.contest.findUnique({ where: { slug: contestSlug }, select: heading });
  if (!row || row.status === 'draft' || row.round.slug !== roundSlug) return null;
  const { projects, status, ...rest } = row;
  const { city, ...round } = row.round;
  const themes = new Map(projects.flatMap(({ code, theme }) => (theme ? [[code, theme.slug] as const] : [])));
  const closesAt = closingTime(row, deps.now());
  const contest: ContestHeading = { ...rest, status, closesAt, round, city, themes };
  const result = status === 'counted' ? await getCountedResult(deps, row.id) : null;
  if (result) return { contest, result, progress: null };
  const state = await getTallyState(deps, row.id);
  return state && { contest, result: null, progress: state };
}

/** Results never change once published, so a process keeps those that were asked for last. */
const kept = new Map<string, CountedResult>();
const MOST_KEPT = 50;

async function getCountedResult({ db }: Reads, contestId: string): Promise<CountedResult | null> {
  const known = kept.get(contestId);
  if (known) return known;
  const names = ['description.json', 'outcome.json', 'counted.json', 'composition.json', 'verification.json'];
  const election = await db.election.findUnique({
    where: { contestId },
    select: { id: true, files: { where: { name: { in: names } }, select: { name: true, content: true } } },
  });
  if (!election || election.files.length < names.length) return null;
  const texts = new Map(election.files.map(({ name, content }) => [name, new TextDecoder().decode(content)]));
  const result = { ...readFiles((name) => texts.get(name) as string), electionId: election.id };
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value as string);
  kept.set(contestId, result);
  return result;
}

function readFiles(text: (name: string) => string): Omit<CountedResult, 'electionId'> {
  const description = parseDescription(text('description.json'));
  const composition = parseComposition(text('composition.json'));
  invariant(description.ok && composition.ok, 'published files are valid');
  const view = resultView({
    description: description.description,
    composition: composition.composition,
    outcome: OutcomeFile.parse(JSON.parse(text('outcome.json'))),
    counted: CountedFile.parse(JSON.parse(text('counted.json'))),
  });
  const checks = VerificationFile.parse(JSON.parse(text('verification.json'))).checks.map(({ name }) => name);
  return { view, checks, countFingerprint: sha256Hex(text('outcome.json')) };
}

export interface RoundResults {
  readonly slug: string;
  readonly name: string;
  readonly contests: readonly (Pick<ContestHeading, 'slug' | 'name' | 'status' | 'closesAt'> & {
    readonly view: ResultView | null;
  })[];
}

/** Every contest that was opened, newest round first; with its result once it is counted. */
export async function listResults(deps: Reads): Promise<RoundResults[]> {
  const rounds = await deps.db.round.findMany({
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    select: {
      slug: true,
      name: true,
      contests: {
        where: { status: { not: 'draft' } },
        orderBy: { name: 'asc' },
        select: { id: true, slug: true, name: true, status: true, closesAt: true },
      },
    },
  });
  const listed = rounds.filter(({ contests }) => contests.length > 0);
  return Promise.all(
    listed.map(async ({ contests, ...round }) => ({
      ...round,
      contests: await Promise.all(
        contests.map(async ({ id, status, ...contest }) => ({
          ...contest,
          status: status as ContestHeading['status'],
          closesAt: closingTime({ status, closesAt: contest.closesAt }, deps.now()),
          view: status === 'counted' ? ((await getCountedResult(deps, id))?.view ?? null) : null,
        })),
      ),
    })),
  );
}

export interface PublishedContest {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  /** Name of its round. */
  readonly round: string;
}

/** Contests whose bundle is published, newest round first. */
export async function listPublished({ db }: Reads): Promise<PublishedContest[]> {
  const contests = await db.contest.findMany({
    where: { status: 'counted' },
    orderBy: [{ round: { createdAt: 'desc' } }, { name: 'asc' }],
    select: { id: true, slug: true, name: true, round: { select: { name: true } } },
  });
  return contests.map(({ round, ...contest }) => ({ ...contest, round: round.name }));
}

/** What the result page says, drawn from the published files alone. Pure; amounts are minor units. */
import type { Composition } from '@/lib/protocol/composition';
import { type PublicDescription, trusteesNeeded } from '@/lib/protocol/description';
import { invariant } from '@/lib/result';
import type { CountedFile, OutcomeFile, TraceRule } from './schema';

/** Fewer than this of one kind are not told apart (SEC-09). */
const SMALLEST_CELL = 10;

export type WhyWon =
  /** `shareMinor`: what each of `payers` paid; `paidLess` gave all they had left; `paidNothing` had nothing left. */
  | { readonly kind: 'shares'; readonly shareMinor: bigint; payers: number; paidLess: number; paidNothing: number }
  /** It came next by votes, and `leftMinor` was enough. */
  | { readonly kind: 'votes'; readonly leftMinor: bigint; readonly perSupporterMinor: bigint | null };

/** `leftMinor`: of the budget when its turn came by votes; `supportersMinor`: of its supporters' shares, all together. */
export interface WhyLost {
  readonly leftMinor: bigint | null;
  readonly supportersMinor: bigint | null;
  /** What the larger of the two fell short of the cost. */
  readonly lacksMinor: bigint;
}

export interface ProjectResult {
  readonly id: string;
  readonly title: string;
  readonly costMinor: bigint;
  readonly votes: number;
}
export type Winner = ProjectResult & { readonly why: WhyWon };
export type Loser = ProjectResult & {
  readonly why: WhyLost;
  /** It has more votes than some project that was chosen. */
  readonly beatsAWinner: boolean;
};

export interface TieResult {
  /** Titles, the one that went first first. */
  readonly titles: readonly string[];
  readonly decidedBy: 'cost' | 'votes' | 'lot' | 'id';
  /** Another order would have chosen other projects. Unknown (null) where shares decided. */
  readonly decisive: boolean | null;
}

export interface Turnout {
  readonly roll: number;
  readonly ballots: number;
  /** One ballot of each person who voted. */
  readonly people: number;
  /** Ballots that a later one of the same person replaced. */
  readonly replaced: number;
  readonly valid: number;
  readonly blank: number;
  readonly invalid: readonly { readonly reason: string; readonly ballots: number }[];
  /** Null where a way of voting was used by so few that it is not told apart. */
  readonly channels: readonly { readonly channel: 'web' | 'booth' | 'paper'; readonly people: number }[] | null;
}

export interface ResultView {
  readonly currency: { readonly code: string; readonly exponent: number };
  readonly budgetMinor: bigint;
  readonly spentMinor: bigint;
  readonly leftMinor: bigint;
  /** In order of selection. */
  readonly winners: readonly Winner[];
  /** Most votes first. */
  readonly losers: readonly Loser[];
  readonly mostVotes: number;
  readonly rule: TraceRule;
  /** What each voter held at the start, for rules of shares. */
  readonly startingMinor: bigint | null;
  /** How often every voter's share was raised before the money ran out. */
  readonly increments: number | null;
  readonly ties: readonly TieResult[];
  readonly turnout: Turnout;
  /** Valid ballots of which at least one choice was chosen. */
  readonly served: number;
  readonly trustees: readonly string[];
  /** How many of them were needed to open. */
  readonly needed: number;
  readonly mixers: readonly string[];
  readonly entitlement: 'codes' | 'vouched';
  readonly ballotLimits: { readonly min: number; readonly max: number };
  readonly electionFingerprint: string;
  /** Ed25519 key that signs the board's heads, 64 hex digits. */
  readonly boardKey: string;
}

interface Published {
  readonly description: PublicDescription;
  readonly outcome: OutcomeFile;
  readonly counted: CountedFile;
  readonly composition: Composition;
}

export function resultView({ description, outcome, counted, composition }: Published): ResultView {
  const titles = new Map(description.projects.map(({ id, title }) => [id, title]));
  const { trace } = outcome;
  const winners = trace.winners.map((won) => ({ ...project(titles, won), why: whyWon(won) }));
  const fewest = Math.min(...winners.map(({ votes }) => votes));
  const losers = trace.losers
    .map((lost) => ({ ...project(titles, lost), why: whyLost(lost), beatsAWinner: lost.votes > fewest }))
    .sort((a, b) => b.votes - a.votes);
  const start = 'startingAmount' in trace ? trace.startingAmount : null;
  return {
    currency: description.currency,
    budgetMinor: description.budgetMinor,
    spentMinor: outcome.totalCostMinor,
    leftMinor: description.budgetMinor - outcome.totalCostMinor,
    winners,
    losers,
    mostVotes: Math.max(0, ...[...winners, ...losers].map(({ votes }) => votes)),
    rule: trace.rule,
    startingMinor: start && rounded(start),
    increments: 'completion' in trace ? trace.completion.kept.increments : null,
    ties: trace.ties.map(({ tied, decidedBy, decisive }) => ({
      titles: tied.map((id) => titleOf(titles, id)),
      decidedBy,
      decisive: decisive ?? null,
    })),
    turnout: turnout(outcome, counted, composition),
    served: served(counted, new Set(outcome.winners)),
    trustees: description.trustees.map(({ name }) => name),
    needed: trusteesNeeded(description),
    mixers: description.mixers.map(({ name }) => name),
    entitlement: description.entitlement,
    ballotLimits: { min: description.ballot.min, max: description.ballot.max },
    electionFingerprint: outcome.electionFingerprint,
    boardKey: description.boardKey,
  };
}

type Traced = { project: string; votes: number; costMinor: bigint };
type Rational = { numerator: bigint; denominator: bigint };

function titleOf(titles: ReadonlyMap<string, string>, id: string): string {
  const title = titles.get(id);
  invariant(title !== undefined, `the trace names an unknown project ${id}`);
  return title;
}

function project(titles: ReadonlyMap<string, string>, { project: id, votes, costMinor }: Traced): ProjectResult {
  return { id, title: titleOf(titles, id), costMinor, votes };
}

/** To the nearest minor unit, for display only: the exact fractions stand in outcome.json. */
function rounded({ numerator, denominator }: Rational): bigint {
  return (2n * numerator + denominator) / (2n * denominator);
}

function whyWon(won: OutcomeFile['trace']['winners'][number]): WhyWon {
  if (won.stage === 'equal_shares') {
    const { sharers: payers, exhausted: paidLess, broke: paidNothing } = won;
    return { kind: 'shares', shareMinor: rounded(won.share), payers, paidLess, paidNothing };
  }
  const perSupporterMinor = won.costPerSupporter && rounded(won.costPerSupporter);
  return { kind: 'votes', leftMinor: won.moneyLeftMinor, perSupporterMinor };
}

function whyLost(lost: OutcomeFile['trace']['losers'][number]): WhyLost {
  // Rounded down: what is short by a fraction of a minor unit is short.
  const supporters = lost.supportersMoney && lost.supportersMoney.numerator / lost.supportersMoney.denominator;
  const left = lost.moneyLeftMinor;
  const most = [supporters ?? 0n, left ?? 0n].reduce((a, b) => (a > b ? a : b));
  return { leftMinor: left, supportersMinor: supporters, lacksMinor: lost.costMinor - most };
}

function turnout(outcome: OutcomeFile, counted: CountedFile, { counts }: Composition): Turnout {
  const reasons = new Map<string, number>();
  for (const { invalid } of counted.ballots) {
    if (invalid !== undefined) reasons.set(invalid, (reasons.get(invalid) ?? 0) + 1);
  }
  const { web, booth, paper } = counts.channels;
  const used = (
    [
      ['web', web],
      ['booth', booth],
      ['paper', paper],
    ] as const
  ).filter(([, people]) => people > 0);
  const isTelling = used.length > 1 && used.some(([, people]) => people < SMALLEST_CELL);
  return {
    roll: counts.slots,
    ballots: counts.ballots,
    people: counts.counted,
    replaced: counts.ballots - counts.counted,
    valid: outcome.ballots.counted,
    blank: outcome.ballots.blank,
    invalid: [...reasons].map(([reason, ballots]) => ({ reason, ballots })).sort((a, b) => b.ballots - a.ballots),
    channels: isTelling ? null : used.map(([channel, people]) => ({ channel, people })),
  };
}

function served({ ballots }: CountedFile, winners: ReadonlySet<string>): number {
  return ballots.filter(({ chosen }) => chosen?.some((id) => winners.has(id))).length;
}

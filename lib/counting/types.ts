import type { Rational } from './rational';

/** Money is always a bigint of minor units: 10^-scale of the currency unit, the scale being the contest's own. */
export interface Project {
  readonly id: string;
  readonly costMinor: bigint;
  readonly name?: string;
}

export interface CountingContest {
  readonly budgetMinor: bigint;
  readonly projects: readonly Project[];
}

/**
 * Approval ballots with identical ones merged. Group g holds `multiplicity[g]` ballots that all approve the projects
 * `choices[offsets[g]] … choices[offsets[g + 1] − 1]`: indices into the contest's projects, ascending, each once.
 * Empty ballots are ballots: they count towards `voters`.
 */
export interface ApprovalBallots {
  readonly voters: number;
  readonly multiplicity: Uint32Array;
  readonly offsets: Uint32Array;
  readonly choices: Uint32Array;
}

/** Winners are project ids in order of selection. */
export interface Outcome {
  readonly winners: readonly string[];
  readonly totalCostMinor: bigint;
}

/**
 * How equal candidates are ordered. `lexicographic`: by id, code point by code point. `cheapest`: lowest cost, then id.
 * `default`: lowest cost, then most votes, then the lot: SHA-256(seed bytes ‖ UTF-8 id), compared as hex.
 */
export type TieOrder =
  | { readonly kind: 'lexicographic' }
  | { readonly kind: 'cheapest' }
  | { readonly kind: 'default' /** 64 lower-case hex digits. */; readonly seed: string };

/** What separated the chosen project from the others that were tied with it. */
export type TieCriterion = 'cost' | 'votes' | 'lot' | 'id';

export interface Tie {
  readonly stage: 'equal_shares' | 'by_votes';
  /** 1-based position among the winners that was being decided (for `by_votes`: of the first of the set). */
  readonly place: number;
  /** All tied projects in the order that the tie order gave them; the first was chosen or considered first. */
  readonly tied: readonly string[];
  readonly decidedBy: TieCriterion;
  /** Only for `by_votes`: true if another order of the set would have selected other projects. */
  readonly decisive?: boolean;
}

/** Selected because it came next by votes and the money left was enough. */
export interface VotesWinner {
  readonly stage: 'by_votes';
  readonly project: string;
  readonly votes: number;
  readonly costMinor: bigint;
  /** cost / votes, in minor units; null when nobody voted for it. */
  readonly costPerSupporter: Rational | null;
  /** Money left just before the project was taken. */
  readonly moneyLeftMinor: bigint;
}

/**
 * Bought by its supporters. With q = `share`, `sharers` paid exactly q each and `exhausted` paid all that they had left:
 * q = (cost − exhausted·b₀ + Σ ledger voters·q(project)) / sharers, so the ledger replays every payment exactly.
 * votes = sharers + exhausted + broke.
 */
export interface SharesWinner {
  readonly stage: 'equal_shares';
  readonly project: string;
  readonly votes: number;
  readonly costMinor: bigint;
  /** The largest payment of one supporter, in minor units. */
  readonly share: Rational;
  /** share / cost; its inverse is the number of effective votes. */
  readonly rho: Rational;
  readonly sharers: number;
  readonly exhausted: number;
  readonly broke: number;
  /** Of the exhausted: how many had paid the share of each earlier winner. */
  readonly ledger: readonly { readonly project: string; readonly voters: number }[];
}

/** `too_dear`: the money left did not reach. `supporters_too_poor`: what its supporters had left did not reach. */
export interface Loser {
  readonly project: string;
  readonly votes: number;
  readonly costMinor: bigint;
  readonly reason: 'too_dear' | 'supporters_too_poor';
  /** Money left when its turn came by votes. Null where the rule does not go by votes. */
  readonly moneyLeftMinor: bigint | null;
  /** What its supporters together had left after the last purchase. Null where voters hold no money. */
  readonly supportersMoney: Rational | null;
}

export interface GreedyTrace {
  readonly rule: 'greedy_votes';
  readonly winners: readonly VotesWinner[];
  readonly losers: readonly Loser[];
  readonly ties: readonly Tie[];
}

/** What Method of Equal Shares gave for one starting amount, before anything is filled up by votes. */
export interface IncrementOutcome extends Outcome {
  readonly increments: number;
  readonly ties: readonly Tie[];
}

export interface Completion {
  /** Added to every voter's starting amount at each increment, in minor units. */
  readonly step: Rational;
  readonly kept: IncrementOutcome;
  /** The first increment that cost more than the budget; null when the search ended for another reason. */
  readonly exceeded: IncrementOutcome | null;
  readonly ended: 'next_exceeds_budget' | 'all_supported_selected' | 'everything_affordable' | 'no_ballots';
}

export interface EqualSharesTrace {
  readonly rule: 'mes_cost_plain' | 'mes_cost_add1u';
  /** b₀: each voter's starting amount in the run that counts, in minor units. Null when there are no ballots. */
  readonly startingAmount: Rational | null;
  readonly winners: readonly (SharesWinner | VotesWinner)[];
  readonly losers: readonly Loser[];
  readonly ties: readonly Tie[];
  /** Null for `mes_cost_plain`. */
  readonly completion: Completion | null;
}

export type Trace = GreedyTrace | EqualSharesTrace;

export interface Counted<T extends Trace = Trace> {
  readonly outcome: Outcome;
  readonly trace: T;
}

export interface AddOneParameters {
  /** Added to every voter's starting amount at each increment, in minor units; positive. */
  readonly step: Rational;
  /** Called before every increment, so that a caller can show progress. Takes no part in the count. */
  readonly onIncrement?: (increments: number) => void;
}

/** The one shape of every rule: a pure function of its four arguments. */
export type Rule<P, T extends Trace = Trace> = (
  contest: CountingContest,
  ballots: ApprovalBallots,
  parameters: P,
  tieOrder: TieOrder,
) => Counted<T>;

import { type Supporters, supportersPerProject, votesPerProject } from '../ballots';
import { type Ranking, rankProjects } from '../tie-order';
import type { ApprovalBallots, CountingContest, TieOrder } from '../types';

/** Everything that all runs over one contest share: computed once, never written to by a run. */
export interface Field {
  readonly contest: CountingContest;
  readonly ballots: ApprovalBallots;
  readonly votes: Float64Array;
  readonly ranking: Ranking;
  readonly supporters: Supporters;
  readonly costs: readonly bigint[];
  /** The costs as doubles (relative error at most 2^-53). */
  readonly roundedCosts: Float64Array;
  /** Projects that somebody supports, those that cost nothing first, then by descending votes. */
  readonly supported: readonly number[];
}

export function prepareField(contest: CountingContest, ballots: ApprovalBallots, tieOrder: TieOrder): Field {
  const votes = votesPerProject(ballots, contest.projects.length);
  const costs = contest.projects.map(({ costMinor }) => costMinor);
  const free = (index: number): number => (costs[index] === 0n ? 0 : 1);
  const supported = costs.map((_, index) => index).filter((index) => (votes[index] as number) > 0);
  supported.sort((a, b) => free(a) - free(b) || (votes[b] as number) - (votes[a] as number));
  return {
    contest,
    ballots,
    votes,
    ranking: rankProjects(contest.projects, votes, tieOrder),
    supporters: supportersPerProject(ballots, contest.projects.length),
    costs,
    roundedCosts: Float64Array.from(costs, Number),
    supported,
  };
}

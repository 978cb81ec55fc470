import { votesPerProject } from '../ballots';
import { rational } from '../rational';
import { type Ranking, rankProjects } from '../tie-order';
import type { CountingContest, GreedyTrace, Loser, Rule, Tie, VotesWinner } from '../types';

export interface ByVotes {
  readonly winners: readonly VotesWinner[];
  readonly losers: readonly Loser[];
  readonly ties: readonly Tie[];
  readonly costMinor: bigint;
}

interface Field {
  readonly contest: CountingContest;
  readonly votes: Float64Array;
  readonly ranking: Ranking;
}

/**
 * Goes through `candidates` by descending votes, then by the ranking, and takes every project whose cost the money left
 * covers; what does not fit is skipped. A project without votes comes last, but is taken if it fits.
 *
 * @param placesTaken number of winners before these, for the places in the ties
 */
export function takeByVotes(
  field: Field,
  candidates: readonly number[],
  moneyMinor: bigint,
  placesTaken: number,
): ByVotes {
  const { contest, votes, ranking } = field;
  const order = [...candidates].sort(
    (a, b) => (votes[b] as number) - (votes[a] as number) || (ranking.rank[a] as number) - (ranking.rank[b] as number),
  );
  const winners: VotesWinner[] = [];
  const losers: Loser[] = [];
  const ties: Tie[] = [];
  let left = moneyMinor;
  for (let i = 0; i < order.length; i++) {
    const index = order[i] as number;
    const count = votes[index] as number;
    if (i === 0 || votes[order[i - 1] as number] !== count) {
      const tied = order.slice(i).filter((other) => votes[other] === count);
      if (tied.length > 1) ties.push(recordTie(field, tied, left, placesTaken + winners.length + 1));
    }
    const { id, costMinor } = contest.projects[index] as CountingContest['projects'][number];
    if (costMinor <= left) {
      const costPerSupporter = count === 0 ? null : rational(costMinor, BigInt(count));
      winners.push({ stage: 'by_votes', project: id, votes: count, costMinor, costPerSupporter, moneyLeftMinor: left });
      left -= costMinor;
    } else {
      const reason = 'too_dear' as const;
      losers.push({ project: id, votes: count, costMinor, reason, moneyLeftMinor: left, supportersMoney: null });
    }
  }
  return { winners, losers, ties, costMinor: moneyMinor - left };
}

/**
 * Another order of the set selects other projects exactly if those that fit on their own do not all fit together: then
 * each of them is in when it goes first, and at least one is out when it does not.
 */
function recordTie({ contest, ranking }: Field, tied: readonly number[], left: bigint, place: number): Tie {
  const projects = tied.map((index) => contest.projects[index] as CountingContest['projects'][number]);
  const fitting = projects.filter(({ costMinor }) => costMinor <= left);
  const together = fitting.reduce((sum, { costMinor }) => sum + costMinor, 0n);
  return {
    stage: 'by_votes',
    place,
    tied: projects.map(({ id }) => id),
    decidedBy: ranking.criterion(tied[0] as number, tied.slice(1)),
    decisive: together > left,
  };
}

/** Greedy by votes: most votes first, skipping what does not fit into the money left. */
export const greedyVotes: Rule<object, GreedyTrace> = (contest, ballots, _parameters, tieOrder) => {
  const votes = votesPerProject(ballots, contest.projects.length);
  const ranking = rankProjects(contest.projects, votes, tieOrder);
  const everyProject = contest.projects.map((_, index) => index);
  const taken = takeByVotes({ contest, votes, ranking }, everyProject, contest.budgetMinor, 0);
  return {
    outcome: { winners: taken.winners.map(({ project }) => project), totalCostMinor: taken.costMinor },
    trace: { rule: 'greedy_votes', winners: taken.winners, losers: taken.losers, ties: taken.ties },
  };
};

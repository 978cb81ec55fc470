import { add, multiply, type Rational, rational } from '../rational';
import type {
  AddOneParameters,
  ApprovalBallots,
  Completion,
  Counted,
  CountingContest,
  EqualSharesTrace,
  IncrementOutcome,
  Loser,
  Project,
  Rule,
  SharesWinner,
  Tie,
} from '../types';
import { type Field, prepareField } from './equal-shares-field';
import { EqualSharesRun } from './equal-shares-run';
import { type ByVotes, takeByVotes } from './greedy';

/**
 * Method of Equal Shares with cost utility, without completion: b₀ = budget / ballots, smallest ρ first, until nothing is
 * affordable. A supported project that costs nothing has ρ = 0.
 */
export const equalSharesPlain: Rule<object, EqualSharesTrace> = (contest, ballots, _parameters, tieOrder) => {
  const field = prepareField(contest, ballots, tieOrder);
  const run = ballots.voters === 0 ? null : completeRun(field, startingAmount(contest, ballots));
  return assemble('mes_cost_plain', field, run, null, null);
};

/**
 * Method of Equal Shares with cost utility and completion add1u: b₀ = budget / ballots + k·step for k = 0, 1, 2, …; the
 * outcome kept is the last one before the first that costs more than the budget, or the first that has every supported
 * project in. There are no increments if all projects together fit into the budget. What is left is then filled up by votes.
 */
export const equalSharesAddOne: Rule<AddOneParameters, EqualSharesTrace> = (contest, ballots, parameters, tieOrder) => {
  const field = prepareField(contest, ballots, tieOrder);
  const { run, completion } = searchIncrements(field, parameters);
  const taken = new Set(run?.winners ?? []);
  const rest = contest.projects.map((_, index) => index).filter((index) => !taken.has(index));
  const moneyLeft = contest.budgetMinor - (run?.totalCost ?? 0n);
  return assemble('mes_cost_add1u', field, run, completion, takeByVotes(field, rest, moneyLeft, taken.size));
};

function startingAmount({ budgetMinor }: CountingContest, { voters }: ApprovalBallots): Rational {
  return rational(budgetMinor, BigInt(voters));
}

function completeRun(field: Field, amount: Rational): EqualSharesRun {
  const run = new EqualSharesRun(field, amount);
  run.finish(null);
  return run;
}

function searchIncrements(
  field: Field,
  parameters: AddOneParameters,
): { run: EqualSharesRun | null; completion: Completion } {
  const { contest, ballots, supported } = field;
  const { step, onIncrement } = parameters;
  if (ballots.voters === 0) {
    const kept = { increments: 0, winners: [], totalCostMinor: 0n, ties: [] };
    return { run: null, completion: { step, kept, exceeded: null, ended: 'no_ballots' } };
  }
  const first = startingAmount(contest, ballots);
  const amountAt = (k: number): Rational => add(first, multiply(step, rational(BigInt(k))));
  const finish = (k: number, run: EqualSharesRun, ended: Completion['ended']) => {
    const exceeded =
      ended === 'next_exceeds_budget' ? summarise(field, k + 1, completeRun(field, amountAt(k + 1))) : null;
    return { run, completion: { step, kept: summarise(field, k, run), exceeded, ended } };
  };
  let run = completeRun(field, first);
  const everything = contest.projects.reduce((sum, { costMinor }) => sum + costMinor, 0n);
  if (everything <= contest.budgetMinor) return finish(0, run, 'everything_affordable');
  for (let k = 0; ; k++) {
    if (run.winners.length === supported.length) return finish(k, run, 'all_supported_selected');
    onIncrement?.(k + 1);
    const next = new EqualSharesRun(field, amountAt(k + 1));
    if (!next.finish(contest.budgetMinor)) return finish(k, run, 'next_exceeds_budget');
    run = next;
  }
}

function projectAt({ contest }: Field, index: number): Project {
  return contest.projects[index] as Project;
}

function summarise(field: Field, increments: number, run: EqualSharesRun): IncrementOutcome {
  const winners = run.winners.map((index) => projectAt(field, index).id);
  return { increments, winners, totalCostMinor: run.totalCost, ties: describeTies(field, run) };
}

function describeTies(field: Field, run: EqualSharesRun): Tie[] {
  return run.ties.map(({ place, tied }) => ({
    stage: 'equal_shares',
    place,
    tied: tied.map((index) => projectAt(field, index).id),
    decidedBy: field.ranking.criterion(tied[0] as number, tied.slice(1)),
  }));
}

function describeWinner(field: Field, run: EqualSharesRun, place: number): SharesWinner {
  const index = run.winners[place] as number;
  const { id, costMinor } = projectAt(field, index);
  const { numerator, denominator } = run.ledger.share(place);
  const votes = field.votes[index] as number;
  const sharers = run.ledger.sharers[place] as number;
  const exhausted = run.ledger.exhausted[place] as number;
  const payers = run.ledger.payers[place] as Int32Array;
  const ledger = [...payers].map((voters, j) => ({ project: projectAt(field, run.winners[j] as number).id, voters }));
  return {
    stage: 'equal_shares',
    project: id,
    votes,
    costMinor,
    share: rational(numerator, denominator),
    rho: costMinor === 0n ? rational(0n) : rational(numerator, denominator * costMinor),
    sharers,
    exhausted,
    broke: votes - sharers - exhausted,
    ledger: ledger.filter(({ voters }) => voters > 0),
  };
}

function supportersMoney(run: EqualSharesRun | null, index: number): Rational | null {
  if (run === null) return null;
  const { numerator, denominator } = run.supportersMoney(index);
  return rational(numerator, denominator);
}

/** The losers of a count: those of the filling up by votes where there is one, else all that were not bought. */
function describeLosers(field: Field, run: EqualSharesRun | null, filled: ByVotes | null): Loser[] {
  const indexOf = new Map(field.contest.projects.map(({ id }, index) => [id, index]));
  if (filled) {
    return filled.losers.map((loser) => {
      return { ...loser, supportersMoney: supportersMoney(run, indexOf.get(loser.project) as number) };
    });
  }
  const won = new Set(run?.winners ?? []);
  const byVotes = [...indexOf.values()].filter((index) => !won.has(index));
  const { rank } = field.ranking;
  byVotes.sort(
    (a, b) => (field.votes[b] as number) - (field.votes[a] as number) || (rank[a] as number) - (rank[b] as number),
  );
  return byVotes.map((index) => ({
    project: projectAt(field, index).id,
    votes: field.votes[index] as number,
    costMinor: projectAt(field, index).costMinor,
    reason: 'supporters_too_poor',
    moneyLeftMinor: null,
    supportersMoney: supportersMoney(run, index),
  }));
}

function assemble(
  rule: EqualSharesTrace['rule'],
  field: Field,
  run: EqualSharesRun | null,
  completion: Completion | null,
  filled: ByVotes | null,
): Counted<EqualSharesTrace> {
  const bought = run ? run.winners.map((_, place) => describeWinner(field, run, place)) : [];
  const winners = [...bought, ...(filled?.winners ?? [])];
  const ties = [...(run ? describeTies(field, run) : []), ...(filled?.ties ?? [])];
  return {
    outcome: {
      winners: winners.map(({ project }) => project),
      totalCostMinor: (run?.totalCost ?? 0n) + (filled?.costMinor ?? 0n),
    },
    trace: {
      rule,
      startingAmount: run?.startingAmount ?? null,
      winners,
      losers: describeLosers(field, run, filled),
      ties,
      completion,
    },
  };
}

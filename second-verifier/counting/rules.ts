// The rules, each with its outcome and trace (docs/spec/15-counting.md).
import type { Ballots, Candidate } from './ballots';
import { equalShares, type Run, supportersMoney } from './equal-shares';
import { byVotes } from './greedy';
import type { Ranking } from './ranking';
import { Rational } from './rational';

export interface Count {
  /** Places of candidates, in order of selection. */
  readonly winners: readonly number[];
  readonly trace: object;
}

const placesOf = ({ candidates }: Ballots): number[] => [...candidates.keys()];

export function greedyVotes(ballots: Ballots, ranking: Ranking): Count {
  const { winners, traces } = byVotes(ballots, placesOf(ballots), ranking, ballots.budget, 0, () => null);
  return { winners, trace: { ...traces, rule: 'greedy_votes' } };
}

const startOf = ({ budget, voters }: Ballots): Rational => Rational.of(budget, BigInt(voters));

export function equalSharesPlain(ballots: Ballots, ranking: Ranking): Count {
  const { candidates, voters } = ballots;
  const run = voters === 0 ? null : equalShares(ballots, ranking, startOf(ballots));
  const at = (place: number) => candidates[place] as Candidate;
  const lost = ranking.sort(placesOf(ballots).filter((place) => !run?.winners.includes(place)));
  const losers = lost
    .sort((a, b) => at(b).votes - at(a).votes)
    .map((place) => ({
      costMinor: String(at(place).cost),
      moneyLeftMinor: null,
      project: at(place).id,
      reason: 'supporters_too_poor',
      supportersMoney: run ? supportersMoney(ballots, place, run.money).toTrace() : null,
      votes: at(place).votes,
    }));
  const trace = {
    completion: null,
    losers,
    rule: 'mes_cost_plain',
    startingAmount: run ? startOf(ballots).toTrace() : null,
    ties: run?.traces.ties ?? [],
    winners: run?.traces.winners ?? [],
  };
  return { winners: run?.winners ?? [], trace };
}

/** A count that was not finished, because the published step is so small: no verdict on the outcome. */
export class NotCounted extends Error {}

const MAX_RUNS = 100_000;

type Ending = 'no_ballots' | 'everything_affordable' | 'all_supported_selected' | 'next_exceeds_budget';

interface Completion {
  readonly ended: Ending;
  readonly increments: number;
  readonly kept: Run | null;
  readonly exceeded: Run | null;
}

/** @param step what every voter gets more from run to run, minor units; null: the step of the rule itself */
export function equalSharesAdd1u(ballots: Ballots, ranking: Ranking, step: Rational | null): Count {
  const { budget, voters } = ballots;
  const isZero = budget === 0n || voters === 0;
  const increment = step ?? (isZero ? Rational.of(1n) : Rational.of(budget, 1000n * BigInt(voters)));
  const completion = complete(ballots, ranking, increment);
  const { kept, increments } = completion;
  const shared = kept?.winners ?? [];
  const left = placesOf(ballots).filter((place) => !shared.includes(place));
  const money = (place: number) => (kept ? supportersMoney(ballots, place, kept.money) : null);
  const filled = byVotes(ballots, left, ranking, budget - (kept?.cost ?? 0n), shared.length, money);
  const trace = {
    completion: completionTrace(ballots, completion, increment),
    losers: filled.traces.losers,
    rule: 'mes_cost_add1u',
    startingAmount: kept
      ? startOf(ballots)
          .plus(increment.times(BigInt(increments)))
          .toTrace()
      : null,
    ties: [...(kept?.traces.ties ?? []), ...filled.traces.ties],
    winners: [...(kept?.traces.winners ?? []), ...filled.traces.winners],
  };
  return { winners: [...shared, ...filled.winners], trace };
}

function complete(ballots: Ballots, ranking: Ranking, step: Rational): Completion {
  const { candidates, budget, voters } = ballots;
  if (voters === 0) return { ended: 'no_ballots', increments: 0, kept: null, exceeded: null };
  const run = (k: number) => equalShares(ballots, ranking, startOf(ballots).plus(step.times(BigInt(k))));
  const total = candidates.reduce((sum, { cost }) => sum + cost, 0n);
  let kept = run(0);
  if (total <= budget) return { ended: 'everything_affordable', increments: 0, kept, exceeded: null };
  const supported = candidates.filter(({ votes }) => votes > 0).length;
  for (let increments = 0; ; increments += 1) {
    if (kept.winners.length === supported) return { ended: 'all_supported_selected', increments, kept, exceeded: null };
    if (increments === MAX_RUNS) throw new NotCounted(`the completion takes more than ${MAX_RUNS} runs`);
    const next = run(increments + 1);
    if (next.cost > budget) return { ended: 'next_exceeds_budget', increments, kept, exceeded: next };
    kept = next;
  }
}

function completionTrace({ candidates }: Ballots, { ended, increments, kept, exceeded }: Completion, step: Rational) {
  const part = (run: Run | null, k: number) => ({
    increments: k,
    ties: run?.traces.ties ?? [],
    totalCostMinor: String(run?.cost ?? 0n),
    winners: (run?.winners ?? []).map((place) => candidates[place]?.id),
  });
  return {
    ended,
    exceeded: exceeded ? part(exceeded, increments + 1) : null,
    kept: part(kept, increments),
    step: step.toTrace(),
  };
}

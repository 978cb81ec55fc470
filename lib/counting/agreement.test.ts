import { expect, test } from 'vitest';
import { mergeBallots } from './ballots';
import { countContest } from './count';
import {
  LARGER,
  NEAR_TIES,
  type RandomInstance,
  randomInstance,
  type Shape,
  seeded,
  TINY,
  WIDE,
} from './testing/random-instance';
import { type ReferenceOutcome, referenceEqualShares, referenceGreedy } from './testing/reference';
import type { EqualSharesTrace, Outcome } from './types';

const SEED = Number(process.env.COUNTING_SEED ?? Math.floor(Math.random() * 2 ** 31));
const FACTOR = Number(process.env.COUNTING_FACTOR ?? 1);

function count(rule: string, { contest, approvals, step, order }: RandomInstance) {
  const result = countContest(rule, contest, mergeBallots(approvals), { step }, order);
  if (!result.ok) throw new Error(result.error.code);
  return result;
}

/** The parts of a trace that the reference knows too, in its terms. */
function comparable(outcome: Outcome, trace: EqualSharesTrace) {
  const bought = trace.winners.flatMap((winner) => (winner.stage === 'equal_shares' ? [winner] : []));
  return {
    winners: outcome.winners,
    totalCost: outcome.totalCostMinor,
    rhos: bought.map(({ rho }) => [rho.numerator, rho.denominator]),
    ties: trace.ties.flatMap(({ stage, tied }) => (stage === 'equal_shares' ? [tied] : [])),
    increments: trace.completion?.kept.increments ?? 0,
    supportersMoney: new Map(
      trace.losers.map(({ project, supportersMoney: money }) => [
        project,
        money && [money.numerator, money.denominator],
      ]),
    ),
  };
}

function forLosers(reference: ReferenceOutcome, losers: ReadonlyMap<string, unknown>): unknown {
  const supportersMoney = new Map([...losers.keys()].map((id) => [id, reference.supportersMoney.get(id)]));
  return { ...reference, supportersMoney };
}

function checkShares(instance: RandomInstance, rule: 'mes_cost_plain' | 'mes_cost_add1u', label: string): void {
  const { contest, approvals, order, step } = instance;
  const { outcome, trace } = count(rule, instance);
  if (trace.rule === 'greedy_votes') throw new Error('wrong trace');
  const mine = comparable(outcome, trace);
  const fraction = rule === 'mes_cost_plain' ? null : ([step.numerator, step.denominator] as const);
  const reference = referenceEqualShares(contest, approvals, order, fraction);
  expect(mine, label).toEqual(forLosers(reference, mine.supportersMoney));
}

test.for([
  ['tiny', TINY, 4000],
  ['near-tie', NEAR_TIES, 1500],
  ['larger', LARGER, 60],
] as [string, Shape, number][])('%s random instances agree with the slow reference', ([name, shape, cases]) => {
  const draw = seeded(SEED);
  let ties = 0;
  for (let i = 0; i < cases * FACTOR; i++) {
    const instance = randomInstance(draw, shape);
    const label = `COUNTING_SEED=${SEED}, ${name} case ${i}`;
    const { outcome, trace } = count('greedy_votes', instance);
    const greedy = referenceGreedy(instance.contest, instance.approvals, instance.order);
    expect({ winners: outcome.winners, totalCost: outcome.totalCostMinor }, label).toEqual(greedy);
    checkShares(instance, 'mes_cost_plain', label);
    checkShares(instance, 'mes_cost_add1u', label);
    ties += trace.ties.length;
  }
  console.info(`${cases * FACTOR} ${name} instances agree (COUNTING_SEED=${SEED}, ${ties} ties by votes)`);
  expect(ties).toBeGreaterThan(0);
});

test('wide random instances agree with the slow reference', () => {
  const draw = seeded(SEED);
  for (let i = 0; i < 3; i++)
    checkShares(randomInstance(draw, WIDE), 'mes_cost_plain', `COUNTING_SEED=${SEED}, wide ${i}`);
});

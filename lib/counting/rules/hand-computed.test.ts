import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { toMinorRational } from '../amount';
import { countContest } from '../count';
import { readPabulib } from '../pabulib/read';
import { rational } from '../rational';
import type { EqualSharesTrace, GreedyTrace, Trace } from '../types';

const LEXICOGRAPHIC = { kind: 'lexicographic' } as const;

function read(name: string) {
  const result = readPabulib(readFileSync(new URL(`../fixtures/${name}.pb`, import.meta.url)));
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.instance;
}

function count<T extends Trace>(rule: string, name: string, step?: string) {
  const { contest, ballots, scale } = read(name);
  const parameters = step === undefined ? {} : { step: toMinorRational({ digits: BigInt(step), scale: 1 }, scale) };
  const result = countContest(rule, contest, ballots, parameters, LEXICOGRAPHIC);
  if (!result.ok) throw new Error(result.error.code);
  return { outcome: result.outcome, trace: result.trace as T };
}

test('greedy by votes goes on past what does not fit', () => {
  // Amounts have two decimals, so minor units are hundredths: the budget is 10050.
  // Votes: a 5; b 4 (ballots 1, 2, 3, 5); c 3 (2, 4, 5); d 3 (3, 4, 5); e 1.
  const { outcome, trace } = count<GreedyTrace>('greedy_votes', 'skips');
  // a costs 6000 of 10050: taken, 4050 left.
  // b costs 5000: too dear for 4050, skipped.
  // c and d tie at 3 votes; c comes first by id. c costs 3025: taken, 1025 left.
  // d costs 2000 and e costs 1500: both too dear for 1025.
  expect(outcome).toEqual({ winners: ['a', 'c'], totalCostMinor: 9025n });
  expect(trace.winners).toEqual([
    {
      stage: 'by_votes',
      project: 'a',
      votes: 5,
      costMinor: 6000n,
      costPerSupporter: rational(1200n),
      moneyLeftMinor: 10050n,
    },
    {
      stage: 'by_votes',
      project: 'c',
      votes: 3,
      costMinor: 3025n,
      costPerSupporter: rational(3025n, 3n),
      moneyLeftMinor: 4050n,
    },
  ]);
  const tooDear = { reason: 'too_dear', supportersMoney: null };
  expect(trace.losers).toEqual([
    { project: 'b', votes: 4, costMinor: 5000n, moneyLeftMinor: 4050n, ...tooDear },
    { project: 'd', votes: 3, costMinor: 2000n, moneyLeftMinor: 1025n, ...tooDear },
    { project: 'e', votes: 1, costMinor: 1500n, moneyLeftMinor: 1025n, ...tooDear },
  ]);
  // With 4050 left, c and d together (5025) do not fit: d first would have meant d instead of c.
  expect(trace.ties).toEqual([{ stage: 'by_votes', place: 2, tied: ['c', 'd'], decidedBy: 'id', decisive: true }]);
});

test('equal shares: a supporter who cannot pay a full share pays what she has', () => {
  // Budget 80, 4 ballots: b₀ = 20 each.
  const { outcome, trace } = count<EqualSharesTrace>('mes_cost_plain', 'shares');
  expect(trace.startingAmount).toEqual(rational(20n));
  // Untouched purses: ρ = 1 / votes. garden 1/3, lamp 1/2, bench 1/2; the fountain's four have 80 < 90: not affordable.
  // 1. garden: 36 / 3 = 12 from voters 1, 2, 3. Left: 8, 8, 8, 20.
  // 2. lamp (1, 2): 15 / 2 = 7.5 ≤ 8, so ρ = 7.5 / 15 = 1/2. bench (3, 4): an even 10 is more than voter 3's 8; she pays 8,
  //    voter 4 pays 12, ρ = 12 / 20 = 3/5. The lamp is next. Left: 0.5, 0.5, 8, 20.
  // 3. bench: ρ = 3/5 as before. Left: 0.5, 0.5, 0, 8.
  // The fountain's supporters have 9 < 90.
  expect(outcome).toEqual({ winners: ['garden', 'lamp', 'bench'], totalCostMinor: 71n });
  const stage = 'equal_shares' as const;
  expect(trace.winners).toEqual([
    {
      stage,
      project: 'garden',
      votes: 3,
      costMinor: 36n,
      share: rational(12n),
      rho: rational(1n, 3n),
      sharers: 3,
      exhausted: 0,
      broke: 0,
      ledger: [],
    },
    {
      stage,
      project: 'lamp',
      votes: 2,
      costMinor: 15n,
      share: rational(15n, 2n),
      rho: rational(1n, 2n),
      sharers: 2,
      exhausted: 0,
      broke: 0,
      ledger: [],
    },
    {
      stage,
      project: 'bench',
      votes: 2,
      costMinor: 20n,
      share: rational(12n),
      rho: rational(3n, 5n),
      sharers: 1,
      exhausted: 1,
      broke: 0,
      // q = (20 − 1·b₀ + 1·12) / 1 = (20 − 20 + 12) / 1 = 12: voter 3 had paid for the garden.
      ledger: [{ project: 'garden', voters: 1 }],
    },
  ]);
  expect(trace.losers).toEqual([
    {
      project: 'fountain',
      votes: 4,
      costMinor: 90n,
      reason: 'supporters_too_poor',
      moneyLeftMinor: null,
      supportersMoney: rational(9n),
    },
  ]);
  expect(trace.ties).toEqual([]);
  expect(trace.completion).toBeNull();
});

test('add1u: increments up to the first that exceeds the budget, then filled up by votes', () => {
  // In tenths (the file has one decimal): budget 33, 3 ballots, b₀ = 11; step 0.1 = 1. Costs: w 8, x 12, y 12, z 9, zz 3.
  // Voter 1: w, x, zz. Voter 2: x, z. Voter 3: y, z. Every run begins with x and z tied at ρ = 1/2; x goes first by id.
  const { outcome, trace } = count<EqualSharesTrace>('mes_cost_add1u', 'increments', '1');
  // k   b₀  after x (6 each)  z: even share 4.5         then                                            cost
  // 0   11   5    5   11      5, 0.5, 6.5               w 8 > 5; y 12 > 6.5; zz 3 ≤ 5: bought            24
  // 1   12   6    6   12      6, 1.5, 7.5               zz, as before                                   24
  // 2   13   7    7   13      7, 2.5, 8.5               zz, as before                                   24
  // 3   14   8    8   14      8, 3.5, 9.5               w and zz tie at ρ = 1, w first: 0 left, no zz   29
  // 4   15   9    9   15      9, 4.5, 10.5              w first again: 1 left, no zz                    29
  // 5   16  10   10   16      10, 5.5, 11.5             w first again: 2 left, no zz; y 12 > 11.5       29
  // 6   17  11   11   17      11, 6.5, 12.5             w, y, zz all at ρ = 1: all three                44 > 33
  expect(trace.startingAmount).toEqual(rational(16n));
  expect(trace.completion).toEqual({
    step: rational(1n),
    kept: {
      increments: 5,
      winners: ['x', 'z', 'w'],
      totalCostMinor: 29n,
      ties: [
        { stage: 'equal_shares', place: 1, tied: ['x', 'z'], decidedBy: 'id' },
        { stage: 'equal_shares', place: 3, tied: ['w', 'zz'], decidedBy: 'id' },
      ],
    },
    exceeded: {
      increments: 6,
      winners: ['x', 'z', 'w', 'y', 'zz'],
      totalCostMinor: 44n,
      ties: [
        { stage: 'equal_shares', place: 1, tied: ['x', 'z'], decidedBy: 'id' },
        { stage: 'equal_shares', place: 3, tied: ['w', 'y', 'zz'], decidedBy: 'id' },
        { stage: 'equal_shares', place: 4, tied: ['y', 'zz'], decidedBy: 'id' },
      ],
    },
    ended: 'next_exceeds_budget',
  });
  // 33 − 29 = 4 left. y and zz tie at one vote: y costs 12, too dear; zz costs 3. Only zz fits, so the order did not matter.
  expect(outcome).toEqual({ winners: ['x', 'z', 'w', 'zz'], totalCostMinor: 32n });
  expect(trace.winners.map(({ project, stage }) => [project, stage])).toEqual([
    ['x', 'equal_shares'],
    ['z', 'equal_shares'],
    ['w', 'equal_shares'],
    ['zz', 'by_votes'],
  ]);
  expect(trace.ties.at(-1)).toEqual({
    stage: 'by_votes',
    place: 4,
    tied: ['y', 'zz'],
    decidedBy: 'id',
    decisive: false,
  });
  // Voter 3, the only supporter of y, kept 16 − 4.5 = 11.5.
  expect(trace.losers).toEqual([
    {
      project: 'y',
      votes: 1,
      costMinor: 12n,
      reason: 'too_dear',
      moneyLeftMinor: 4n,
      supportersMoney: rational(23n, 2n),
    },
  ]);
});

test('the step is an amount of the unit: ten times the step, other increments', () => {
  // Step 1 = 10 tenths: b₀ = 11, then 21, where all five are bought for 44 > 33. So the first run is kept.
  const { outcome, trace } = count<EqualSharesTrace>('mes_cost_add1u', 'increments', '10');
  expect(trace.completion?.kept.increments).toBe(0);
  // x, z, zz cost 24, and 9 are left: w (8) and y (12) tie at one vote, w fits.
  expect(outcome).toEqual({ winners: ['x', 'z', 'zz', 'w'], totalCostMinor: 32n });
});

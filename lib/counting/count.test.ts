import { expect, test } from 'vitest';
import { mergeBallots } from './ballots';
import { canonicalText } from './canonical';
import { type CountParameters, countContest, defaultStep, RULE_NAMES } from './count';
import { rational } from './rational';
import type { ApprovalBallots, CountingContest, EqualSharesTrace, TieOrder } from './types';

const CONTEST: CountingContest = {
  budgetMinor: 10n,
  projects: [
    { id: 'a', costMinor: 6n },
    { id: 'b', costMinor: 6n },
    { id: 'c', costMinor: 3n },
  ],
};
const BALLOTS = mergeBallots([[0, 1], [0], [1], [2]]);
const STEP = { step: rational(1n) };
const LEXICOGRAPHIC: TieOrder = { kind: 'lexicographic' };

function shares(rule: string, contest: CountingContest, ballots: ApprovalBallots, parameters: CountParameters = STEP) {
  const result = countContest(rule, contest, ballots, parameters, LEXICOGRAPHIC);
  if (!result.ok) throw new Error(result.error.code);
  return { winners: result.outcome.winners, trace: result.trace as EqualSharesTrace };
}

const project = (id: string, costMinor: bigint) => ({ ...CONTEST, projects: [...CONTEST.projects, { id, costMinor }] });
const arrays = (change: object): ApprovalBallots => ({ ...BALLOTS, ...change });

test.for([
  ['borda', CONTEST, BALLOTS, STEP, LEXICOGRAPHIC, { code: 'unknown_rule', rule: 'borda' }],
  ['mes_cost_add1u', CONTEST, BALLOTS, {}, LEXICOGRAPHIC, { code: 'step_missing' }],
  ['mes_cost_add1u', CONTEST, BALLOTS, { step: rational(0n) }, LEXICOGRAPHIC, { code: 'step_not_positive' }],
  ['mes_cost_add1u', CONTEST, BALLOTS, { step: rational(-1n, 2n) }, LEXICOGRAPHIC, { code: 'step_not_positive' }],
  ['greedy_votes', CONTEST, BALLOTS, {}, { kind: 'coin' } as never, { code: 'unknown_tie_order', kind: 'coin' }],
  ['greedy_votes', CONTEST, BALLOTS, {}, { kind: 'default', seed: 'AB'.repeat(32) }, { code: 'bad_tie_seed' }],
  ['greedy_votes', { ...CONTEST, budgetMinor: -1n }, BALLOTS, {}, LEXICOGRAPHIC, { code: 'negative_budget' }],
  ['greedy_votes', { ...CONTEST, budgetMinor: 10n ** 36n }, BALLOTS, {}, LEXICOGRAPHIC, { code: 'amount_too_large' }],
  ['greedy_votes', project('d', -1n), BALLOTS, {}, LEXICOGRAPHIC, { code: 'negative_cost', project: 'd' }],
  ['greedy_votes', project('d', 10n ** 36n), BALLOTS, {}, LEXICOGRAPHIC, { code: 'amount_too_large' }],
  ['greedy_votes', project('a', 1n), BALLOTS, {}, LEXICOGRAPHIC, { code: 'duplicate_project', project: 'a' }],
] as [string, CountingContest, ApprovalBallots, CountParameters, TieOrder, object][])(
  '%s is refused with a reason (case %$)',
  ([rule, contest, ballots, parameters, ties, error]) => {
    expect(countContest(rule, contest, ballots, parameters, ties)).toEqual({ ok: false, error });
  },
);

test.for([
  ['a wrong total', { voters: 5 }],
  ['an empty group', { multiplicity: Uint32Array.of(1, 1, 1, 0), voters: 3 }],
  ['a missing offset', { offsets: Uint32Array.of(0, 2, 3, 5) }],
  ['offsets that go back', { offsets: Uint32Array.of(0, 2, 1, 4, 5) }],
  ['offsets that do not start at the beginning', { offsets: Uint32Array.of(1, 2, 3, 4, 5) }],
  ['offsets that end elsewhere', { offsets: Uint32Array.of(0, 2, 3, 4, 4) }],
  ['a choice beyond the projects', { choices: Uint32Array.of(0, 3, 0, 1, 2) }],
  ['a choice twice', { choices: Uint32Array.of(1, 1, 0, 1, 2) }],
] as [string, object][])('ballots with %s are refused', ([, change]) => {
  const result = countContest('greedy_votes', CONTEST, arrays(change), {}, LEXICOGRAPHIC);
  expect(result).toEqual({ ok: false, error: { code: 'bad_ballots' } });
});

test.for(RULE_NAMES)('%s gives the same bytes for the same input, and its trace has a canonical form', (rule) => {
  const text = () =>
    canonicalText(countContest(rule, CONTEST, BALLOTS, STEP, { kind: 'default', seed: '0'.repeat(64) }));
  expect(text()).toBe(text());
  expect(JSON.parse(text())).toMatchObject({ ok: true, trace: { rule } });
});

test('without ballots equal shares buys nothing, and add1u only fills up', () => {
  const none = mergeBallots([]);
  expect(shares('mes_cost_plain', CONTEST, none)).toMatchObject({ winners: [], trace: { startingAmount: null } });
  const { winners, trace } = shares('mes_cost_add1u', CONTEST, none);
  expect(winners).toEqual(['a', 'c']);
  expect(trace.completion?.ended).toBe('no_ballots');
  expect(trace.losers).toMatchObject([{ project: 'b', reason: 'too_dear', supportersMoney: null }]);
});

test('no increments where all projects fit into the budget together', () => {
  const { trace, winners } = shares(
    'mes_cost_add1u',
    { ...CONTEST, budgetMinor: 15n },
    mergeBallots([[0], [1], [2], []]),
  );
  // b₀ = 15/4: only c (3) is affordable to its one supporter; a and b follow by votes.
  expect(trace.completion).toMatchObject({ ended: 'everything_affordable', kept: { increments: 0, winners: ['c'] } });
  expect(winners).toEqual(['c', 'a', 'b']);
  expect(trace.losers).toEqual([]);
});

test('increments end when every supported project is in', () => {
  // a has the only vote and costs 6 of 10; b and c have none, and all three together do not fit.
  const { trace, winners } = shares('mes_cost_add1u', CONTEST, mergeBallots([[0], [], []]));
  // b₀ = 10/3 + k: k = 3 gives 19/3 ≥ 6.
  expect(trace.completion).toMatchObject({ ended: 'all_supported_selected', exceeded: null, kept: { increments: 3 } });
  expect(winners).toEqual(['a', 'c']);
});

test('a supported project that costs nothing is bought first and charges nobody', () => {
  const { trace, winners } = shares('mes_cost_plain', project('free', 0n), mergeBallots([[0, 3], [0]]));
  expect(winners).toEqual(['free', 'a']);
  expect(trace.winners[0]).toMatchObject({
    share: rational(0n),
    rho: rational(0n),
    sharers: 1,
    exhausted: 0,
    broke: 0,
  });
});

test('progress is reported before every increment', () => {
  const seen: number[] = [];
  const onIncrement = (increments: number) => seen.push(increments);
  const { trace } = shares('mes_cost_add1u', CONTEST, BALLOTS, { ...STEP, onIncrement });
  const kept = trace.completion?.kept.increments ?? Number.NaN;
  expect(seen).toEqual(Array.from({ length: kept + 1 }, (_, k) => k + 1));
});

test('the default step is a thousandth of an even part of the budget', () => {
  expect(defaultStep(CONTEST, 4)).toEqual(rational(10n, 4000n));
  expect(defaultStep(CONTEST, 0)).toBeNull();
  expect(defaultStep({ ...CONTEST, budgetMinor: 0n }, 4)).toBeNull();
});

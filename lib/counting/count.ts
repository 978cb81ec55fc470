import { type Rational, rational } from './rational';
import { equalSharesAddOne, equalSharesPlain } from './rules/equal-shares';
import { greedyVotes } from './rules/greedy';
import type { AddOneParameters, ApprovalBallots, Counted, CountingContest, TieOrder } from './types';

export const RULE_NAMES = ['greedy_votes', 'mes_cost_plain', 'mes_cost_add1u'] as const;
export type RuleName = (typeof RULE_NAMES)[number];

export const TIE_ORDER_KINDS = ['lexicographic', 'cheapest', 'default'] as const;

/** `step` is needed by `mes_cost_add1u` and looked at by no other rule. */
export type CountParameters = Partial<AddOneParameters>;

export type CountError =
  | { readonly code: 'unknown_rule'; readonly rule: string }
  | { readonly code: 'step_missing' }
  | { readonly code: 'step_not_positive' }
  | { readonly code: 'unknown_tie_order'; readonly kind: string }
  | { readonly code: 'bad_tie_seed' }
  | { readonly code: 'negative_budget' }
  | { readonly code: 'negative_cost'; readonly project: string }
  | { readonly code: 'amount_too_large' }
  | { readonly code: 'duplicate_project'; readonly project: string }
  | { readonly code: 'bad_ballots' };

export type CountResult = ({ readonly ok: true } & Counted) | { readonly ok: false; readonly error: CountError };

/** Amounts stay below this, so that the double filter is far from overflow. */
const LARGEST_AMOUNT_MINOR = 10n ** 36n;

function isRuleName(name: string): name is RuleName {
  return (RULE_NAMES as readonly string[]).includes(name);
}

/**
 * Counts a contest. A pure function: the same arguments give the same outcome and trace on every machine.
 *
 * Everything a caller could have got wrong comes back as an error with a code; nothing is counted then.
 */
export function countContest(
  ruleName: string,
  contest: CountingContest,
  ballots: ApprovalBallots,
  parameters: CountParameters,
  tieOrder: TieOrder,
): CountResult {
  if (!isRuleName(ruleName)) return { ok: false, error: { code: 'unknown_rule', rule: ruleName } };
  const error = checkTieOrder(tieOrder) ?? checkContest(contest) ?? checkBallots(ballots, contest.projects.length);
  if (error) return { ok: false, error };
  switch (ruleName) {
    case 'greedy_votes':
      return { ok: true, ...greedyVotes(contest, ballots, {}, tieOrder) };
    case 'mes_cost_plain':
      return { ok: true, ...equalSharesPlain(contest, ballots, {}, tieOrder) };
    case 'mes_cost_add1u': {
      const { step, onIncrement } = parameters;
      if (step === undefined) return { ok: false, error: { code: 'step_missing' } };
      if (step.numerator <= 0n || step.denominator <= 0n) return { ok: false, error: { code: 'step_not_positive' } };
      const exact = rational(step.numerator, step.denominator);
      return { ok: true, ...equalSharesAddOne(contest, ballots, { step: exact, onIncrement }, tieOrder) };
    }
  }
}

/** A thousandth of a voter's even part of the budget; null where that is not positive. */
export function defaultStep(contest: CountingContest, voters: number): Rational | null {
  if (voters === 0 || contest.budgetMinor <= 0n) return null;
  return rational(contest.budgetMinor, 1000n * BigInt(voters));
}

function checkTieOrder(order: TieOrder): CountError | null {
  const { kind } = order;
  if (!TIE_ORDER_KINDS.includes(kind)) return { code: 'unknown_tie_order', kind: String(kind) };
  if (order.kind === 'default' && !/^[0-9a-f]{64}$/.test(order.seed)) return { code: 'bad_tie_seed' };
  return null;
}

function checkContest({ budgetMinor, projects }: CountingContest): CountError | null {
  if (budgetMinor < 0n) return { code: 'negative_budget' };
  if (budgetMinor >= LARGEST_AMOUNT_MINOR) return { code: 'amount_too_large' };
  const seen = new Set<string>();
  for (const { id, costMinor } of projects) {
    if (costMinor < 0n) return { code: 'negative_cost', project: id };
    if (costMinor >= LARGEST_AMOUNT_MINOR) return { code: 'amount_too_large' };
    if (seen.has(id)) return { code: 'duplicate_project', project: id };
    seen.add(id);
  }
  return null;
}

/** The arrays must fit together: a wrong offset would silently count other ballots than were cast. */
function checkBallots(
  { voters, multiplicity, offsets, choices }: ApprovalBallots,
  projects: number,
): CountError | null {
  const bad: CountError = { code: 'bad_ballots' };
  if (offsets.length !== multiplicity.length + 1 || offsets[0] !== 0 || offsets.at(-1) !== choices.length) return bad;
  let total = 0;
  for (let group = 0; group < multiplicity.length; group++) {
    total += multiplicity[group] as number;
    if (multiplicity[group] === 0 || (offsets[group + 1] as number) < (offsets[group] as number)) return bad;
    let previous = -1;
    for (let i = offsets[group] as number; i < (offsets[group + 1] as number); i++) {
      const project = choices[i] as number;
      if (project <= previous || project >= projects) return bad;
      previous = project;
    }
  }
  return total === voters ? null : bad;
}

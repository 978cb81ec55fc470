import { parseDecimal, toMinorRational } from './amount';
import { mergeBallots } from './ballots';
import { canonicalText, type Plain, toPlain } from './canonical';
import { type CountParameters, countContest, defaultStep } from './count';
import type { CountingContest, TieOrder } from './types';

/** What a published contest says about its count; descriptions of contests have this shape. */
export interface PublishedContest {
  readonly budgetMinor: bigint;
  readonly currency: { readonly exponent: number };
  readonly projects: readonly { readonly id: string; readonly costMinor: bigint }[];
  readonly ballot: { readonly form: string };
  readonly counting: {
    readonly rule: string;
    readonly parameters: Readonly<Record<string, string | number | boolean>>;
    readonly ties: string;
  };
  readonly thresholds: readonly unknown[];
}

/**
 * Counts the valid votes of a published contest. `parameters.step` is a decimal in units of the currency; where it is
 * missing, `defaultStep` holds. Throws a RangeError with the reason for anything published that this program cannot count:
 * a rule may never be applied half.
 */
export function countPublished(input: {
  readonly description: PublishedContest;
  /** Project ids; a blank vote chooses none and counts as a voter. */
  readonly votes: readonly { readonly chosen: readonly string[] }[];
  /** 64 hex digits. */
  readonly tieSeed: string;
}): { winners: readonly string[]; totalCostMinor: bigint; trace: Plain } {
  const { description, votes, tieSeed } = input;
  if (description.thresholds.length > 0) throw new RangeError('thresholds cannot be counted');
  if (!['approval', 'knapsack'].includes(description.ballot.form)) {
    throw new RangeError(`ballots of the form ${description.ballot.form} cannot be counted`);
  }
  const contest = { budgetMinor: description.budgetMinor, projects: description.projects };
  const index = new Map(description.projects.map(({ id }, i) => [id, i]));
  const ballots = mergeBallots(votes.map(({ chosen }) => chosen.map((id) => requireIndex(index, id))));
  const result = countContest(
    description.counting.rule,
    contest,
    ballots,
    readParameters(description, contest, votes.length),
    readTies(description.counting.ties, tieSeed),
  );
  if (!result.ok) throw new RangeError(`cannot be counted: ${canonicalText(result.error)}`);
  return { ...result.outcome, trace: toPlain(result.trace) };
}

function requireIndex(index: ReadonlyMap<string, number>, id: string): number {
  const found = index.get(id);
  if (found === undefined) throw new RangeError(`no project ${id}`);
  return found;
}

function readParameters(description: PublishedContest, contest: CountingContest, voters: number): CountParameters {
  const { step: published, ...others } = description.counting.parameters;
  const unknown = Object.keys(others)[0];
  if (unknown !== undefined) throw new RangeError(`unknown parameter ${unknown}`);
  if (published === undefined) {
    const step = defaultStep(contest, voters);
    // Without voters or money there is nothing to increment, and every step gives the same outcome.
    return { step: step ?? { numerator: 1n, denominator: 1n } };
  }
  const decimal = typeof published === 'string' ? parseDecimal(published) : null;
  if (decimal === null) throw new RangeError('the step is not a decimal');
  return { step: toMinorRational(decimal, description.currency.exponent) };
}

function readTies(ties: string, seed: string): TieOrder {
  if (ties === 'lexicographic') return { kind: 'lexicographic' };
  if (ties === 'default') return { kind: 'default', seed };
  throw new RangeError(`unknown tie order ${ties}`);
}

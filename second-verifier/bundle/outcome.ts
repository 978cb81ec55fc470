// Counting the opened votes again (docs/spec/14-bundle.md and 15-counting.md).
import { ballotsOf } from '../counting/ballots';
import { rankingOf } from '../counting/ranking';
import { Rational } from '../counting/rational';
import { type Count, equalSharesAdd1u, equalSharesPlain, greedyVotes } from '../counting/rules';
import { parse } from '../json';
import type { Ledger } from '../ledger';
import { canonicalText } from './canonical';
import type { Description } from './description';
import { readPayload, type Vote } from './payload';

export interface Outcome {
  readonly valid: number;
  readonly blank: number;
  readonly invalid: number;
  /** Ids, in order of selection. */
  readonly winners: readonly string[];
  readonly totalCostMinor: number;
}

/** What each of these payloads chooses, or why it is no vote. */
export const readVotes = (payloads: readonly number[][], { ballot, projects }: Description): Vote[] =>
  payloads.map((payload) => readPayload(payload, ballot, projects));

/** counted.json of these votes. */
export function writeCounted(votes: readonly Vote[], { projects }: Description, electionFingerprint: string): string {
  const ballots = votes.map((vote) => {
    if ('invalid' in vote) return vote;
    const chosen = vote.chosen.map((place) => projects[place]?.id);
    return vote.points && chosen.length > 0 ? { chosen, points: vote.points } : { chosen };
  });
  return canonicalText({ ballots, electionFingerprint, version: 1 }) as string;
}

/** Reads the opened bytes as votes, writes counted.json, and wants the same text. */
export function checkCounted(
  ledger: Ledger,
  text: string,
  payloads: readonly number[][],
  description: Description,
  electionFingerprint: string,
): Vote[] {
  const votes = readVotes(payloads, description);
  const expected = writeCounted(votes, description, electionFingerprint);
  ledger.require('counted_differs', text === expected, 'the published votes are not what was opened');
  return votes;
}

const RULES = ['greedy_votes', 'mes_cost_plain', 'mes_cost_add1u'];
const FORMS = ['approval', 'knapsack'];

/** Counts the votes, writes outcome.json, and wants the same text. */
export function checkOutcome(
  ledger: Ledger,
  text: string,
  votes: readonly Vote[],
  description: Description,
  seed: string,
  electionFingerprint: string,
): Outcome {
  const { outcome, text: expected } = writeOutcome(ledger, votes, description, seed, electionFingerprint);
  const hasWinners = canonicalText(winnersIn(text)) === canonicalText(outcome.winners);
  ledger.require('winners_differ', hasWinners, `counting again gives the winners ${outcome.winners.join(', ')}`);
  ledger.require('outcome_differs', text === expected, 'the published outcome is not what counting again gives');
  return outcome;
}

/** The outcome of these votes, and outcome.json. */
export function writeOutcome(
  ledger: Ledger,
  votes: readonly Vote[],
  description: Description,
  seed: string,
  electionFingerprint: string,
): { outcome: Outcome; text: string } {
  const { counting, ballot, thresholds, projects } = description;
  ledger.require('cannot_count', FORMS.includes(ballot.form), `votes of the form ${ballot.form} cannot be counted`);
  ledger.require('cannot_count', thresholds === 0, 'thresholds cannot be counted with');
  ledger.require('cannot_count', RULES.includes(counting.rule), `there is no rule ${counting.rule}`);
  const step = readStep(ledger, description);
  const valid = votes.flatMap((vote) => ('invalid' in vote ? [] : [vote.chosen]));
  const { winners, trace } = count(valid, description, step, seed);
  const outcome = {
    valid: valid.length,
    blank: valid.filter((chosen) => chosen.length === 0).length,
    invalid: votes.length - valid.length,
    winners: winners.map((place) => projects[place]?.id as string),
    totalCostMinor: winners.reduce((sum, place) => sum + (projects[place]?.costMinor ?? 0), 0),
  };
  const text = canonicalText({
    ballots: { blank: outcome.blank, counted: outcome.valid, invalid: outcome.invalid },
    electionFingerprint,
    ...counting,
    totalCostMinor: outcome.totalCostMinor,
    trace,
    version: 1,
    winners: outcome.winners,
  });
  return { outcome, text: text as string };
}

function winnersIn(text: string): unknown {
  const value = parse(text);
  return typeof value === 'object' && value !== null && 'winners' in value ? value.winners : null;
}

function count(
  votes: readonly (readonly number[])[],
  { projects, budgetMinor, counting }: Description,
  step: Rational | null,
  seed: string,
): Count {
  const ballots = ballotsOf(projects, votes, budgetMinor);
  const ranking = rankingOf(ballots.candidates, counting.ties, seed);
  if (counting.rule === 'greedy_votes') return greedyVotes(ballots, ranking);
  if (counting.rule === 'mes_cost_plain') return equalSharesPlain(ballots, ranking);
  return equalSharesAdd1u(ballots, ranking, step);
}

const MAX_WHOLE_DIGITS = 18;
const MAX_DECIMALS = 12;

/** The one parameter there is: the step in minor units; null where the description leaves it to the rule. */
function readStep(ledger: Ledger, { counting, currency }: Description): Rational | null {
  const { step, ...unknown } = counting.parameters;
  const names = Object.keys(unknown).join(', ');
  ledger.require('cannot_count', names === '', `there is no parameter ${names}`);
  if (step === undefined) return null;
  const [, whole = '', decimals = ''] = /^([0-9]+)(?:\.([0-9]+))?$/.exec(typeof step === 'string' ? step : '') ?? [];
  const fits =
    whole.replace(/^0+/, '').length <= MAX_WHOLE_DIGITS && decimals.replace(/0+$/, '').length <= MAX_DECIMALS;
  ledger.require('cannot_count', whole !== '' && fits, `the step ${step} is no decimal number, or too long`);
  const amount = Rational.of(BigInt(whole + decimals), 10n ** BigInt(decimals.length));
  const inMinorUnits = amount.times(10n ** BigInt(currency.exponent));
  const grows = counting.rule !== 'mes_cost_add1u' || inMinorUnits.numerator > 0n;
  ledger.require('cannot_count', grows, 'with a step of 0 the completion never ends');
  return inMinorUnits;
}

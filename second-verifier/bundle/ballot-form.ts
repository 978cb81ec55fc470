// Ballot forms, and whether their limits fit thirty bytes (docs/spec/04-payload.md).
import type { Ledger } from '../ledger';
import { readCount, readMembers, readOneOf } from './shapes';

export interface BallotForm {
  readonly form: 'approval' | 'knapsack' | 'ranking' | 'points';
  readonly min: number;
  readonly max: number;
  /** Knapsack only. */
  readonly envelopeMinor?: number;
  /** Points only. */
  readonly maxPoints?: number;
  readonly totalPoints?: number;
}

const FORMS = ['approval', 'knapsack', 'ranking', 'points'] as const;

export function readBallotForm(ledger: Ledger, value: unknown): BallotForm {
  const named = typeof value === 'object' && value !== null && 'form' in value ? value.form : undefined;
  const form = readOneOf(ledger, named, FORMS, 'the ballot form');
  const extra = {
    approval: [],
    knapsack: ['envelopeMinor'],
    ranking: [],
    points: ['maxPoints', 'totalPoints'],
  } as const;
  const names = ['min', 'max', ...extra[form]] as const;
  const members = readMembers(ledger, value, ['form', ...names], 'the ballot form');
  const counts = names.map((name) => [name, readCount(ledger, members[name], `${name} of the ballot form`)] as const);
  return { form, ...(Object.fromEntries(counts) as Record<'min' | 'max', number>) };
}

/** b₀: the byte that says how the others are to be read. */
export function formByte({ form }: BallotForm, projects: number): 1 | 2 | 3 | 4 | 5 | 6 {
  if (form === 'ranking') return projects <= 255 ? 3 : 4;
  if (form === 'points') return projects <= 29 ? 5 : 6;
  return projects <= 232 ? 1 : 2;
}

/** How many projects a vote of each form byte can hold. */
const ROOM = { 1: 232, 2: 14, 3: 29, 4: 14, 5: 29, 6: 14 } as const;

export function checkLimits(ledger: Ledger, ballot: BallotForm, projects: number): void {
  const { form, min, max, maxPoints = 1, totalPoints = 1 } = ballot;
  const countable = projects <= (form === 'points' ? 255 : 65_535);
  ledger.require('not_canonical', countable, `there are too many projects for the form ${form}`);
  const fits = min <= max && max >= 1 && max <= projects && max <= ROOM[formByte(ballot, projects)];
  ledger.require('not_canonical', fits, `a vote cannot hold ${min} to ${max} of ${projects} projects`);
  const hasPoints = maxPoints >= 1 && maxPoints <= 255 && totalPoints >= 1;
  ledger.require('not_canonical', hasPoints, 'the limits on points do not fit a vote');
}

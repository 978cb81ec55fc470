import { describe, expect, it } from 'vitest';
import { listMixers } from '@/lib/tally/stage';
import { currentStep, doingOf, isMyTurn, mixerNames, othersToAct } from './whose-turn';

type State = Parameters<typeof doingOf>[0];

const person = (owner: number, done: Partial<State['trustees'][number]> = {}) => ({
  id: `t${owner}`,
  owner,
  name: ['Helena', 'Jorge', 'Nadia'][owner - 1] as string,
  userId: `user-${owner}`,
  hasKey: true,
  hasMixed: false,
  hasOpened: false,
  ...done,
});
const state = (next: State['next'], trustees: State['trustees']): State => ({
  status: 'closed',
  electionId: 'election',
  ballots: 9,
  threshold: null,
  ceremony: null,
  trustees,
  mixers: listMixers(trustees, []).map((mixer) => ({ ...mixer, hasMixed: false })),
  next,
});

describe('whose turn it is', () => {
  const keys = state({ stage: 'keys', owners: [2, 3] }, [
    person(1),
    person(2, { hasKey: false }),
    person(3, { hasKey: false }),
  ]);
  const mixing = state({ stage: 'mix', owners: [2] }, [person(1, { hasMixed: true }), person(2), person(3)]);
  const opening = state({ stage: 'open', owners: [1, 3] }, [
    person(1, { hasMixed: true }),
    person(2, { hasMixed: true, hasOpened: true }),
    person(3),
  ]);

  it('names the others who have to act, never the reader', () => {
    expect(othersToAct({ state: keys, owner: 2 })).toEqual(['Nadia']);
    expect(othersToAct({ state: keys, owner: 1 })).toEqual(['Jorge', 'Nadia']);
    expect(isMyTurn({ state: keys, owner: 2 })).toBe(true);
    expect(isMyTurn({ state: mixing, owner: 1 })).toBe(false);
  });

  it('tells for each trustee what is done or comes next', () => {
    expect([1, 2, 3].map((owner) => doingOf(keys, owner))).toEqual(['hasKey', 'noKey', 'noKey']);
    expect([1, 2, 3].map((owner) => doingOf(mixing, owner))).toEqual(['mixed', 'turn', 'later']);
    expect([1, 2, 3].map((owner) => doingOf(opening, owner))).toEqual(['turn', 'opened', 'turn']);
    const voting = state({ stage: 'voting', owners: [] }, [person(1)]);
    expect(doingOf(voting, 1)).toBe('hasKey');
  });

  it('puts every stage on one of the five steps', () => {
    const stages = ['keys', 'ready', 'voting', 'mix', 'open', 'count', 'empty', 'done'] as const;
    const steps = stages.map((stage) => currentStep({ state: state({ stage, owners: [] }, []) }));
    expect(steps).toEqual(['keys', 'voting', 'voting', 'mix', 'open', 'result', 'result', 'result']);
  });

  it('names those who shuffle', () => {
    expect(mixerNames({ state: mixing })).toEqual(['Helena', 'Jorge']);
  });
});

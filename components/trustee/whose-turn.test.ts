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

  it('tells who is done with the step of a key ceremony, and who is awaited', () => {
    const setup = { id: 'a'.repeat(32), threshold: 2, size: 3 };
    const running = {
      setup,
      turn: { step: 'commitment' as const, waitingFor: [2] },
      since: new Date(0),
      sent: [],
      judgements: [],
      isAgain: false,
    };
    const people = [1, 2, 3].map((owner) => person(owner, { hasKey: false }));
    const ceremony: State = { ...state({ stage: 'keys', owners: [2] }, people), threshold: 2, ceremony: running };
    const doings = (now: State) => [1, 2, 3].map((owner) => doingOf(now, owner));
    expect(doings(ceremony)).toEqual(['stepDone', 'turn', 'stepDone']);
    const stopped = { ...running, turn: { step: 'stopped' as const, waitingFor: [] } };
    const over: State = { ...ceremony, ceremony: stopped, next: { stage: 'keys', owners: [] } };
    expect(doings(over)).toEqual(['later', 'later', 'later']);
  });

  it('names an outsider whose turn it is to shuffle', () => {
    const mixers = [...mixing.mixers, { owner: 4, name: 'University', kind: 'outsider' as const, hasMixed: false }];
    const waiting: State = { ...mixing, mixers, next: { stage: 'mix', owners: [4] } };
    expect(othersToAct({ state: waiting, owner: 1 })).toEqual(['University']);
    expect(isMyTurn({ state: waiting, owner: 3 })).toBe(false);
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

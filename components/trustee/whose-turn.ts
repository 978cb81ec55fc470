/** Which step of the ceremony is on, and for whom. Pure. */
import type { Ceremony } from '@/lib/tally/ceremonies';

export const CEREMONY_STEPS = ['keys', 'voting', 'mix', 'open', 'result'] as const;
export type CeremonyStep = (typeof CEREMONY_STEPS)[number];

type Stage = Ceremony['state']['next']['stage'];

const STEP_OF: Record<Stage, CeremonyStep> = {
  keys: 'keys',
  ready: 'voting',
  voting: 'voting',
  mix: 'mix',
  open: 'open',
  count: 'result',
  empty: 'result',
  done: 'result',
};

export function currentStep({ state }: Pick<Ceremony, 'state'>): CeremonyStep {
  return STEP_OF[state.next.stage];
}

export function isMyTurn({ state, owner }: Pick<Ceremony, 'state' | 'owner'>): boolean {
  return state.next.owners.includes(owner);
}

/** Names of those whose turn it is, without the reader. */
export function othersToAct({ state, owner }: Pick<Ceremony, 'state' | 'owner'>): string[] {
  const { next, trustees, mixers } = state;
  const people = next.stage === 'mix' ? mixers : trustees;
  return people.filter((each) => each.owner !== owner && next.owners.includes(each.owner)).map(nameOf);
}

export function mixerNames({ state }: Pick<Ceremony, 'state'>): string[] {
  return state.mixers.map(nameOf);
}

export type Doing = 'noKey' | 'hasKey' | 'stepDone' | 'mixed' | 'opened' | 'turn' | 'later';

/** What one trustee has done, or does next, as one word. */
export function doingOf(state: Ceremony['state'], owner: number): Doing {
  const trustee = state.trustees.find((each) => each.owner === owner);
  const { stage, owners } = state.next;
  if (trustee && stage === 'keys' && state.threshold !== null) {
    if (owners.includes(owner)) return 'turn';
    return state.ceremony?.turn.step === 'stopped' || !state.ceremony ? 'later' : 'stepDone';
  }
  if (!trustee || stage === 'keys') return trustee?.hasKey ? 'hasKey' : 'noKey';
  if (trustee.hasOpened) return 'opened';
  if (owners.includes(owner)) return 'turn';
  if (trustee.hasMixed) return 'mixed';
  return stage === 'mix' || stage === 'open' ? 'later' : 'hasKey';
}

const nameOf = ({ name }: { name: string }) => name;

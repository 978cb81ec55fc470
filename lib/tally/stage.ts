/** Where a contest stands between its draft and its result, and whose turn it is. Pure. */

export type TallyTrustee = {
  id: string;
  owner: number;
  name: string;
  userId: string;
  hasKey: boolean;
  hasMixed: boolean;
  hasOpened: boolean;
};
/** Somebody who shuffles. Owner ids above those of the trustees belong to the server and to outsiders. */
export type TallyMixer = { owner: number; name: string; kind: 'trustee' | 'server' | 'outsider'; hasMixed: boolean };
export type TallyStage = 'keys' | 'ready' | 'voting' | 'mix' | 'open' | 'count' | 'empty' | 'done';
export type NextStep = { stage: TallyStage; owners: number[] };

/** The first two trustees shuffle, one after another, each on a device of their own. */
const TRUSTEE_MIXERS = 2;

type FurtherMixer = { name: string; kind: 'server' | 'outsider' };

/** Everybody who shuffles, in order: the first two trustees, then the further ones with the owner ids that follow. */
export function listMixers(
  trustees: readonly { owner: number; name: string }[],
  further: readonly FurtherMixer[],
): Omit<TallyMixer, 'hasMixed'>[] {
  return [
    ...trustees.slice(0, TRUSTEE_MIXERS).map(({ owner, name }) => ({ owner, name, kind: 'trustee' as const })),
    ...further.map(({ name, kind }, i) => ({ owner: trustees.length + 1 + i, name, kind })),
  ];
}

export type TallyFacts = {
  status: 'draft' | 'open' | 'closed' | 'counted';
  ballots: number;
  /** How many trustees suffice to open; null where all are needed. */
  threshold: number | null;
  trustees: readonly TallyTrustee[];
  mixers: readonly TallyMixer[];
  /** Owner ids of those whom the keys wait for. */
  keysWaitFor: readonly number[];
};

export function nextStep({ status, ballots, threshold, trustees, mixers, keysWaitFor }: TallyFacts): NextStep {
  if (status === 'draft') {
    const isReady = trustees.length > 0 && trustees.every(({ hasKey }) => hasKey);
    return { stage: isReady ? 'ready' : 'keys', owners: isReady ? [] : [...keysWaitFor] };
  }
  if (status === 'open') return { stage: 'voting', owners: [] };
  if (status === 'counted') return { stage: 'done', owners: [] };
  if (ballots === 0) return { stage: 'empty', owners: [] };
  const mixer = mixers.find(({ hasMixed }) => !hasMixed);
  if (mixer) return { stage: 'mix', owners: [mixer.owner] };
  const closed = trustees.filter(({ hasOpened }) => !hasOpened);
  const opened = trustees.length - closed.length;
  const isEnough = opened >= (threshold ?? trustees.length);
  return isEnough ? { stage: 'count', owners: [] } : { stage: 'open', owners: closed.map(({ owner }) => owner) };
}

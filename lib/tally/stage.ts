/** Where a contest stands between its draft and its result, and whose turn it is. Pure. */

export type TallyTrustee = {
  owner: number;
  name: string;
  userId: string;
  hasKey: boolean;
  hasMixed: boolean;
  hasOpened: boolean;
};
export type TallyStage = 'keys' | 'ready' | 'voting' | 'mix' | 'open' | 'count' | 'empty' | 'done';
export type NextStep = { stage: TallyStage; owners: number[] };

/** The first two trustees shuffle, one after another, each on a device of their own. */
export const MIXERS = 2;

export function nextStep(state: {
  status: 'draft' | 'open' | 'closed' | 'counted';
  ballots: number;
  trustees: readonly TallyTrustee[];
}): NextStep {
  const { status, ballots, trustees } = state;
  const owners = (missing: (trustee: TallyTrustee) => boolean) => trustees.filter(missing).map(({ owner }) => owner);
  if (status === 'draft') {
    const withoutKey = owners((trustee) => !trustee.hasKey);
    return { stage: withoutKey.length > 0 || trustees.length === 0 ? 'keys' : 'ready', owners: withoutKey };
  }
  if (status === 'open') return { stage: 'voting', owners: [] };
  if (status === 'counted') return { stage: 'done', owners: [] };
  if (ballots === 0) return { stage: 'empty', owners: [] };
  const mixer = owners((trustee) => trustee.owner <= MIXERS && !trustee.hasMixed)[0];
  if (mixer !== undefined) return { stage: 'mix', owners: [mixer] };
  const opening = owners((trustee) => !trustee.hasOpened);
  return opening.length > 0 ? { stage: 'open', owners: opening } : { stage: 'count', owners: [] };
}

import { finish } from '@/lib/protocol/ceremony/finish';
import { nextStep as nextCeremonyStep } from '@/lib/protocol/ceremony/types';
import { invariant } from '@/lib/result';
import type { Tx } from '@/lib/server/db';
import type { Deps } from '@/lib/server/deps';
import { type CeremonyProgress, getCeremonyProgress, getCeremonyTexts } from './ceremony/progress';
import { listMixers, type NextStep, nextStep, type TallyMixer, type TallyTrustee } from './stage';

export type TallyState = {
  status: 'draft' | 'open' | 'closed' | 'counted';
  electionId: string | null;
  /** Ballots stored so far, revotes included. */
  ballots: number;
  /** How many trustees suffice to open; null where each has a key of their own and all are needed. */
  threshold: number | null;
  /** The key ceremony, where there is a threshold and the administrator has started it. */
  ceremony: CeremonyProgress | null;
  trustees: TallyTrustee[];
  /** In the order in which they shuffle. */
  mixers: TallyMixer[];
  next: NextStep;
};

const named = { id: true, owner: true, name: true, userId: true, keyText: true } as const;
const contestFields = {
  status: true,
  threshold: true,
  trustees: { orderBy: { owner: 'asc' }, select: named },
  mixers: { orderBy: { position: 'asc' }, select: { name: true, kind: true } },
  election: { select: { id: true, mixes: { select: { owner: true } }, decryptions: { select: { owner: true } } } },
} as const;

/** Where a contest stands and whose turn it is; null for an unknown contest. */
export async function getTallyState(deps: Pick<Deps, 'db'>, contestId: string): Promise<TallyState | null> {
  const contest = await deps.db.contest.findUnique({ where: { id: contestId }, select: contestFields });
  if (!contest) return null;
  const { status, election, threshold } = contest;
  const mixed = new Set(election?.mixes.map(({ owner }) => owner));
  const opened = new Set(election?.decryptions.map(({ owner }) => owner));
  const ballots = election ? await deps.db.ballot.count({ where: { electionId: election.id } }) : 0;
  const ceremony = threshold === null ? null : await getCeremonyProgress(deps.db, contestId);
  const confirmed = new Set(
    ceremony?.sent.filter(({ kind }) => kind === 'confirmation').map(({ index }) => index) ?? [],
  );
  const trustees = contest.trustees.map(({ keyText, ...trustee }) => ({
    ...trustee,
    hasKey: threshold === null ? keyText !== null : confirmed.has(trustee.owner),
    hasMixed: mixed.has(trustee.owner),
    hasOpened: opened.has(trustee.owner),
  }));
  const mixers = listMixers(trustees, contest.mixers).map((mixer) => ({ ...mixer, hasMixed: mixed.has(mixer.owner) }));
  const withoutKey = trustees.filter(({ hasKey }) => !hasKey).map(({ owner }) => owner);
  const keysWaitFor = threshold === null ? withoutKey : (ceremony?.turn.waitingFor ?? []);
  const next = nextStep({ status, ballots, threshold, trustees, mixers, keysWaitFor });
  return { status, electionId: election?.id ?? null, ballots, threshold, ceremony, trustees, mixers, next };
}

/** What came of the key ceremony of a contest with a threshold. */
export type JointKey =
  | { state: 'none' | 'stopped' }
  | { state: 'under_way'; waitingFor: number[] }
  /** `block` is the JSON text that stands in the list of trustees. */
  | { state: 'ready'; block: string };

/** The joint key, once every trustee has confirmed it. */
export async function getJointKey(db: Pick<Tx, 'keyCeremony'>, contestId: string): Promise<JointKey> {
  const ceremony = await getCeremonyTexts(db, contestId);
  if (!ceremony) return { state: 'none' };
  const { setup, messages } = ceremony;
  const { step, waitingFor } = nextCeremonyStep(setup, messages);
  if (step === 'stopped') return { state: 'stopped' };
  if (step !== 'done') return { state: 'under_way', waitingFor };
  const finished = finish(setup, messages);
  invariant(finished.ok, 'every message of a ceremony is checked before it is stored');
  return { state: 'ready', block: finished.pedersen };
}

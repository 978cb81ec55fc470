import type { Deps } from '@/lib/server/deps';
import { type NextStep, nextStep, type TallyTrustee } from './stage';

export type TallyState = {
  status: 'draft' | 'open' | 'closed' | 'counted';
  electionId: string | null;
  /** Ballots stored so far, revotes included. */
  ballots: number;
  trustees: TallyTrustee[];
  next: NextStep;
};

/** Where a contest stands and whose turn it is; null for an unknown contest. */
export async function getTallyState(deps: Pick<Deps, 'db'>, contestId: string): Promise<TallyState | null> {
  const contest = await deps.db.contest.findUnique({
    where: { id: contestId },
    select: {
      status: true,
      trustees: { orderBy: { owner: 'asc' }, select: { owner: true, name: true, userId: true, keyText: true } },
      election: { select: { id: true, mixes: { select: { owner: true } }, decryptions: { select: { owner: true } } } },
    },
  });
  if (!contest) return null;
  const { status, election } = contest;
  const mixed = new Set(election?.mixes.map(({ owner }) => owner));
  const opened = new Set(election?.decryptions.map(({ owner }) => owner));
  const ballots = election ? await deps.db.ballot.count({ where: { electionId: election.id } }) : 0;
  const trustees = contest.trustees.map(({ owner, name, userId, keyText }) => ({
    owner,
    name,
    userId,
    hasKey: keyText !== null,
    hasMixed: mixed.has(owner),
    hasOpened: opened.has(owner),
  }));
  const next = nextStep({ status, ballots, trustees });
  return { status, electionId: election?.id ?? null, ballots, trustees, next };
}

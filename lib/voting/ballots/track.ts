import type { BoardDeps } from './side';

export type TrackedBallot =
  | { state: 'on_board'; leaf: number; replaced: boolean }
  | { state: 'waiting'; includedBy: string; replaced: boolean };

/** Finds a ballot by its tracker, for anyone who asks. `replaced`: a later ballot of the same voter counts instead. */
export async function findTracker(
  deps: Pick<BoardDeps, 'db'>,
  electionId: string,
  tracker: string,
): Promise<TrackedBallot | null> {
  const hash = hashOfTracker(tracker);
  if (!hash) return null;
  const ballot = await deps.db.ballot.findUnique({
    where: { electionId_hash: { electionId, hash } },
    select: { leafIndex: true, includedBy: true, sequence: true, credentialKey: true },
  });
  if (!ballot) return null;
  const { leafIndex, includedBy, sequence, credentialKey } = ballot;
  const later = await deps.db.ballot.count({ where: { electionId, credentialKey, sequence: { gt: sequence } } });
  const replaced = later > 0;
  return leafIndex === null
    ? { state: 'waiting', includedBy, replaced }
    : { state: 'on_board', leaf: leafIndex, replaced };
}

/** The tracker's digest as it is stored: base64 without padding → hex; null when it is no tracker. */
export function hashOfTracker(tracker: string): string | null {
  const compact = tracker.replace(/\s/g, '');
  if (!/^[A-Za-z0-9+/]{43}$/.test(compact)) return null;
  const hex = Buffer.from(compact, 'base64').toString('hex');
  return Buffer.from(hex, 'hex').toString('base64').replace(/=+$/, '') === compact ? hex : null;
}

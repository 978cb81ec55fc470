import { trackerDigest } from '@/lib/protocol/tracker';
import type { BoardDeps } from './side';

export type TrackedBallot =
  | { state: 'on_board'; leaf: number; replaced: boolean }
  | { state: 'waiting'; includedBy: string; replaced: boolean };

/**
 * Finds a ballot by its tracker, for anyone who asks. `replaced`: a later ballot of the same voter counts instead.
 * While voting is open that is told only of ballots under one key. That a whole key was replaced (another device, or a
 * vote in person) shows after the close, as on the board: whoever was forced to hand over a tracker can vote again.
 */
export async function findTracker(
  deps: Pick<BoardDeps, 'db'>,
  electionId: string,
  tracker: string,
): Promise<TrackedBallot | null> {
  const hash = trackerDigest(tracker);
  if (!hash) return null;
  const ballot = await deps.db.ballot.findUnique({
    where: { electionId_hash: { electionId, hash } },
    select: {
      leafIndex: true,
      includedBy: true,
      sequence: true,
      credentialKey: true,
      credential: { select: { state: true } },
      election: { select: { state: { select: { closed: true } } } },
    },
  });
  if (!ballot) return null;
  const { leafIndex, includedBy, sequence, credentialKey, credential, election } = ballot;
  const later = await deps.db.ballot.count({ where: { electionId, credentialKey, sequence: { gt: sequence } } });
  const replaced = later > 0 || (election.state?.closed === true && credential.state === 'superseded');
  return leafIndex === null
    ? { state: 'waiting', includedBy, replaced }
    : { state: 'on_board', leaf: leafIndex, replaced };
}

/** The tracker without the blanks that printing adds, or null when it is none. */
export function readTracker(typed: string): string | null {
  const compact = typed.replace(/\s/g, '');
  return trackerDigest(compact) ? compact : null;
}

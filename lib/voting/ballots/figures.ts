import type { SignedHead } from '@/lib/protocol/board';
import type { BoardDeps } from './side';

export type BoardFigures = {
  /** The latest signed head; null before the first. */
  head: SignedHead | null;
  /** Ballots that are on the board, those cast again included. What still waits is not told: it would show when people vote. */
  ballots: number;
};

export async function getBoardFigures(deps: Pick<BoardDeps, 'db'>, electionId: string): Promise<BoardFigures> {
  const [row, ballots, election] = await Promise.all([
    deps.db.head.findFirst({
      where: { electionId },
      orderBy: { size: 'desc' },
      select: { size: true, root: true, batch: true, signature: true },
    }),
    deps.db.ballot.count({ where: { electionId, leafIndex: { not: null } } }),
    deps.db.election.findUnique({ where: { id: electionId }, select: { fingerprint: true } }),
  ]);
  return { head: row && election && { ...row, electionFingerprint: election.fingerprint }, ballots };
}

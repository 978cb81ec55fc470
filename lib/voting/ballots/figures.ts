import type { SignedHead } from '@/lib/protocol/board';
import { latestHead } from './log-tree';
import type { BoardDeps } from './side';

/** How far a witness has followed the board. */
export type WitnessFigures = { name: string; publicKey: string; size: number; batch: string };

export type BoardFigures = {
  /** The latest signed head; null before the first. */
  head: SignedHead | null;
  /** Ballots that are on the board, those cast again included. What still waits is not told: it would show when people vote. */
  ballots: number;
  /** Witnesses that the city names and that have co-signed, by name. */
  witnesses: WitnessFigures[];
};

export async function getBoardFigures(
  deps: Pick<BoardDeps, 'db' | 'witnesses'>,
  electionId: string,
): Promise<BoardFigures> {
  const [row, ballots, election, witnesses] = await Promise.all([
    latestHead(deps.db, electionId),
    deps.db.ballot.count({ where: { electionId, leafIndex: { not: null } } }),
    deps.db.election.findUnique({ where: { id: electionId }, select: { fingerprint: true } }),
    Promise.all(deps.witnesses.map((witness) => lastCosigned(deps, electionId, witness))),
  ]);
  const head = row && election && { ...row, electionFingerprint: election.fingerprint };
  return { head, ballots, witnesses: witnesses.filter((witness) => witness !== null) };
}

async function lastCosigned(
  { db }: Pick<BoardDeps, 'db'>,
  electionId: string,
  { name, publicKey }: { name: string; publicKey: string },
): Promise<WitnessFigures | null> {
  const last = await db.cosignature.findFirst({
    where: { electionId, witness: publicKey },
    orderBy: { size: 'desc' },
    select: { size: true, head: { select: { batch: true } } },
  });
  return last && { name, publicKey, size: last.size, batch: last.head.batch };
}

import { err, ok, type Result } from '@/lib/result';
import type { RunningElection } from './elections';
import type { BoardDeps, BoardTx } from './side';

const GATE_LOCK = 7_301_003;

/**
 * Lets a cast or a registration in while voting is open; whoever is in when the close begins is waited for. A lock of
 * the database's queue instead of one on a row: row locks that are shared may be shared on and on, and a close would
 * starve behind a rush of voters. In the queue, who comes after the close waits, and then hears that it is over.
 */
export async function enterOpen(
  tx: BoardTx,
  election: Pick<RunningElection, 'id' | 'closesAt'>,
  now: Date,
): Promise<Result<null, { code: 'contest_closed' }>> {
  if (now >= election.closesAt) return err({ code: 'contest_closed' });
  await tx.$executeRaw`select pg_advisory_xact_lock_shared(${GATE_LOCK}::int, hashtext(${election.id}))`;
  return (await isClosed(tx, election.id)) ? err({ code: 'contest_closed' }) : ok(null);
}

/** Waits until everybody who was let in is done, and shuts for good: true for the one caller who did it. */
export async function shutGate(tx: BoardTx, electionId: string): Promise<boolean> {
  await tx.$executeRaw`select pg_advisory_xact_lock(${GATE_LOCK}::int, hashtext(${electionId}))`;
  if (await isClosed(tx, electionId)) return false;
  await tx.electionState.update({ where: { electionId }, data: { closed: true } });
  return true;
}

/** A first look, without waiting for anybody: `enterOpen` decides. */
export async function hasClosed(
  { db, now }: Pick<BoardDeps, 'db' | 'now'>,
  { id, closesAt }: Pick<RunningElection, 'id' | 'closesAt'>,
): Promise<boolean> {
  return now() >= closesAt || (await isClosed(db, id));
}

async function isClosed(tx: BoardTx, electionId: string): Promise<boolean> {
  const state = await tx.electionState.findUnique({ where: { electionId }, select: { closed: true } });
  return !state || state.closed;
}

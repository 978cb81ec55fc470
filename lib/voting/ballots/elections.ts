import { parseDescription } from '@/lib/protocol/description';
import { type ElectionKeys, parseElection } from '@/lib/protocol/election';
import { toMinute } from '@/lib/protocol/texts';
import { invariant } from '@/lib/result';
import type { BoardDeps } from './side';

/** What casting needs of an election. Nothing in it changes once the contest is open, so a process keeps it. */
export type RunningElection = {
  id: string;
  fingerprint: string;
  keys: ElectionKeys;
  closesAt: Date;
  /** Who says that a key belongs to a voter: the voter's code, or the people side. */
  entitlement: 'codes' | 'vouched';
  /** Public key of heads and receipts, which the election's fingerprint fixes. */
  boardKey: string;
  /** The promise of every receipt: the ballot is on the board by then at the latest. */
  includedBy: string;
};

/** Everything goes to the board at the close; an hour allows for a restart just then. */
const PROMISE_MS = 60 * 60 * 1000;
const kept = new Map<string, RunningElection>();

/** The election of a contest that was opened (and perhaps closed since); null while it is a draft or unknown. */
export async function getOpenElection(deps: Pick<BoardDeps, 'db'>, contestId: string): Promise<RunningElection | null> {
  const known = kept.get(contestId);
  if (known) return known;
  const row = await deps.db.election.findUnique({
    where: { contestId },
    select: { id: true, fingerprint: true, electionText: true, descriptionText: true },
  });
  if (!row) return null;
  const parsed = parseDescription(row.descriptionText);
  invariant(parsed.ok, 'a stored description is valid');
  const election = parseElection(row.electionText);
  invariant(election.ok, 'a stored election is valid');
  const closesAt = new Date(parsed.description.closesAt);
  const running = {
    id: row.id,
    fingerprint: row.fingerprint,
    keys: election.election,
    closesAt,
    entitlement: parsed.description.entitlement,
    boardKey: parsed.description.boardKey,
    includedBy: toMinute(new Date(closesAt.getTime() + PROMISE_MS)),
  };
  kept.set(contestId, running);
  return running;
}

/** What an election was opened with, byte for byte as it is hashed. */
export async function getElectionTexts(
  { db }: Pick<BoardDeps, 'db'>,
  id: string,
): Promise<{ electionText: string; descriptionText: string } | null> {
  return db.election.findUnique({ where: { id }, select: { electionText: true, descriptionText: true } });
}

import { leavesText } from '@/lib/protocol/board-answers';
import { deps } from '@/lib/server/deps';
import { problemResponse } from '@/lib/server/problems';
import { listLeaves } from '@/lib/voting/ballots/proofs';
import { BoardQuery } from '@/lib/voting/schema';
import { boardAnswer, boardRoute } from '../board-route';

/** `?start=&end=`: leaves from one place to another, both included, counted from 0; at most a page of them. */
export const GET = boardRoute(BoardQuery.leaves, async (election, range) => {
  const found = await listLeaves(deps(), election, range);
  if (!found.ok) return problemResponse(found.error);
  const { leaves, isFull } = found.value;
  return boardAnswer(leavesText(range.start, leaves), isFull ? 'forever' : 'never');
});

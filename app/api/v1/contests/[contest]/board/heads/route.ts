import { headsText } from '@/lib/protocol/board-answers';
import { deps } from '@/lib/server/deps';
import { listHeads } from '@/lib/voting/ballots/proofs';
import { BoardQuery } from '@/lib/voting/schema';
import { boardAnswer, boardRoute } from '../board-route';

/** `?from=SIZE`: signed heads of at least so many leaves, the smallest first, a page at a time. */
export const GET = boardRoute(BoardQuery.heads, async (election, { from }) => {
  const { heads, isFull } = await listHeads(deps(), election, from);
  return boardAnswer(headsText(heads), isFull ? 'forever' : 'never');
});

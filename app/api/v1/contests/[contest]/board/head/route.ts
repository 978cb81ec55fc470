import { headAnswerText } from '@/lib/protocol/board-answers';
import { deps } from '@/lib/server/deps';
import { problemResponse } from '@/lib/server/problems';
import { getHead } from '@/lib/voting/ballots/proofs';
import { BoardQuery } from '@/lib/voting/schema';
import { boardAnswer, boardRoute } from '../board-route';

/** The latest signed head, who co-signed it, and who the witnesses are. */
export const GET = boardRoute(BoardQuery.none, async (election) => {
  const head = await getHead(deps(), election);
  return head ? boardAnswer(headAnswerText(head), 'never') : problemResponse({ code: 'not_found' });
});

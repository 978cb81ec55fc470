import { consistencyText } from '@/lib/protocol/board-answers';
import { deps } from '@/lib/server/deps';
import { problemResponse } from '@/lib/server/problems';
import { proveConsistency } from '@/lib/voting/ballots/proofs';
import { BoardQuery } from '@/lib/voting/schema';
import { boardAnswer, boardRoute } from '../board-route';

/** `?first=&second=`: that the log of the first size is the beginning of the log of the second. */
export const GET = boardRoute(BoardQuery.consistency, async (election, sizes) => {
  const proved = await proveConsistency(deps(), election, sizes);
  return proved.ok ? boardAnswer(consistencyText(proved.value), 'forever') : problemResponse(proved.error);
});

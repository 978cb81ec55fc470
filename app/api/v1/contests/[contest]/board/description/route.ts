import { deps } from '@/lib/server/deps';
import { problemResponse } from '@/lib/server/problems';
import { getElectionTexts } from '@/lib/voting/ballots/elections';
import { BoardQuery } from '@/lib/voting/schema';
import { boardAnswer, boardRoute } from '../board-route';

/** The public description: rules, roll, trustees and the board's key. Its SHA-256 stands in the election's record. */
export const GET = boardRoute(BoardQuery.none, async ({ id }) => {
  const texts = await getElectionTexts(deps(), id);
  return texts ? boardAnswer(texts.descriptionText, 'forever') : problemResponse({ code: 'not_found' });
});

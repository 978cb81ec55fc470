import { deps } from '@/lib/server/deps';
import { problemResponse } from '@/lib/server/problems';
import { getElectionTexts } from '@/lib/voting/ballots/elections';
import { BoardQuery } from '@/lib/voting/schema';
import { boardAnswer, boardRoute } from '../board-route';

/** The election's own record: its SHA-256 is the fingerprint that every head and every ballot names. */
export const GET = boardRoute(BoardQuery.none, async ({ id }) => {
  const texts = await getElectionTexts(deps(), id);
  return texts ? boardAnswer(texts.electionText, 'forever') : problemResponse({ code: 'not_found' });
});

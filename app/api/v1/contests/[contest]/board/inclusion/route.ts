import { inclusionText } from '@/lib/protocol/board-answers';
import { fromHex } from '@/lib/protocol/hex';
import { ballotLeafHash } from '@/lib/protocol/tracker';
import { deps } from '@/lib/server/deps';
import { problemResponse } from '@/lib/server/problems';
import { proveInclusion } from '@/lib/voting/ballots/proofs';
import { BoardQuery } from '@/lib/voting/schema';
import { boardAnswer, boardRoute } from '../board-route';

/** `?leaf=HASH` or `?tracker=TRACKER`, with `&size=` or under the latest head: where it stands, and its audit path. */
export const GET = boardRoute(BoardQuery.inclusion, async (election, query) => {
  const hash = 'leaf' in query ? fromHex(query.leaf, 32) : ballotLeafHash(query.tracker);
  if (!hash) return problemResponse({ code: 'unknown_leaf' });
  const size = query.size ?? null;
  const proved = await proveInclusion(deps(), election, { hash, size });
  if (!proved.ok) return problemResponse(proved.error);
  return boardAnswer(inclusionText(proved.value), size === null ? 'never' : 'forever');
});

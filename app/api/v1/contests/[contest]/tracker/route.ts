import { api } from '@/lib/server/api';
import { deps } from '@/lib/server/deps';
import { problemResponse } from '@/lib/server/problems';
import { getOpenElection } from '@/lib/voting/ballots/elections';
import { findTracker, readTracker } from '@/lib/voting/ballots/track';
import { ContestId } from '@/lib/voting/schema';

type Context = { params: Promise<{ contest: string }> };

/** `?q=TRACKER`: where a ballot stands. Anyone may ask. */
export const GET = api(async (request: Request, { params }: Context) => {
  const contestId = ContestId.safeParse((await params).contest);
  const election = contestId.success ? await getOpenElection(deps(), contestId.data) : null;
  if (!election) return problemResponse({ code: 'not_found' });
  const tracker = readTracker(new URL(request.url).searchParams.get('q') ?? '');
  const found = tracker && (await findTracker(deps(), election.id, tracker));
  if (!found) return problemResponse({ code: 'not_found' });
  return Response.json(found, { headers: { 'cache-control': 'no-store' } });
});

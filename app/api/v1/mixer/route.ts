import { api } from '@/lib/server/api';
import { deps } from '@/lib/server/deps';
import { problemResponse } from '@/lib/server/problems';
import { findOutsideMixer } from '@/lib/tally/mixes';
import { readLink } from '@/lib/tally/schema';

/** For whoever holds an outside mixer's link: which contest it is of, and whether their turn has come. */
export const GET = api(async (request: Request) => {
  const link = readLink(request);
  const mixer = link && (await findOutsideMixer(deps(), link));
  if (!mixer) return problemResponse({ code: 'not_found' });
  return Response.json(mixer, { headers: { 'cache-control': 'no-store' } });
});

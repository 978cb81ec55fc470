import { afterAnswer, api } from '@/lib/server/api';
import { currentUser } from '@/lib/server/auth';
import { deps } from '@/lib/server/deps';
import { problemResponse } from '@/lib/server/problems';
import { isSameOrigin, readText } from '@/lib/server/request';
import { mixIfServersTurn, submitMix, submitOutsideMix } from '@/lib/tally/mixes';
import { MOST_RECORD_BYTES, readLink } from '@/lib/tally/schema';
import { ContestId } from '@/lib/voting/schema';

type Context = { params: Promise<{ contest: string }> };

/**
 * A trustee, who is signed in, or an outside mixer, whose link stands behind `Authorization: Bearer`, hands in a
 * shuffle; the body is the record's text. If this server is a mixer too, its turn may have come.
 */
export const POST = api(async (request: Request, { params }: Context) => {
  const contestId = ContestId.safeParse((await params).contest);
  const link = readLink(request);
  const user = link ? null : await currentUser();
  const isTrustee = user?.roles.includes('trustee') && isSameOrigin(request);
  if (!contestId.success || !(link || isTrustee)) return problemResponse({ code: 'not_found' });
  const body = await readText(request, MOST_RECORD_BYTES);
  if (!body.ok) return problemResponse(body.error);
  const taken = link
    ? await submitOutsideMix(deps(), link, contestId.data, body.value)
    : await submitMix(deps(), user?.id ?? '', contestId.data, body.value);
  if (!taken.ok) {
    const { code, ...rest } = taken.error;
    return problemResponse({ code, ...('reason' in rest ? { detail: rest.reason } : {}) });
  }
  afterAnswer(() => mixIfServersTurn(deps(), contestId.data));
  return Response.json({ taken: true }, { status: 201 });
});

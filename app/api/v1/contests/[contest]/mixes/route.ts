import { api } from '@/lib/server/api';
import { currentUser } from '@/lib/server/auth';
import { deps } from '@/lib/server/deps';
import { problemResponse } from '@/lib/server/problems';
import { isSameOrigin, readText } from '@/lib/server/request';
import { MOST_RECORD_BYTES } from '@/lib/tally/schema';
import { submitMix } from '@/lib/tally/service';
import { ContestId } from '@/lib/voting/schema';

type Context = { params: Promise<{ contest: string }> };

/** A trustee hands in a shuffle; the body is the record's text. */
export const POST = api(async (request: Request, { params }: Context) => {
  const user = await currentUser();
  const contestId = ContestId.safeParse((await params).contest);
  const isTrustee = user?.roles.includes('trustee') && isSameOrigin(request);
  if (!user || !isTrustee || !contestId.success) return problemResponse({ code: 'not_found' });
  const body = await readText(request, MOST_RECORD_BYTES);
  if (!body.ok) return problemResponse(body.error);
  const taken = await submitMix(deps(), user.id, contestId.data, body.value);
  if (taken.ok) return Response.json({ taken: true }, { status: 201 });
  const { code, ...rest } = taken.error;
  return problemResponse({ code, ...('reason' in rest ? { detail: rest.reason } : {}) });
});

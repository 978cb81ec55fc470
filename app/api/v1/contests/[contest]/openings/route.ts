import { afterAnswer, api } from '@/lib/server/api';
import { currentUser } from '@/lib/server/auth';
import { deps } from '@/lib/server/deps';
import { problemResponse } from '@/lib/server/problems';
import { isSameOrigin, readJson } from '@/lib/server/request';
import { countIfReady } from '@/lib/tally/count';
import { MOST_RECORD_BYTES, OpeningInput } from '@/lib/tally/schema';
import { submitOpening } from '@/lib/tally/service';
import { ContestId } from '@/lib/voting/schema';

type Context = { params: Promise<{ contest: string }> };

/** A trustee hands in a partial decryption with its strong proof. The last one sets off the count. */
export const POST = api(async (request: Request, { params }: Context) => {
  const user = await currentUser();
  const contestId = ContestId.safeParse((await params).contest);
  const isTrustee = user?.roles.includes('trustee') && isSameOrigin(request);
  if (!user || !isTrustee || !contestId.success) return problemResponse({ code: 'not_found' });
  const body = await readJson(request, MOST_RECORD_BYTES);
  const input = body.ok ? OpeningInput.safeParse(body.value) : null;
  if (!input?.success) return problemResponse(body.ok ? { code: 'bad_request' } : body.error);
  const taken = await submitOpening(deps(), user.id, contestId.data, input.data);
  if (!taken.ok) {
    const { code, ...rest } = taken.error;
    return problemResponse({ code, ...('reason' in rest ? { detail: rest.reason } : {}) });
  }
  afterAnswer(() => countIfReady(deps(), contestId.data));
  return Response.json({ taken: true }, { status: 201 });
});

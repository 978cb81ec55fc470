import { api } from '@/lib/server/api';
import { currentUser } from '@/lib/server/auth';
import { deps } from '@/lib/server/deps';
import { problemResponse } from '@/lib/server/problems';
import { isSameOrigin, readJson } from '@/lib/server/request';
import { getOwnCeremony, submitCeremonyMessage } from '@/lib/tally/ceremony/service';
import { CeremonyMessageInput } from '@/lib/tally/schema';
import { ContestId } from '@/lib/voting/schema';

type Context = { params: Promise<{ contest: string }> };

const MOST_BYTES = 64 * 1024;

async function trusteeOf({ params }: Context): Promise<{ userId: string; contestId: string } | null> {
  const user = await currentUser();
  const contestId = ContestId.safeParse((await params).contest);
  return user?.roles.includes('trustee') && contestId.success ? { userId: user.id, contestId: contestId.data } : null;
}

/** The key ceremony's setup and every message so far, for its trustees: what their devices check and answer. */
export const GET = api(async (_request: Request, context: Context) => {
  const trustee = await trusteeOf(context);
  const own = trustee && (await getOwnCeremony(deps(), trustee.userId, trustee.contestId));
  if (!own) return problemResponse({ code: 'not_found' });
  return Response.json(own, { headers: { 'cache-control': 'no-store' } });
});

/** A trustee's message for the step that the ceremony waits for. */
export const POST = api(async (request: Request, context: Context) => {
  const trustee = isSameOrigin(request) ? await trusteeOf(context) : null;
  if (!trustee) return problemResponse({ code: 'not_found' });
  const body = await readJson(request, MOST_BYTES);
  const input = body.ok ? CeremonyMessageInput.safeParse(body.value) : null;
  if (!input?.success) return problemResponse(body.ok ? { code: 'bad_request' } : body.error);
  const taken = await submitCeremonyMessage(deps(), trustee.userId, trustee.contestId, input.data);
  if (taken.ok) return Response.json({ taken: true }, { status: 201 });
  const { code, ...rest } = taken.error;
  return problemResponse({ code, ...('reason' in rest ? { detail: rest.reason } : {}) });
});

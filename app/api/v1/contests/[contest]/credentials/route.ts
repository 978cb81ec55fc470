import { api } from '@/lib/server/api';
import { currentUser } from '@/lib/server/auth';
import { deps } from '@/lib/server/deps';
import { problemResponse } from '@/lib/server/problems';
import { countFailure, type LimitKey, secondsToWait } from '@/lib/server/rate-limit';
import { isSameOrigin, readJson } from '@/lib/server/request';
import { ContestId, CredentialInput } from '@/lib/voting/schema';
import { registerCredential } from '@/lib/voting/service';

type Context = { params: Promise<{ contest: string }> };

/** Registers a device's voting key for the signed-in person's slot, signed with the key of their voting code. */
export const POST = api(async (request: Request, { params }: Context) => {
  const user = await currentUser();
  const contestId = ContestId.safeParse((await params).contest);
  if (!user || !contestId.success || !isSameOrigin(request)) return problemResponse({ code: 'not_found' });
  const limits: LimitKey[] = [['register-account', user.id]];
  const retryAfterSeconds = await secondsToWait(limits);
  if (retryAfterSeconds > 0) return problemResponse({ code: 'too_many_attempts', retryAfterSeconds });
  const body = await readJson(request, 2048);
  const input = body.ok ? CredentialInput.safeParse(body.value) : null;
  if (!input?.success) return problemResponse(body.ok ? { code: 'bad_request' } : body.error);
  const registered = await registerCredential(deps(), { ...input.data, userId: user.id, contestId: contestId.data });
  if (registered.ok) return Response.json({ registered: true }, { status: 201 });
  await countFailure(limits);
  return problemResponse(registered.error);
});

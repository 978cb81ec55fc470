import { CodeSignInInput } from '@/lib/people/schema';
import { signInWithCode } from '@/lib/people/sign-in';
import { api } from '@/lib/server/api';
import { setSessionCookie } from '@/lib/server/auth';
import { deps } from '@/lib/server/deps';
import { problemResponse } from '@/lib/server/problems';
import { isSameOrigin, readJson } from '@/lib/server/request';
import { addressOf } from '@/lib/server/request-address';

/** Signs a resident in: the key behind a voting code has signed a nonce of `/api/v1/sign-in/challenge`. */
export const POST = api(async (request: Request) => {
  if (!isSameOrigin(request)) return problemResponse({ code: 'not_found' });
  const body = await readJson(request, 2048);
  if (!body.ok) return problemResponse(body.error);
  const input = CodeSignInInput.safeParse(body.value);
  if (!input.success) return problemResponse({ code: 'bad_request' });
  const address = addressOf(request);
  const session = await signInWithCode(deps(), address, input.data);
  if (!session.ok) return problemResponse(session.error);
  await setSessionCookie(session.value);
  return Response.json({ signedIn: true }, { headers: { 'cache-control': 'no-store' } });
});

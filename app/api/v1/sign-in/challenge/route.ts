import { createChallenge } from '@/lib/people/sign-in';
import { api } from '@/lib/server/api';
import { deps } from '@/lib/server/deps';

/** A nonce that the key behind a voting code signs once. */
export const POST = api(async () => {
  const nonce = createChallenge(deps());
  return Response.json({ nonce }, { headers: { 'cache-control': 'no-store' } });
});

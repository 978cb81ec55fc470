import { createChallenge } from '@/lib/people/sign-in';
import { deps } from '@/lib/server/deps';

/** A nonce that the key behind a voting code signs once. */
export async function POST(): Promise<Response> {
  const nonce = createChallenge(deps());
  return Response.json({ nonce }, { headers: { 'cache-control': 'no-store' } });
}

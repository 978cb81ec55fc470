import { receiptText } from '@/lib/protocol/board';
import { afterAnswer, api } from '@/lib/server/api';
import { deps } from '@/lib/server/deps';
import { type Problem, problemResponse } from '@/lib/server/problems';
import { countFailure, type LimitKey, secondsToWait } from '@/lib/server/rate-limit';
import { readText } from '@/lib/server/request';
import { addressOf } from '@/lib/server/request-address';
import { publishWaiting } from '@/lib/voting/ballots/board';
import { castBallot } from '@/lib/voting/ballots/cast';
import { ContestId, IdempotencyKey, MOST_BALLOT_BYTES } from '@/lib/voting/schema';

type Context = { params: Promise<{ contest: string }> };

/**
 * Casts a ballot. No cookie is read: the ballot's own signature authorises it, so this side never learns who sent it.
 * Body: the ballot's canonical text. Header `Idempotency-Key`: the same key and body always get the same receipt.
 */
export const POST = api(async (request: Request, { params }: Context) => {
  const limits: LimitKey[] = [['cast-address', addressOf(request)]];
  const refuse = async (problem: Problem) => {
    await countFailure(limits);
    return problemResponse(problem);
  };
  const retryAfterSeconds = await secondsToWait(limits);
  if (retryAfterSeconds > 0) return problemResponse({ code: 'too_many_attempts', retryAfterSeconds });
  const contestId = ContestId.safeParse((await params).contest);
  const key = IdempotencyKey.safeParse(request.headers.get('idempotency-key'));
  if (!contestId.success) return refuse({ code: 'not_found' });
  if (!key.success)
    return refuse({ code: 'bad_request', detail: 'Idempotency-Key: 16 to 64 letters, digits or hyphens' });
  const body = await readText(request, MOST_BALLOT_BYTES);
  if (!body.ok) return refuse(body.error);
  const cast = await castBallot(deps(), 'web', {
    contestId: contestId.data,
    idempotencyKey: key.data,
    text: body.value,
  });
  if (!cast.ok) {
    const { code } = cast.error;
    return refuse(code === 'ballot_refused' ? { code, detail: cast.error.reason } : { code });
  }
  afterAnswer(() => publishWaiting(deps(), contestId.data));
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
  return new Response(receiptText(cast.value), { status: 201, headers });
});

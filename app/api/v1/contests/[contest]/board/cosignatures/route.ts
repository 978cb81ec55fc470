import { api } from '@/lib/server/api';
import { deps } from '@/lib/server/deps';
import { type Problem, problemResponse } from '@/lib/server/problems';
import { countFailure, type LimitKey, secondsToWait } from '@/lib/server/rate-limit';
import { readText } from '@/lib/server/request';
import { addressOf } from '@/lib/server/request-address';
import { addCosignature } from '@/lib/voting/ballots/cosignatures';
import { getOpenElection } from '@/lib/voting/ballots/elections';
import { ContestId, MOST_COSIGNATURE_BYTES } from '@/lib/voting/schema';

type Context = { params: Promise<{ contest: string }> };

/** A witness hands in a co-signature of a head; the body is its canonical text. Its own signature authorises it. */
export const POST = api(async (request: Request, { params }: Context) => {
  const limits: LimitKey[] = [['cosign-address', addressOf(request)]];
  const refuse = async (problem: Problem) => {
    await countFailure(limits);
    return problemResponse(problem);
  };
  const retryAfterSeconds = await secondsToWait(limits);
  if (retryAfterSeconds > 0) return problemResponse({ code: 'too_many_attempts', retryAfterSeconds });
  const contestId = ContestId.safeParse((await params).contest);
  const election = contestId.success ? await getOpenElection(deps(), contestId.data) : null;
  if (!election) return refuse({ code: 'not_found' });
  const body = await readText(request, MOST_COSIGNATURE_BYTES);
  if (!body.ok) return refuse(body.error);
  const taken = await addCosignature(deps(), election, body.value);
  return taken.ok ? Response.json({ taken: true }, { status: 201 }) : refuse(taken.error);
});

import { api } from '@/lib/server/api';
import { deps } from '@/lib/server/deps';
import { type Problem, problemResponse } from '@/lib/server/problems';
import { countFailure, type LimitKey, secondsToWait } from '@/lib/server/rate-limit';
import { readJson } from '@/lib/server/request';
import { addressOf } from '@/lib/server/request-address';
import { isOpened, noteChallenge } from '@/lib/voting/ballots/challenge';
import { getOpenElection } from '@/lib/voting/ballots/elections';
import { ChallengeInput, ContestId } from '@/lib/voting/schema';

type Context = { params: Promise<{ contest: string }> };
const MOST_BYTES = 1024;
const NotedQuery = ChallengeInput.omit({ signature: true });

/**
 * Notes that a ballot is about to be opened for a test and must never be cast. Like a cast it carries no cookie: the
 * signature of the ballot's own credential authorises it. What the ballot holds is no part of the request.
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
  if (!contestId.success) return refuse({ code: 'not_found' });
  const body = await readJson(request, MOST_BYTES);
  const input = body.ok ? ChallengeInput.safeParse(body.value) : null;
  if (!input?.success) return refuse(body.ok ? { code: 'bad_request' } : body.error);
  const noted = await noteChallenge(deps(), { ...input.data, contestId: contestId.data });
  if (!noted.ok) return refuse(noted.error);
  return Response.json({ noted: true }, { status: 201, headers: { 'cache-control': 'no-store' } });
});

/** `?hash=…&credential=…`: whether this ballot was noted as opened, by the key that signed it. Anyone may ask. */
export const GET = api(async (request: Request, { params }: Context) => {
  const contestId = ContestId.safeParse((await params).contest);
  const election = contestId.success ? await getOpenElection(deps(), contestId.data) : null;
  const query = NotedQuery.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!election || !query.success) return problemResponse({ code: 'not_found' });
  const { hash, credential } = query.data;
  const noted = await isOpened(deps().db, election.id, credential, hash);
  return Response.json({ noted }, { headers: { 'cache-control': 'no-store' } });
});

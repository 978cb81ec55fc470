import type { z } from 'zod';
import { api } from '@/lib/server/api';
import { deps } from '@/lib/server/deps';
import { problemResponse } from '@/lib/server/problems';
import { getOpenElection, type RunningElection } from '@/lib/voting/ballots/elections';
import { ContestId } from '@/lib/voting/schema';

type Context = { params: Promise<{ contest: string }> };

/** `forever`: what is signed or proved once never changes. `never`: a later answer says more. */
type Cache = 'forever' | 'never';

/** Canonical JSON for anybody, on any site: nothing here depends on who asks. */
export function boardAnswer(text: string, cache: Cache): Response {
  return new Response(text, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': cache === 'forever' ? 'public, max-age=31536000, immutable' : 'no-store',
      'access-control-allow-origin': '*',
    },
  });
}

/** A route of the board of an opened contest; its query holds what `schema` says, each once, and nothing else. */
export const boardRoute = <T>(
  schema: z.ZodType<T>,
  handle: (election: RunningElection, query: T) => Promise<Response>,
) =>
  api(async (request: Request, { params }: Context) => {
    const contestId = ContestId.safeParse((await params).contest);
    const election = contestId.success ? await getOpenElection(deps(), contestId.data) : null;
    if (!election) return problemResponse({ code: 'not_found' });
    const asked = [...new URL(request.url).searchParams];
    const query = schema.safeParse(Object.fromEntries(asked));
    const isOnce = new Set(asked.map(([name]) => name)).size === asked.length;
    return query.success && isOnce ? handle(election, query.data) : problemResponse({ code: 'bad_request' });
  });

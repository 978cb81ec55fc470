import { packBundle } from '@/lib/results/files';
import { api } from '@/lib/server/api';
import { deps } from '@/lib/server/deps';
import { fileHeaders } from '@/lib/server/download';
import { problemResponse } from '@/lib/server/problems';
import { ContestId } from '@/lib/voting/schema';

type Context = { params: Promise<{ contest: string }> };

/** The verification bundle of a counted contest, for `largo verify`. */
export const GET = api(async (_request: Request, { params }: Context) => {
  const contestId = ContestId.safeParse((await params).contest);
  const bundle = contestId.success ? await packBundle(deps(), contestId.data) : null;
  if (!bundle) return problemResponse({ code: 'not_found' });
  const headers = fileHeaders({ name: bundle.name, type: 'application/x-tar', cache: 'forever' });
  return new Response(bundle.tar, { headers });
});

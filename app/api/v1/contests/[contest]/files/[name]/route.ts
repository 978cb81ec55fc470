import { getFile } from '@/lib/results/files';
import { api } from '@/lib/server/api';
import { deps } from '@/lib/server/deps';
import { download } from '@/lib/server/download';
import { problemResponse } from '@/lib/server/problems';
import { ContestId } from '@/lib/voting/schema';

type Context = { params: Promise<{ contest: string; name: string }> };

/** One file of a counted contest: those of the bundle, `verification.json`, `counted.pb`. */
export const GET = api(async (_request: Request, { params }: Context) => {
  const { contest, name } = await params;
  const contestId = ContestId.safeParse(contest);
  const content = contestId.success ? await getFile(deps(), contestId.data, name) : null;
  if (!content) return problemResponse({ code: 'not_found' });
  const type = name.endsWith('.json') ? 'application/json; charset=utf-8' : 'application/octet-stream';
  return download(content, { name, type, cache: 'forever' });
});

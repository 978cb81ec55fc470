import { api } from '@/lib/server/api';
import { deps } from '@/lib/server/deps';
import { fileHeaders } from '@/lib/server/download';
import { problemResponse } from '@/lib/server/problems';
import { compositionAtClose } from '@/lib/tally/composition-at-close';
import { ContestId } from '@/lib/voting/schema';

type Context = { params: Promise<{ contest: string }> };

/** Which ballots of the board are counted, and the text of those that are not, after the close. Public, like the archive. */
export const GET = api(async (_request: Request, { params }: Context) => {
  const contestId = ContestId.safeParse((await params).contest);
  const lines = contestId.success ? await compositionAtClose(deps(), contestId.data) : null;
  if (lines === null) return problemResponse({ code: 'not_found' });
  const headers = fileHeaders({ name: 'composition.jsonl', type: 'application/jsonl; charset=utf-8', cache: 'never' });
  return new Response(lines, { headers });
});

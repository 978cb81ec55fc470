import { api } from '@/lib/server/api';
import { deps } from '@/lib/server/deps';
import { download } from '@/lib/server/download';
import { problemResponse } from '@/lib/server/problems';
import { archiveSoFar } from '@/lib/tally/archive-so-far';
import { ContestId } from '@/lib/voting/schema';

type Context = { params: Promise<{ contest: string }> };

/** The election's archive as far as it has come, after the close. Public: mixers and trustees verify it first. */
export const GET = api(async (_request: Request, { params }: Context) => {
  const contestId = ContestId.safeParse((await params).contest);
  const archive = contestId.success ? await archiveSoFar(deps(), contestId.data) : null;
  if (!archive) return problemResponse({ code: 'not_found' });
  return download(archive.bytes, { name: archive.name, type: 'application/octet-stream', cache: 'never' });
});

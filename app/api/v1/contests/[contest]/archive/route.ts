import { api } from '@/lib/server/api';
import { deps } from '@/lib/server/deps';
import { problemResponse } from '@/lib/server/problems';
import { archiveSoFar } from '@/lib/tally/service';
import { ContestId } from '@/lib/voting/schema';

type Context = { params: Promise<{ contest: string }> };

/** The election's archive as far as it has come, after the close. Public: mixers and trustees verify it first. */
export const GET = api(async (_request: Request, { params }: Context) => {
  const contestId = ContestId.safeParse((await params).contest);
  const archive = contestId.success ? await archiveSoFar(deps(), contestId.data) : null;
  if (!archive) return problemResponse({ code: 'not_found' });
  const headers = {
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename="${archive.name}"`,
    'cache-control': 'no-store',
  };
  return new Response(new Uint8Array(archive.bytes), { headers });
});

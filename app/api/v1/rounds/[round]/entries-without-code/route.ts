import { listEntriesWithoutCode } from '@/lib/people/roll';
import { api } from '@/lib/server/api';
import { actingAdministrator } from '@/lib/server/auth';
import { deps } from '@/lib/server/deps';
import { problemResponse } from '@/lib/server/problems';

type Context = { params: Promise<{ round: string }> };

/** The people who need a voting code, for the registrar's browser that makes the codes. */
export const GET = api(async (request: Request, { params }: Context) => {
  if (!(await actingAdministrator(request))) return problemResponse({ code: 'not_found' });
  const entries = await listEntriesWithoutCode(deps(), (await params).round);
  const body = entries.map(({ area, ...entry }) => ({ ...entry, area: area?.name ?? null }));
  return Response.json(body, { headers: { 'cache-control': 'no-store' } });
});

import { importRoll } from '@/lib/people/roll';
import { MOST_ROLL_BYTES } from '@/lib/people/roll-file';
import { api } from '@/lib/server/api';
import { actingAdministrator } from '@/lib/server/auth';
import { deps } from '@/lib/server/deps';
import { problemResponse } from '@/lib/server/problems';
import { readBytes } from '@/lib/server/request';

type Context = { params: Promise<{ round: string }> };

/** Imports a roll: the body is the CSV file's bytes. Not a server action, whose bodies are small and read before any role. */
export const POST = api(async (request: Request, { params }: Context) => {
  const actor = await actingAdministrator(request);
  if (!actor) return problemResponse({ code: 'not_found' });
  const body = await readBytes(request, MOST_ROLL_BYTES);
  if (!body.ok) return problemResponse(body.error);
  const imported = await importRoll(deps(), actor, (await params).round, body.value);
  if (imported.ok) return Response.json(imported.value, { headers: { 'cache-control': 'no-store' } });
  const { code, ...facts } = imported.error;
  return problemResponse({ code, facts });
});

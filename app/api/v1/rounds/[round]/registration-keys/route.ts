import { storeRegistrationKeys } from '@/lib/people/roll';
import { RegistrationKeysInput } from '@/lib/people/schema';
import { api } from '@/lib/server/api';
import { actingAdministrator } from '@/lib/server/auth';
import { deps } from '@/lib/server/deps';
import { problemResponse } from '@/lib/server/problems';
import { readJson } from '@/lib/server/request';

type Context = { params: Promise<{ round: string }> };
const MOST_BYTES = 512 * 1024;

/** Stores public keys of voting codes, up to 2,000 at a time. Body: `{"keys":[{"rollEntryId","publicKey"}]}`. */
export const POST = api(async (request: Request, { params }: Context) => {
  const actor = await actingAdministrator(request);
  if (!actor) return problemResponse({ code: 'not_found' });
  const body = await readJson(request, MOST_BYTES);
  if (!body.ok) return problemResponse(body.error);
  const input = RegistrationKeysInput.safeParse({ ...Object(body.value), roundId: (await params).round });
  if (!input.success) return problemResponse({ code: 'bad_request' });
  const stored = await storeRegistrationKeys(deps(), actor, input.data);
  if (stored.ok) return Response.json(stored.value, { headers: { 'cache-control': 'no-store' } });
  const { code, ...facts } = stored.error;
  return problemResponse({ code, facts });
});

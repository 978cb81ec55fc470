import { previewRegistrationKeys, storeRegistrationKeys } from '@/lib/people/registration-keys';
import { RegistrationKeysInput } from '@/lib/people/schema';
import { api } from '@/lib/server/api';
import { actingAdministrator } from '@/lib/server/auth';
import { deps } from '@/lib/server/deps';
import { problemResponse } from '@/lib/server/problems';
import { readJson } from '@/lib/server/request';

type Context = { params: Promise<{ round: string }> };
const MOST_BYTES = 512 * 1024;

/**
 * Stores public keys of voting codes, up to 2,000 at a time. Body: `{"keys":[{"rollEntryId","publicKey"}]}`.
 * `?preview=1` stores nothing and answers what would become of each: `[{"verdict","externalId"}]`.
 */
export const POST = api(async (request: Request, { params }: Context) => {
  const actor = await actingAdministrator(request);
  if (!actor) return problemResponse({ code: 'not_found' });
  const body = await readJson(request, MOST_BYTES);
  if (!body.ok) return problemResponse(body.error);
  const input = RegistrationKeysInput.safeParse({ ...Object(body.value), roundId: (await params).round });
  if (!input.success) return problemResponse({ code: 'bad_request' });
  const answer = new URL(request.url).searchParams.has('preview')
    ? await previewRegistrationKeys(deps(), input.data)
    : await storeRegistrationKeys(deps(), actor, input.data);
  if (answer.ok) return Response.json(answer.value, { headers: { 'cache-control': 'no-store' } });
  const { code, ...facts } = answer.error;
  return problemResponse({ code, facts });
});

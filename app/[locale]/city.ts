import { deps } from '@/lib/server/deps';
import type { City } from '@/lib/voting/queries';
import { getCity } from '@/lib/voting/queries';

/** The city that this deployment serves. There is one from the first migration's seed on; without it nothing can be shown. */
export async function requireCity(): Promise<City> {
  const city = await getCity(deps());
  if (!city)
    throw new Error('This deployment has no city yet: run `npm run demo`, or create one as the operator guide says.');
  return city;
}

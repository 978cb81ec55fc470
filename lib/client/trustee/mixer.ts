/** What an outside mixer's page asks of the server: whose link it is, and taking a shuffle made elsewhere. */
import * as z from 'zod';
import { type Exchanged, type Fetch, handIn } from './exchange';

const mixerSchema = z.object({
  contestId: z.string(),
  name: z.string(),
  owner: z.int(),
  contest: z.object({
    name: z.string(),
    round: z.string(),
    closesAt: z.coerce.date().nullable(),
    timeZone: z.string(),
  }),
  state: z.enum(['draft', 'later', 'turn', 'done']),
  ballots: z.number(),
});

export type MixerView = z.infer<typeof mixerSchema>;

const LINK = /^#([0-9a-f]{64})$/;

/** The secret behind the hash of the page's address; null where it is not one. */
export const linkOf = (hash: string): string | null => LINK.exec(hash)?.[1] ?? null;

/** Null for a link that is not known, or not any more; rejects where there is no connection. */
export async function lookUpMixer(fetch: Fetch, link: string): Promise<MixerView | null> {
  const response = await fetch('/api/v1/mixer', { headers: { authorization: `Bearer ${link}` }, cache: 'no-store' });
  if (!response.ok) return null;
  const parsed = mixerSchema.safeParse(await response.json());
  return parsed.success ? parsed.data : null;
}

/** Hands in the file that `largo mix` has made. */
export async function handInMix(
  fetch: Fetch,
  mixer: { contestId: string; link: string },
  file: Blob,
): Promise<Exchanged<null>> {
  const text = (await file.text()).trimEnd();
  return handIn(fetch, `/api/v1/contests/${mixer.contestId}/mixes`, text, mixer.link);
}

import * as z from 'zod';
import { CEREMONY_STEPS } from '@/lib/protocol/ceremony/types';

/** A shuffle has about 1.2 kB a ballot: room for 200,000 ballots. */
export const MOST_RECORD_BYTES = 256 * 1024 * 1024;

export const OpeningInput = z.object({ record: z.string().min(2), sidecar: z.string().min(2).max(4096) });

const LINK = /^Bearer ([0-9a-f]{64})$/;

/** An outside mixer's link, as requests carry it; null where there is none. */
export const readLink = (request: Request): string | null =>
  LINK.exec(request.headers.get('authorization') ?? '')?.[1] ?? null;

/** One message of a key ceremony, of the kind that it says. */
export const CeremonyMessageInput = z.object({
  ceremony: z.string().max(64),
  kind: z.enum([...CEREMONY_STEPS, 'complaint']),
  text: z.string().min(2).max(32_768),
});

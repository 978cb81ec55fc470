import { z } from 'zod';

/** A shuffle has about 1.2 kB a ballot: room for 200,000 ballots. */
export const MOST_RECORD_BYTES = 256 * 1024 * 1024;

export const OpeningInput = z.object({ record: z.string().min(2), sidecar: z.string().min(2).max(4096) });

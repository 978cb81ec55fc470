import * as z from 'zod/mini';

const schema = z.object({ tracker: z.string(), includedBy: z.string(), electionFingerprint: z.string() });

/** What a stored receipt says; null for anything that is not one. Whether its signature holds is for the worker to tell. */
export function receiptFacts(text: string): z.output<typeof schema> | null {
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

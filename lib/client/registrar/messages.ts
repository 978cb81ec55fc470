/** Somebody on the roll who needs a voting code. */
export type Entry = { id: string; externalId: string; email: string | null; area: string | null };

/** A code and the public half of its key. The code itself never leaves this browser but on paper or in the saved file. */
export type MadeCode = { id: string; code: string; publicKey: string };

export type MakeCodes = { roundId: string; ids: string[] };
export type CodesReport = { kind: 'made'; codes: MadeCode[] } | { kind: 'done' } | { kind: 'failed'; detail: string };

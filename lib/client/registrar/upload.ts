import type { MadeCode } from '@/lib/protocol/make-codes';

const CHUNK = 1000;

export type UploadEnd =
  /** `refused`: ids of people who had another code already. */
  { ok: true; refused: string[] } | { ok: false; code: 'offline' | 'signed_out' | 'roll_frozen' | 'server_error' };

const CODES: Record<string, (UploadEnd & { ok: false })['code']> = {
  not_found: 'signed_out',
  roll_frozen: 'roll_frozen',
};

/**
 * Sends the public keys, never the codes, a thousand at a time. Safe to call again after it failed: keys that are
 * stored already are stored once. `onStored` gets how many have been dealt with.
 */
export async function uploadKeys(
  fetch: typeof globalThis.fetch,
  roundId: string,
  made: readonly MadeCode[],
  onStored: (done: number) => void,
): Promise<UploadEnd> {
  const refused: string[] = [];
  for (let at = 0; at < made.length; at += CHUNK) {
    const keys = made.slice(at, at + CHUNK).map(({ id, publicKey }) => ({ rollEntryId: id, publicKey }));
    const answer = await send(fetch, roundId, keys);
    if (!answer.ok) return answer;
    refused.push(...answer.refused);
    onStored(Math.min(at + CHUNK, made.length));
  }
  return { ok: true, refused };
}

async function send(
  fetch: typeof globalThis.fetch,
  roundId: string,
  keys: { rollEntryId: string; publicKey: string }[],
): Promise<UploadEnd> {
  let response: Response;
  let body: { code?: string; refused?: string[] } | null;
  try {
    response = await fetch(`/api/v1/rounds/${roundId}/registration-keys`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ keys }),
    });
    body = await response.json();
  } catch (error) {
    return { ok: false, code: error instanceof SyntaxError ? 'server_error' : 'offline' };
  }
  if (response.ok) return { ok: true, refused: body?.refused ?? [] };
  return { ok: false, code: CODES[body?.code ?? ''] ?? 'server_error' };
}

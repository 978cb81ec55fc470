import type { PublicKeyFor } from '@/lib/protocol/keys-file';

const CHUNK = 1000;

export type HandInFailure = 'offline' | 'signed_out' | 'roll_frozen' | 'server_error';
export type UploadEnd =
  /** `refused`: ids of people who had another code already. */
  { ok: true; refused: string[] } | { ok: false; code: HandInFailure };
/** What would become of one key; `externalId` is null for somebody who is not on the roll. */
export type Judgement = {
  verdict: 'new' | 'held' | 'taken' | 'shared' | 'unknown' | 'not_a_key';
  externalId: string | null;
};
export type PreviewEnd = { ok: true; judged: Judgement[] } | { ok: false; code: HandInFailure };
type Answer<T> = { ok: true; body: T } | { ok: false; code: HandInFailure };

const CODES: Record<string, HandInFailure> = {
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
  keys: readonly PublicKeyFor[],
  onStored: (done: number) => void,
): Promise<UploadEnd> {
  const refused: string[] = [];
  for (let at = 0; at < keys.length; at += CHUNK) {
    const answer = await send<{ refused?: string[] }>(fetch, pathOf(roundId), keys.slice(at, at + CHUNK));
    if (!answer.ok) return answer;
    refused.push(...(answer.body.refused ?? []));
    onStored(Math.min(at + CHUNK, keys.length));
  }
  return { ok: true, refused };
}

/** Asks what would become of each key, a thousand at a time, in order. Nothing is stored. */
export async function previewKeys(
  fetch: typeof globalThis.fetch,
  roundId: string,
  keys: readonly PublicKeyFor[],
  onJudged: (done: number) => void,
): Promise<PreviewEnd> {
  const judged: Judgement[] = [];
  for (let at = 0; at < keys.length; at += CHUNK) {
    const chunk = keys.slice(at, at + CHUNK);
    const answer = await send<Judgement[]>(fetch, `${pathOf(roundId)}?preview=1`, chunk);
    if (!answer.ok) return answer;
    if (answer.body.length !== chunk.length) return { ok: false, code: 'server_error' };
    judged.push(...answer.body);
    onJudged(judged.length);
  }
  return { ok: true, judged };
}

const pathOf = (roundId: string) => `/api/v1/rounds/${roundId}/registration-keys`;

/** What leaves the device is built here, field by field: an id and a public key. */
async function send<T>(
  fetch: typeof globalThis.fetch,
  path: string,
  keys: readonly PublicKeyFor[],
): Promise<Answer<T>> {
  let response: Response;
  let body: (T & { code?: string }) | null;
  try {
    response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ keys: keys.map(({ id, publicKey }) => ({ rollEntryId: id, publicKey })) }),
    });
    body = await response.json();
  } catch (error) {
    return { ok: false, code: error instanceof SyntaxError ? 'server_error' : 'offline' };
  }
  if (response.ok && body) return { ok: true, body };
  return { ok: false, code: CODES[body?.code ?? ''] ?? 'server_error' };
}

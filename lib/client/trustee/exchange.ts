/** The requests that a trustee's worker makes: fetch what there is so far, hand in what was made from it. */
import * as z from 'zod';
import { setupSchema } from '@/lib/protocol/ceremony/types';
import type { JobFailureCode } from './messages';

export type Fetch = typeof globalThis.fetch;
export type Exchanged<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: JobFailureCode; readonly detail: string };

const CODES: Record<string, JobFailureCode> = {
  not_found: 'signed_out',
  forbidden: 'signed_out',
  not_your_turn: 'not_your_turn',
  too_many_attempts: 'too_many_attempts',
  not_a_draft: 'too_late',
  ceremony_over: 'ceremony_over',
  message_refused: 'refused_by_server',
  mix_refused: 'refused_by_server',
  opening_refused: 'refused_by_server',
};

async function refusal(response: Response): Promise<Exchanged<never>> {
  const problem: unknown = await response.json().catch(() => null);
  const { code, detail } = (problem ?? {}) as { code?: unknown; detail?: unknown };
  const known = typeof code === 'string' ? CODES[code] : undefined;
  const words = [response.status, code, detail].filter((word) => word !== undefined).join(' ');
  return { ok: false, code: known ?? 'server_error', detail: words };
}

/** A broken connection, as `fetch` and its body report it. */
const orOffline = (error: unknown): Exchanged<never> => {
  if (error instanceof TypeError) return { ok: false, code: 'offline', detail: error.message };
  throw error;
};

/** The archive so far. `onProgress` gets bytes; the total is 0 where the server does not tell it. */
export async function downloadArchive(
  fetch: Fetch,
  contest: string,
  onProgress: (done: number, total: number) => void,
): Promise<Exchanged<Uint8Array>> {
  try {
    const response = await fetch(`/api/v1/contests/${contest}/archive`, { cache: 'no-store' });
    if (!response.ok) return await refusal(response);
    const total = Number(response.headers.get('content-length') ?? 0);
    const chunks: Uint8Array[] = [];
    let done = 0;
    const reader = response.body?.getReader();
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      chunks.push(part.value);
      done += part.value.length;
      onProgress(done, total);
    }
    const bytes = new Uint8Array(done);
    let at = 0;
    for (const chunk of chunks) {
      bytes.set(chunk, at);
      at += chunk.length;
    }
    return { ok: true, value: bytes };
  } catch (error) {
    return orOffline(error);
  }
}

/** What everybody may read at an address. */
export async function fetchText(fetch: Fetch, path: string): Promise<Exchanged<string>> {
  try {
    const response = await fetch(path, { cache: 'no-store' });
    return response.ok ? { ok: true, value: await response.text() } : await refusal(response);
  } catch (error) {
    return orOffline(error);
  }
}

const texts = z.array(z.string().nullable());
const ceremonySchema = z.strictObject({
  setup: setupSchema,
  index: z.int().min(1),
  messages: z.strictObject({
    certificate: texts,
    commitment: texts,
    dealing: texts,
    key: texts,
    confirmation: texts,
    complaint: texts,
  }),
});

/** A key ceremony as the server shows it to one of its trustees; nothing of it has been checked. */
export type ShownCeremony = z.infer<typeof ceremonySchema>;

export async function fetchCeremony(fetch: Fetch, contest: string): Promise<Exchanged<ShownCeremony>> {
  try {
    const response = await fetch(`/api/v1/contests/${contest}/ceremony`, { cache: 'no-store' });
    if (!response.ok) return await refusal(response);
    const parsed = ceremonySchema.safeParse(await response.json().catch(() => null));
    if (parsed.success) return { ok: true, value: parsed.data };
    return { ok: false, code: 'server_error', detail: 'the ceremony is not of the expected form' };
  } catch (error) {
    return orOffline(error);
  }
}

/** Hands in a JSON text. Sending the same one again is safe: the server answers as before. */
export async function handIn(
  fetch: Fetch,
  path: string,
  text: string,
  link: string | null = null,
): Promise<Exchanged<null>> {
  const headers = { 'content-type': 'application/json', ...(link && { authorization: `Bearer ${link}` }) };
  try {
    const response = await fetch(path, { method: 'POST', headers, body: text });
    return response.ok ? { ok: true, value: null } : await refusal(response);
  } catch (error) {
    return orOffline(error);
  }
}

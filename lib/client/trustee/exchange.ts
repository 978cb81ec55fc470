/** The two requests that a trustee's worker makes: fetch the archive so far, hand in what was made from it. */
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

/** Hands in a JSON text. Sending the same one again is safe: the server answers as before. */
export async function handIn(fetch: Fetch, path: string, text: string): Promise<Exchanged<null>> {
  const headers = { 'content-type': 'application/json' };
  try {
    const response = await fetch(path, { method: 'POST', headers, body: text });
    return response.ok ? { ok: true, value: null } : await refusal(response);
  } catch (error) {
    return orOffline(error);
  }
}

import { err, ok, type Result } from '@/lib/result';
import { environment } from './env';
import type { Problem } from './problems';

/**
 * The body, at most `mostBytes`: a hostile client that sends more is cut off while it sends, whatever its
 * content-length claims.
 */
export async function readBytes(request: Request, mostBytes: number): Promise<Result<Uint8Array, Problem>> {
  if (!request.body) return ok(new Uint8Array());
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > mostBytes) return err({ code: 'too_large', detail: `at most ${mostBytes} bytes` });
    chunks.push(chunk);
  }
  return ok(new Uint8Array(Buffer.concat(chunks)));
}

/** The body as text, which must be UTF-8. */
export async function readText(request: Request, mostBytes: number): Promise<Result<string, Problem>> {
  const bytes = await readBytes(request, mostBytes);
  if (!bytes.ok) return bytes;
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes.value));
  } catch {
    return err({ code: 'bad_request', detail: 'not UTF-8' });
  }
}

/** The body as JSON; null is a valid value, so the result says which it is. */
export async function readJson(request: Request, mostBytes: number): Promise<Result<unknown, Problem>> {
  const text = await readText(request, mostBytes);
  if (!text.ok) return text;
  try {
    return ok(JSON.parse(text.value));
  } catch {
    return err({ code: 'bad_request', detail: 'not JSON' });
  }
}

/**
 * Against another site that makes a signed-in browser post here (CSRF): such a request carries the other site's
 * Origin. Requests without one come from no browser page and carry no ambient cookie.
 */
export function isSameOrigin(request: Request): boolean {
  const origin = request.headers.get('origin');
  return origin === null || origin === new URL(environment().NEXTAUTH_URL).origin;
}

/** Sends a file's bytes to one of our routes and reads its answer, a value or a problem. */
export type Posted<T> = { ok: true; value: T } | { ok: false; code: string; facts: Record<string, unknown> };

export async function postFile<T>(url: string, file: File): Promise<Posted<T>> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      body: file,
      headers: { 'content-type': 'application/octet-stream' },
    });
  } catch {
    return { ok: false, code: 'offline', facts: {} };
  }
  const body: unknown = await response.json().catch(() => null);
  if (response.ok && body) return { ok: true, value: body as T };
  const facts = Object(body) as Record<string, unknown>;
  const code = response.status === 404 ? 'signed_out' : String(facts.code ?? 'server_error');
  return { ok: false, code, facts };
}

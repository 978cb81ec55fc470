const CHUNK = 64 * 1024;

/**
 * Bytes as a file to save, handed on piece by piece as fast as the reader takes them: however many read at once, the
 * bytes are held once.
 *
 * @param file `cache`: `forever` for what never changes once it is there
 */
export function download(
  bytes: Uint8Array,
  file: { name: string; type: string; cache: 'forever' | 'never' },
): Response {
  let at = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (at < bytes.length) controller.enqueue(bytes.slice(at, at + CHUNK));
        else controller.close();
        at += CHUNK;
      },
    },
    { highWaterMark: 1 },
  );
  return new Response(body, { headers: { ...fileHeaders(file), 'content-length': String(bytes.length) } });
}

/** Headers of a download whose length is not known before. */
export const fileHeaders = ({ name, type, cache }: { name: string; type: string; cache: 'forever' | 'never' }) => ({
  'content-type': type,
  'content-disposition': `attachment; filename="${name.replace(/[^\w.-]/g, '_')}"`,
  'cache-control': cache === 'forever' ? 'public, max-age=86400, immutable' : 'no-store',
});

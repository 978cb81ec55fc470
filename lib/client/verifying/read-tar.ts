/** Reads the files of a tar (POSIX ustar). Names of bundle files are short; what has a longer one is no part of it. */

const BLOCK = 512;
const FIELD = { name: [0, 100], size: [124, 12], type: [156, 1], magic: [257, 5] } as const;
const FILE_TYPES = ['', '0'];
/** More entries than any bundle has. */
const MAX_ENTRIES = 1000;

const decoder = new TextDecoder();

function text(header: Uint8Array, [start, length]: readonly [number, number]): string {
  const end = header.indexOf(0, start);
  const stop = end < 0 ? start + length : Math.min(end, start + length);
  return decoder.decode(header.subarray(start, stop));
}

/** The files by name, without their folders; null for anything that is not a whole tar, or has a name twice. */
export function readTar(bytes: Uint8Array): Map<string, Uint8Array> | null {
  const files = new Map<string, Uint8Array>();
  let entries = 0;
  for (let offset = 0; ; ) {
    const header = bytes.subarray(offset, offset + BLOCK);
    if (header.length < BLOCK) return null;
    if (header.every((byte) => byte === 0)) return files.size > 0 ? files : null;
    const size = Number.parseInt(text(header, FIELD.size).trim(), 8);
    const start = offset + BLOCK;
    if (text(header, FIELD.magic) !== 'ustar' || !(size >= 0) || start + size > bytes.length) return null;
    if (++entries > MAX_ENTRIES) return null;
    if (FILE_TYPES.includes(text(header, FIELD.type))) {
      const name = text(header, FIELD.name).split('/').at(-1) ?? '';
      if (files.has(name)) return null;
      files.set(name, bytes.slice(start, start + size));
    }
    offset = start + Math.ceil(size / BLOCK) * BLOCK;
  }
}

// What lies at a path: an archive, or the files of a bundle.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { isArchiveName, isBundleFile } from './bundle/files';

export type Evidence =
  | { readonly kind: 'archive'; readonly file: Uint8Array }
  | { readonly kind: 'bundle'; readonly files: ReadonlyMap<string, Uint8Array> };

/** Nothing to verify: no such file, or neither archive nor bundle. */
export class Unreadable extends Error {}

const ARCHIVE_BEGIN = 'BELENIOS\0';

/** Tells archive (`.bel`), folder and tar apart by what they are, not by their names. */
export function readPath(location: string): Evidence {
  const stats = attempt(location, () => statSync(location));
  if (stats.isDirectory()) return { kind: 'bundle', files: readFolder(location) };
  const bytes = readFile(location);
  if (textAt(bytes, 0, ARCHIVE_BEGIN.length) === ARCHIVE_BEGIN) return { kind: 'archive', file: bytes };
  if (textAt(bytes, 257, 5) === 'ustar') return { kind: 'bundle', files: readTar(bytes) };
  throw new Unreadable(`${location} is neither an archive (.bel) nor a bundle (a folder, or a tar of one)`);
}

export const readFile = (location: string): Uint8Array => attempt(location, () => readFileSync(location));

function readFolder(folder: string): Map<string, Uint8Array> {
  const entries = attempt(folder, () => readdirSync(folder, { withFileTypes: true }));
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  // Files that are no part of a bundle are named in the report, and not read.
  const read = (name: string) =>
    isArchiveName(name) || isBundleFile(name) ? readFile(path.join(folder, name)) : new Uint8Array();
  return new Map(names.map((name) => [name, read(name)]));
}

const BLOCK = 512;
const FILE_TYPES = ['0', '\0'];

/** The files of a tar by the last part of their names. */
function readTar(bytes: Uint8Array): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (let offset = 0; offset + BLOCK <= bytes.length && bytes[offset] !== 0; ) {
    const size = Number.parseInt(textAt(bytes, offset + 124, 12), 8);
    const begin = offset + BLOCK;
    if (!(size >= 0) || begin + size > bytes.length) throw new Unreadable('the tar is cut off, or of an unknown kind');
    const [fullName = ''] = textAt(bytes, offset, 100).split('\0');
    const name = path.posix.basename(fullName);
    if (FILE_TYPES.includes(textAt(bytes, offset + 156, 1))) {
      if (files.has(name)) throw new Unreadable(`the tar holds two files named ${name}`);
      files.set(name, bytes.subarray(begin, begin + size));
    }
    offset = begin + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}

const textAt = (bytes: Uint8Array, offset: number, length: number): string =>
  Buffer.from(bytes.subarray(offset, offset + length)).toString('latin1');

function attempt<T>(location: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new Unreadable(`cannot read ${location}: ${(error as NodeJS.ErrnoException).code}`);
  }
}

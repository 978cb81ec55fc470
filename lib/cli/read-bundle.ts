import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { BUNDLE_FILE_NAMES, OPTIONAL_FILE_NAMES } from '@/lib/protocol/bundle-files';
import { HINTS_FILE_NAME } from '@/lib/protocol/hints';
import { EXIT, Failure } from './failure';

/** What a path holds: an archive, perhaps with its side-cars, or the files of a bundle by name. */
export type Evidence =
  | {
      kind: 'archive';
      archive: Uint8Array;
      sidecars?: Uint8Array | undefined;
      hints?: Uint8Array | undefined;
    }
  | { kind: 'bundle'; files: Map<string, Uint8Array> };

const ARCHIVE_MAGIC = 'BELENIOS\0';
const TAR_MAGIC_OFFSET = 257;
const BUNDLE_NAMES: ReadonlySet<string> = new Set([...BUNDLE_FILE_NAMES, ...OPTIONAL_FILE_NAMES]);
/** Side-cars that lie beside an archive without a bundle. */
const SIDECAR_NAMES = ['sidecars.json', 'sidecar.json'];
const NOT_READ = new Uint8Array();
/** More entries than any bundle has: somebody packed a whole disk. */
const MAX_ENTRIES = 1000;

/** Reads a `.bel` archive, a bundle folder or a bundle `.tar`, told apart by what they are and not by their names. */
export async function readEvidence(file: string): Promise<Evidence> {
  const stats = attempt(file, () => statSync(file));
  if (stats.isDirectory()) return readFolder(file);
  const bytes = readBytes(file);
  if (bytes.length === 0) throw new Failure(`${file} is empty`, EXIT.usage);
  if (hasText(bytes, 0, ARCHIVE_MAGIC)) return { kind: 'archive', archive: bytes };
  if (hasText(bytes, TAR_MAGIC_OFFSET, 'ustar')) return { kind: 'bundle', files: await readTar(file, bytes) };
  throw new Failure(
    `${file} is neither an election archive (.bel) nor a verification bundle (folder or .tar)`,
    EXIT.usage,
  );
}

/** The bytes of a file; a Failure in plain words where there are none to be had. */
export function readBytes(file: string): Uint8Array {
  return attempt(file, () => readFileSync(file));
}

function readFolder(folder: string): Evidence {
  const entries = attempt(folder, () => readdirSync(folder, { withFileTypes: true }));
  const names = entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
  if (names.length === 0) throw new Failure(`there are no files in ${folder}`, EXIT.usage);
  const read = (name: string) => readBytes(path.join(folder, name));
  const archives = names.filter((name) => name.endsWith('.bel'));
  const isBundle = names.some((name) => BUNDLE_NAMES.has(name) && !SIDECAR_NAMES.includes(name));
  if (archives.length === 1 && !isBundle) {
    const sidecars = SIDECAR_NAMES.find((name) => names.includes(name));
    return {
      kind: 'archive',
      archive: read(archives[0] as string),
      sidecars: sidecars === undefined ? undefined : read(sidecars),
      hints: names.includes(HINTS_FILE_NAME) ? read(HINTS_FILE_NAME) : undefined,
    };
  }
  // What is no part of a bundle is named to the verifier, and not read.
  const isPart = (name: string) => BUNDLE_NAMES.has(name) || name === HINTS_FILE_NAME || archives.includes(name);
  return { kind: 'bundle', files: new Map(names.sort().map((name) => [name, isPart(name) ? read(name) : NOT_READ])) };
}

async function readTar(file: string, bytes: Uint8Array): Promise<Map<string, Uint8Array>> {
  const { extract } = await import('tar-stream');
  const files = new Map<string, Uint8Array>();
  try {
    for await (const entry of Readable.from([Buffer.from(bytes)]).pipe(extract())) {
      const chunks: Buffer[] = [];
      for await (const chunk of entry) chunks.push(chunk as Buffer);
      if (entry.header.type !== 'file') continue;
      const name = path.posix.basename(entry.header.name);
      if (files.has(name)) throw new Failure(`${file} holds two files named ${name}`, EXIT.usage);
      if (files.size === MAX_ENTRIES) throw new Failure(`${file} holds more than ${MAX_ENTRIES} files`, EXIT.usage);
      files.set(name, Uint8Array.from(Buffer.concat(chunks)));
    }
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(`${file} is not a whole tar: ${(error as Error).message}`, EXIT.usage);
  }
  return files;
}

function hasText(bytes: Uint8Array, offset: number, text: string): boolean {
  return Buffer.from(bytes.subarray(offset, offset + text.length)).toString('latin1') === text;
}

function attempt<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reasons: Record<string, string> = {
      ENOENT: 'there is no such file or folder',
      EACCES: 'no permission',
      ERR_FS_FILE_TOO_LARGE: 'it is larger than 2 GiB',
    };
    throw new Failure(`cannot read ${file}: ${reasons[code ?? ''] ?? code}`, EXIT.usage);
  }
}

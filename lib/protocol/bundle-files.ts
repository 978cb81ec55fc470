/**
 * The verification bundle as files: the archive `<uuid>.bel` and what the archive cannot hold. Reading is strict about
 * what is there and how large it is, so that a malformed bundle gets one clear sentence; other files are ignored.
 */

import { utf8 } from '../crypto/hash';
import { HINTS_FILE_NAME } from './hints';
import { type TieSeed, tieSeedText } from './tie-seed';

export type BundleFiles = ReadonlyMap<string, Uint8Array>;

const MIB = 2 ** 20;
const LARGEST_LINE = 4000;

/** Largest size of every file, in bytes: far above what an election of a million ballots needs. */
const LARGEST = {
  'sidecars.json': MIB,
  'description.json': 64 * MIB,
  'composition.json': 256 * MIB,
  'log.jsonl': 1024 * MIB,
  'left-out.jsonl': 1024 * MIB,
  'head.json': MIB,
  'seed.json': MIB,
  'counted.json': 384 * MIB,
  'outcome.json': 384 * MIB,
  'cosignatures.json': 64 * MIB,
} as const;

export type BundleFileName = keyof typeof LARGEST;
/** A board without witnesses has none. */
export const OPTIONAL_FILE_NAMES: readonly BundleFileName[] = ['cosignatures.json'];
const ALL_FILE_NAMES = Object.keys(LARGEST) as BundleFileName[];
/** The files that every bundle has beside its archive. */
export const BUNDLE_FILE_NAMES = ALL_FILE_NAMES.filter((name) => !OPTIONAL_FILE_NAMES.includes(name));

/** The contents of a bundle as texts, each exactly as in its file. */
export interface Bundle {
  archive: Uint8Array;
  /** JSON array of side-cars, one per partial decryption. */
  sidecars: string;
  description: string;
  composition: string;
  /** Leaf texts in order. */
  log: string[];
  /** Ballot texts in log order. */
  leftOut: string[];
  head: string;
  seed: string;
  counted: string;
  outcome: string;
  /** What witnesses signed; null where there is no such file. */
  cosignatures: string | null;
  /** Hints for the verification of the archive, which need not be trusted; null where there is no such file. */
  hints: Uint8Array | null;
}

/** What a bundle is made of; `sidecars` are the texts of the single side-cars. */
export type BundleParts = Omit<Bundle, 'sidecars' | 'seed' | 'hints'> & {
  uuid: string;
  sidecars: string[];
  seed: TieSeed;
};

export function bundleFiles(parts: BundleParts): Map<string, Uint8Array> {
  const texts: Record<BundleFileName, string | null> = {
    'sidecars.json': `[${parts.sidecars.join(',')}]`,
    'description.json': parts.description,
    'composition.json': parts.composition,
    'log.jsonl': jsonLines(parts.log),
    'left-out.jsonl': jsonLines(parts.leftOut),
    'head.json': parts.head,
    'seed.json': tieSeedText(parts.seed),
    'counted.json': parts.counted,
    'outcome.json': parts.outcome,
    'cosignatures.json': parts.cosignatures,
  };
  const files = new Map([[`${parts.uuid}.bel`, parts.archive]]);
  for (const name of ALL_FILE_NAMES) {
    const text = texts[name];
    if (text !== null) files.set(name, utf8(text));
  }
  return files;
}

/** Reads the files into texts; says in one sentence what is missing, too large or not text. */
export function readBundle(files: BundleFiles): { ok: true; bundle: Bundle } | { ok: false; message: string } {
  const archives = [...files.keys()].filter((name) => name.endsWith('.bel'));
  const archiveName = archives[0];
  if (archiveName === undefined) return { ok: false, message: 'there is no .bel archive' };
  if (archives.length > 1) return { ok: false, message: `there is more than one .bel archive: ${archives.join(', ')}` };
  const missing = BUNDLE_FILE_NAMES.filter((name) => !files.has(name));
  if (missing.length > 0) return { ok: false, message: `missing: ${missing.join(', ')}` };
  try {
    const text = (name: BundleFileName) => decode(name, files.get(name) as Uint8Array);
    const lines = (name: BundleFileName) => splitLines(name, files.get(name) as Uint8Array);
    const bundle = {
      archive: files.get(archiveName) as Uint8Array,
      sidecars: text('sidecars.json'),
      description: text('description.json'),
      composition: text('composition.json'),
      log: lines('log.jsonl'),
      leftOut: lines('left-out.jsonl'),
      head: text('head.json'),
      seed: text('seed.json'),
      counted: text('counted.json'),
      outcome: text('outcome.json'),
      cosignatures: files.has('cosignatures.json') ? text('cosignatures.json') : null,
      hints: files.get(HINTS_FILE_NAME) ?? null,
    };
    return { ok: true, bundle };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, message: error.message };
    throw error;
  }
}

/** Names that are no part of a bundle. */
export function unknownFiles(files: BundleFiles): string[] {
  const isKnown = (name: string) => name.endsWith('.bel') || name in LARGEST || name === HINTS_FILE_NAME;
  return [...files.keys()].filter((name) => !isKnown(name)).sort();
}

class Unreadable extends Error {}

function jsonLines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join('');
}

function checkSize(name: BundleFileName, bytes: Uint8Array): void {
  if (bytes.length > LARGEST[name]) throw new Unreadable(`${name} is larger than ${LARGEST[name] / MIB} MiB`);
}

function decode(name: BundleFileName, bytes: Uint8Array): string {
  checkSize(name, bytes);
  const text = toText(bytes);
  if (text === null) throw new Unreadable(`${name} is not UTF-8`);
  return text;
}

// Line by line: a whole log can be longer than a JavaScript string may be.
function splitLines(name: BundleFileName, bytes: Uint8Array): string[] {
  checkSize(name, bytes);
  const lines: string[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(0x0a, start);
    const number = lines.length + 1;
    if (end < 0) throw new Unreadable(`${name} ends in the middle of line ${number}`);
    if (end - start > LARGEST_LINE) throw new Unreadable(`line ${number} of ${name} is too long`);
    const line = toText(bytes.subarray(start, end));
    if (line === null) throw new Unreadable(`line ${number} of ${name} is not UTF-8`);
    lines.push(line);
    start = end + 1;
  }
  return lines;
}

function toText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

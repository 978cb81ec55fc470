// The files of a bundle (docs/spec/14-bundle.md).
import { readUtf8 } from '../json';
import type { Ledger } from '../ledger';

/** A bundle's files as texts; the archive as bytes, and the two long lists as lines. */
export interface BundleTexts {
  readonly archive: Uint8Array;
  readonly sidecars: string;
  readonly description: string;
  readonly composition: string;
  readonly head: string;
  /** null where no witness co-signed. */
  readonly cosignatures: string | null;
  readonly seed: string;
  readonly counted: string;
  readonly outcome: string;
  readonly log: readonly string[];
  readonly leftOut: readonly string[];
  /** Names of files that are no part of the bundle; nobody looked into them. */
  readonly ignored: readonly string[];
}

const MIB = 2 ** 20;
/** The largest sizes of the files that must be there. */
const LARGEST: Record<string, number> = {
  'sidecars.json': MIB,
  'description.json': 64 * MIB,
  'composition.json': 256 * MIB,
  'log.jsonl': 1024 * MIB,
  'left-out.jsonl': 1024 * MIB,
  'head.json': MIB,
  'seed.json': MIB,
  'counted.json': 384 * MIB,
  'outcome.json': 384 * MIB,
};
/** The one text that may be missing. */
const COSIGNATURES = 'cosignatures.json';
const LARGEST_COSIGNATURES = 64 * MIB;
const LINE_FEED = 0x0a;
const MAX_LINE = 4000;

/** Whether a file of this name belongs to a bundle. */
export const isBundleFile = (name: string): boolean => name === COSIGNATURES || Object.hasOwn(LARGEST, name);
export const isArchiveName = (name: string): boolean => name.endsWith('.bel');

export function readBundleFiles(ledger: Ledger, files: ReadonlyMap<string, Uint8Array>): BundleTexts {
  const archives = [...files.keys()].filter(isArchiveName);
  ledger.require('bundle_incomplete', archives.length === 1, `there are ${archives.length} archives, not one`);
  for (const name of Object.keys(LARGEST)) {
    const size = files.get(name)?.length;
    ledger.require('bundle_incomplete', size !== undefined, `${name} is missing`);
    ledger.require('bundle_incomplete', size <= (LARGEST[name] as number), `${name} is too large`);
  }
  const hasWitnesses = files.has(COSIGNATURES);
  const fits = (files.get(COSIGNATURES)?.length ?? 0) <= LARGEST_COSIGNATURES;
  ledger.require('bundle_incomplete', fits, `${COSIGNATURES} is too large`);
  const bytes = (name: string) => files.get(name) as Uint8Array;
  const text = (name: string) => ledger.under('bundle_incomplete', () => readUtf8(ledger, bytes(name), name));
  return {
    archive: bytes(archives[0] as string),
    sidecars: text('sidecars.json'),
    description: text('description.json'),
    composition: text('composition.json'),
    head: text('head.json'),
    cosignatures: hasWitnesses ? text(COSIGNATURES) : null,
    seed: text('seed.json'),
    counted: text('counted.json'),
    outcome: text('outcome.json'),
    log: readLines(ledger, bytes('log.jsonl'), 'log.jsonl'),
    leftOut: readLines(ledger, bytes('left-out.jsonl'), 'left-out.jsonl'),
    ignored: [...files.keys()].filter((name) => !isBundleFile(name) && !isArchiveName(name)).sort(),
  };
}

/** The lines of a file in which each line, the last one too, ends in a line feed. */
function readLines(ledger: Ledger, bytes: Uint8Array, name: string): string[] {
  const isWhole = bytes.length === 0 || bytes.at(-1) === LINE_FEED;
  ledger.require('bundle_incomplete', isWhole, `${name} does not end in a line feed`);
  const lines: string[] = [];
  for (let begin = 0; begin < bytes.length; ) {
    const end = bytes.indexOf(LINE_FEED, begin);
    const where = `line ${lines.length + 1} of ${name}`;
    ledger.require('bundle_incomplete', end - begin <= MAX_LINE, `${where} is too long`);
    const line = bytes.subarray(begin, end);
    lines.push(ledger.under('bundle_incomplete', () => readUtf8(ledger, line, where)));
    begin = end + 1;
  }
  return lines;
}

import { Command } from 'commander';
import { parse } from 'csv-parse/sync';
import * as z from 'zod';
import { codesFile, type Entry } from '@/lib/protocol/codes-file';
import { keysFile } from '@/lib/protocol/keys-file';
import { type MadeCode, makeCodes } from '@/lib/protocol/make-codes';
import { EXIT, Failure } from './failure';
import { requireAbsent, writeNewFile } from './output-file';
import { workProgress } from './progress';
import { readBytes } from './read-bundle';
import { systemRandom } from './trustee/key-files';

interface CodesOptions {
  readonly round: string;
  readonly letters: string;
  readonly keys: string;
}

const COLUMNS = ['id', 'external_id'] as const;

/** `largo codes FILE.csv`: voting codes for a roll, on the registrar's machine. */
export function codesCommand(): Command {
  return new Command('codes')
    .description('Make the voting codes of a roll. The codes stay on this machine; only public keys are handed in.')
    .argument(
      '<file>',
      'people without a code: CSV (id, external_id and, where wanted, area and email), or JSON as the server lists them',
    )
    .requiredOption('--round <id>', 'id of the round that the codes are for')
    .requiredOption('--letters <file>', 'new secret file for whoever prints the letters: who gets which code')
    .requiredOption('--keys <file>', 'new file with the public keys, to hand in')
    .action(make);
}

function make(file: string, { round: roundId, letters, keys }: CodesOptions, command: Command): void {
  if (!/^[0-9A-Za-z_-]{1,128}$/.test(roundId)) command.error('error: --round is not the id of a round');
  requireAbsent(letters, keys);
  const entries = readEntries(file);
  const made: MadeCode[] = [];
  const progress = workProgress('Making codes');
  for (const chunk of makeCodes({ roundId, ids: entries.map(({ id }) => id) }, systemRandom)) {
    made.push(...chunk);
    progress.advance(made.length, entries.length);
  }
  progress.stop();
  writeNewFile(letters, codesFile(entries, new Map(made.map(({ id, code }) => [id, code]))), 'secret');
  writeNewFile(keys, keysFile(roundId, made), 'public');
  process.stdout.write(
    `Made ${made.length} codes.\n${letters}: secret. Print the letters, then delete it.\n${keys}: public. Hand it in on the page of the round's codes.\n`,
  );
}

/** People as the server lists them for the registrar's browser. */
const entriesSchema = z.array(
  z.object({
    id: z.string(),
    externalId: z.string(),
    area: z.string().nullable(),
    email: z.string().nullable(),
  }),
);

function fromJson(text: string): Entry[] | null {
  try {
    const parsed = entriesSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Rows of a table, or the reason why there are none. */
function fromCsv(text: string): Entry[] | string {
  const delimiter = text.slice(0, text.indexOf('\n') + 1 || undefined).includes(';') ? ';' : ',';
  const columns = (header: string[]) => header.map((name) => name.toLowerCase());
  let rows: Record<string, string>[];
  try {
    rows = parse(text, { columns, delimiter, trim: true, skip_empty_lines: true, bom: true });
  } catch (error) {
    return `it is not a CSV file: ${(error as Error).message}`;
  }
  const missing = COLUMNS.filter((name) => rows.length > 0 && rows[0]?.[name] === undefined);
  if (missing.length > 0) return `there is no column ${missing.join(', ')}`;
  return rows.map(({ id = '', external_id: externalId = '', area, email }) => {
    return { id, externalId, area: area || null, email: email || null };
  });
}

function readEntries(file: string): Entry[] {
  const bad = (reason: string) => new Failure(`${file}: ${reason}`, EXIT.badInput);
  const bytes = readBytes(file);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw bad('it is not UTF-8');
  }
  const entries = text.trimStart().startsWith('[') ? (fromJson(text) ?? 'it is not a list of people') : fromCsv(text);
  if (typeof entries === 'string') throw bad(entries);
  if (entries.length === 0) throw bad('there is nobody in it');
  const empty = entries.findIndex(({ id, externalId }) => !(id && externalId));
  if (empty >= 0) throw bad(`person ${empty + 1} has no id or external_id`);
  if (new Set(entries.map(({ id }) => id)).size !== entries.length) throw bad('an id stands there twice');
  return entries;
}

import { Command } from 'commander';
import { parse } from 'csv-parse/sync';
import { codesFile, type Entry } from '@/lib/protocol/codes-file';
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
    .argument('<file>', 'people without a code: CSV with the columns id, external_id and, where wanted, area and email')
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
  writeNewFile(letters, codesFile(entries, new Map(made.map(({ id, code }) => [id, code]))));
  const handedIn = made.map(({ id, publicKey }) => ({ rollEntryId: id, publicKey }));
  writeNewFile(keys, `${JSON.stringify({ keys: handedIn })}\n`);
  process.stdout.write(
    `Made ${made.length} codes.\n${letters}: secret. Print the letters, then delete it.\n${keys}: public. Hand it in.\n`,
  );
}

function readEntries(file: string): Entry[] {
  const bad = (reason: string) => new Failure(`${file}: ${reason}`, EXIT.badInput);
  let rows: Record<string, string>[];
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(readBytes(file));
    const delimiter = text.slice(0, text.indexOf('\n') + 1 || undefined).includes(';') ? ';' : ',';
    const columns = (header: string[]) => header.map((name) => name.toLowerCase());
    rows = parse(text, { columns, delimiter, trim: true, skip_empty_lines: true, bom: true });
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw bad(error instanceof TypeError ? 'it is not UTF-8' : `it is not a CSV file: ${(error as Error).message}`);
  }
  if (rows.length === 0) throw bad('there is nobody in it');
  const missing = COLUMNS.filter((name) => rows[0]?.[name] === undefined);
  if (missing.length > 0) throw bad(`there is no column ${missing.join(', ')}`);
  const empty = rows.findIndex((row) => !(row.id && row.external_id));
  if (empty >= 0) throw bad(`person ${empty + 1} has no id or external_id`);
  if (new Set(rows.map(({ id }) => id)).size !== rows.length) throw bad('an id stands there twice');
  return rows.map((row) => ({
    id: row.id as string,
    externalId: row.external_id as string,
    area: row.area || null,
    email: row.email || null,
  }));
}

import { parse } from 'csv-parse/sync';
import * as z from 'zod';

/** Columns of a roll file, in any order. `area` holds an area's slug and may be empty. */
const COLUMNS = ['external_id', 'area', 'email'] as const;

export type RollRow = { externalId: string; areaId: string | null; email: string | null };
export type RollRowError = {
  /** 1-based line of the file. */
  line: number;
  column: (typeof COLUMNS)[number] | null;
  code: 'missing_id' | 'duplicate_id' | 'unknown_area' | 'bad_email' | 'too_long' | 'wrong_field_count';
  /** What stood there, cut to 60 characters. */
  value: string;
};
export type RollFileError =
  | { code: 'not_utf8' }
  | { code: 'empty' }
  | { code: 'too_large'; mostBytes: number }
  | { code: 'wrong_columns'; found: string[]; wanted: readonly string[] }
  | { code: 'unreadable'; line: number };
export type RollFile = { ok: true; rows: RollRow[]; errors: RollRowError[] } | { ok: false; error: RollFileError };

export const MOST_ROLL_BYTES = 32 * 1024 * 1024;
const Email = z.email();

type Sheet = { header: string[]; records: { line: number; fields: string[] }[] };

function readSheet(bytes: Uint8Array): Sheet | RollFileError {
  if (bytes.length > MOST_ROLL_BYTES) return { code: 'too_large', mostBytes: MOST_ROLL_BYTES };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { code: 'not_utf8' };
  }
  const delimiter = text.slice(0, text.indexOf('\n') + 1 || undefined).includes(';') ? ';' : ',';
  try {
    const parsed = parse(text, {
      delimiter,
      info: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    const [first, ...rest] = parsed;
    if (!first) return { code: 'empty' };
    return {
      header: first.record.map((cell) => cell.toLowerCase()),
      records: rest.map(({ record, info }) => ({ line: info.lines, fields: record })),
    };
  } catch (error) {
    return { code: 'unreadable', line: (error as { lines?: number }).lines ?? 1 };
  }
}

/**
 * Reads a roll (CSV, UTF-8, comma or semicolon). Rows with a fault are listed and left out; the others are returned.
 * `areas` maps slug → id. A file that is no roll at all is an error of the whole file and yields no row.
 */
export function readRollFile(bytes: Uint8Array, areas: ReadonlyMap<string, string>): RollFile {
  const sheet = readSheet(bytes);
  if ('code' in sheet) return { ok: false, error: sheet };
  const { header, records } = sheet;
  const isRoll = header.length === COLUMNS.length && COLUMNS.every((name) => header.includes(name));
  if (!isRoll) return { ok: false, error: { code: 'wrong_columns', found: header.slice(0, 20), wanted: COLUMNS } };
  if (records.length === 0) return { ok: false, error: { code: 'empty' } };
  const rows: RollRow[] = [];
  const errors: RollRowError[] = [];
  const seen = new Set<string>();
  for (const { line, fields } of records) {
    const fault = (code: RollRowError['code'], column: RollRowError['column'], value: string) =>
      errors.push({ line, column, code, value: value.slice(0, 60) });
    if (fields.length !== COLUMNS.length) {
      fault('wrong_field_count', null, fields.join(' '));
      continue;
    }
    const [externalId, area, email] = COLUMNS.map((name) => fields[header.indexOf(name)] ?? '') as [
      string,
      string,
      string,
    ];
    if (!externalId) fault('missing_id', 'external_id', externalId);
    else if (externalId.length > 64) fault('too_long', 'external_id', externalId);
    else if (seen.has(externalId)) fault('duplicate_id', 'external_id', externalId);
    else if (area && !areas.has(area)) fault('unknown_area', 'area', area);
    else if (email && !Email.safeParse(email).success) fault('bad_email', 'email', email);
    else rows.push({ externalId, areaId: areas.get(area) ?? null, email: email.toLowerCase() || null });
    seen.add(externalId);
  }
  return { ok: true, rows, errors };
}

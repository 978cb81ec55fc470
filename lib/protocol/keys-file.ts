/**
 * The file that a registrar hands in after making codes away from the browser: public keys only, one a line.
 *
 *     {"round":"…","keys":[
 *     {"rollEntryId":"…","publicKey":"…"},
 *     …
 *     ]}
 *
 * It names its round because a key belongs to one round: under another one its code would open nothing.
 */
import * as z from 'zod';
import { hasChecksum, lettersOf } from './code-alphabet';
import type { MadeCode } from './make-codes';

/** A public key for somebody on the roll, without the code. */
export type PublicKeyFor = Pick<MadeCode, 'id' | 'publicKey'>;

/** `bad_row`: not exactly an id and a key; `bad_key`: not 64 small hexadecimal digits; the others: on several lines. */
export type KeyRowFault = 'bad_row' | 'bad_key' | 'repeated_person' | 'repeated_key';
export interface KeyRow {
  /** 1-based line of the file on which the row begins. */
  readonly line: number;
  /** What stands for the person, cut to 64 characters; empty where there is nothing. */
  readonly id: string;
  readonly publicKey: string;
  readonly fault: KeyRowFault | null;
}
export type KeysFileFault = 'too_large' | 'empty' | 'holds_codes' | 'not_keys' | 'other_round';
export type KeysFile = { ok: true; rows: KeyRow[] } | { ok: false; fault: KeysFileFault };

/** About 900,000 keys. */
export const MOST_KEYS_FILE_BYTES = 128 * 1024 * 1024;

const fileSchema = z.strictObject({ round: z.string(), keys: z.array(z.unknown()) });
const Id = z.string().regex(/^[0-9A-Za-z-]{1,64}$/);
const rowSchema = z.strictObject({ rollEntryId: Id, publicKey: z.string() });
const KEY = /^[0-9a-f]{64}$/;

export function keysFile(roundId: string, keys: readonly PublicKeyFor[]): string {
  const rows = keys.map(({ id, publicKey }) => JSON.stringify({ rollEntryId: id, publicKey }));
  return `{"round":${JSON.stringify(roundId)},"keys":[\n${rows.join(',\n')}\n]}\n`;
}

/**
 * Reads a file of public keys for one round. A file with anything in it that looks like a voting code is refused
 * whole, before it is parsed: somebody took the secret file for the public one. Faulty rows stay in the list with their
 * fault; where a person or a key stands twice, nobody can say which line is right, so all of them are faulty.
 */
export function readKeysFile(bytes: Uint8Array, roundId: string): KeysFile {
  if (bytes.length > MOST_KEYS_FILE_BYTES) return { ok: false, fault: 'too_large' };
  const text = textOf(bytes);
  if (text === null) return { ok: false, fault: 'not_keys' };
  if (text.trim() === '') return { ok: false, fault: 'empty' };
  if (CODES.test(text)) return { ok: false, fault: 'holds_codes' };
  const parsed = fileSchema.safeParse(jsonOf(text));
  if (!parsed.success) return { ok: false, fault: 'not_keys' };
  const { round, keys } = parsed.data;
  if (round !== roundId) return { ok: false, fault: 'other_round' };
  if (keys.length === 0) return { ok: false, fault: 'empty' };
  const lines = linesOfItems(text);
  const rows = keys.map((row, index) => readRow(row, lines[index] ?? 1));
  if (rows.some(({ id }) => isCode(id))) return { ok: false, fault: 'holds_codes' };
  return { ok: true, rows: withRepetitions(rows) };
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Six groups of four signs, however they are joined: also a code that somebody mistyped, or that a program reformatted. */
const CODES =
  /(?<![\p{L}\p{N}])[0-9A-Za-z]{4}([ _.\p{Pd}\u2212])(?:[0-9A-Za-z]{4}\1){4}[0-9A-Za-z]{4}(?![\p{L}\p{N}])/u;

const UNGROUPED = /^(?:[0-9A-Za-z]-?){24}$/;

/** A code without its hyphens in the place of an id, which would otherwise be asked for. */
function isCode(id: string): boolean {
  const letters = UNGROUPED.test(id) ? lettersOf(id) : null;
  return letters !== null && hasChecksum(letters);
}

function readRow(value: unknown, line: number): KeyRow {
  const row = rowSchema.safeParse(value);
  if (!row.success) {
    const id = String(Object(value).rollEntryId ?? '').slice(0, 64);
    return { line, id, publicKey: '', fault: 'bad_row' };
  }
  const { rollEntryId: id, publicKey } = row.data;
  return KEY.test(publicKey) ? { line, id, publicKey, fault: null } : { line, id, publicKey: '', fault: 'bad_key' };
}

function withRepetitions(rows: readonly KeyRow[]): KeyRow[] {
  const count = (values: string[]) => {
    const counts = new Map<string, number>();
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
    return counts;
  };
  const people = count(rows.map(({ id }) => id));
  const keys = count(rows.map(({ publicKey }) => publicKey));
  return rows.map((row) => {
    if (row.fault) return row;
    if ((people.get(row.id) ?? 0) > 1) return { ...row, fault: 'repeated_person' };
    return (keys.get(row.publicKey) ?? 0) > 1 ? { ...row, fault: 'repeated_key' } : row;
  });
}

/**
 * The line on which each item of the file's list begins. `text` is JSON that parsed: an object with one list in it, so an
 * item begins with the first sign after `[` or a comma at the list's own depth.
 */
function linesOfItems(text: string): number[] {
  const lines: number[] = [];
  let line = 1;
  let depth = 0;
  let awaited = false;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{},]|\n|[^\s"[\]{},]+/g)) {
    if (token === '\n') line++;
    else {
      if (awaited && token !== ']') lines.push(line);
      awaited = (token === '[' || token === ',') && depth === (token === '[' ? 1 : 2);
      if (token === '{' || token === '[') depth++;
      else if (token === '}' || token === ']') depth--;
    }
  }
  return lines;
}

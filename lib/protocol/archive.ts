/**
 * The election archive `<uuid>.bel` (chapter 13 of docs/spec): a chain of events, each after the records it
 * refers to, in a sequence of tar-like records. Reading re-creates the file from what was understood and compares, so
 * that every byte of an archive is accounted for.
 */
import * as z from 'zod';
import { sha256Hex, utf8 } from '../crypto/hash';
import { scanArchive } from './archive-scan';
import { type Checked, capture, Refusal } from './refusal';
import { parseExact } from './strict-json';

/** One event with the texts of its records. */
export type ArchiveEvent =
  | { readonly type: 'Setup'; readonly election: string; readonly trustees: string; readonly credentials: string }
  | { readonly type: 'Ballot'; readonly ballot: string }
  | { readonly type: 'EndBallots' }
  | { readonly type: 'EncryptedTally'; readonly tally: string; readonly sized: string }
  | { readonly type: 'Shuffle'; readonly owner: number; readonly shuffle: string }
  | { readonly type: 'EndShuffles' }
  | { readonly type: 'PartialDecryption'; readonly owner: number; readonly record: string }
  | { readonly type: 'Result'; readonly result: string };

export interface ParsedArchive {
  /** Unix seconds. */
  readonly timestamp: number;
  readonly events: readonly ArchiveEvent[];
}

export interface ArchiveRecord {
  /** SHA-256 of the content, 64 hex digits. */
  readonly hash: string;
  readonly content: Uint8Array;
}

/** An archive with the bytes of its records. */
export interface ScannedArchive extends ParsedArchive {
  /** By event, the first data record that stands before it: what the event is about. */
  readonly records: readonly (ArchiveRecord | undefined)[];
}

export type FileErrorCode = 'file_truncated' | 'file_bad_header' | 'file_bad_record' | 'file_not_reconstructible';

const BLOCK = 512;
const FIRST_NAME = 'BELENIOS';
const MAX_TIMESTAMP = 8 ** 11 - 1;
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const headSchema = z.strictObject({ version: z.literal(1), timestamp: z.string().regex(/^(0|[1-9]\d{0,9})$/) });
const eventSchema = z.strictObject({
  parent: hash.optional(),
  height: z.int().min(0),
  type: z.enum([
    'Setup',
    'Ballot',
    'EndBallots',
    'EncryptedTally',
    'Shuffle',
    'EndShuffles',
    'PartialDecryption',
    'Result',
  ]),
  payload: hash.optional(),
});
const setupSchema = z.strictObject({ election: hash, trustees: hash, credentials: hash });
const sizedSchema = z.object({ encrypted_tally: hash });
const ownedSchema = z.strictObject({ owner: z.int(), payload: hash });

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0');
}

/** One record: header, content, zero padding. */
function recordBytes(name: string, content: Uint8Array, timestamp: number): Uint8Array {
  const bytes = new Uint8Array(BLOCK + Math.ceil(content.length / BLOCK) * BLOCK);
  const put = (text: string, offset: number) => bytes.set(utf8(text), offset);
  put(name, 0);
  put('0000644', 100);
  put('0000000', 108);
  put('0000000', 116);
  put(octal(content.length, 11), 124);
  put(octal(timestamp, 11), 136);
  put('        ', 148);
  put('0', 156);
  const sum = bytes.subarray(0, BLOCK).reduce((total, byte) => total + byte, 0);
  put(`${octal(sum, 6)}\0 `, 148);
  bytes.set(content, BLOCK);
  return bytes;
}

/** Texts of the data records that stand before an event, in order, and of the one that the event points to. */
function eventData(event: ArchiveEvent): string[] {
  switch (event.type) {
    case 'Setup': {
      const { election, trustees, credentials } = event;
      const [first, second, third] = [election, trustees, credentials].map((text) => sha256Hex(text));
      const setup = JSON.stringify({ election: first, trustees: second, credentials: third });
      return [election, trustees, credentials, setup];
    }
    case 'Ballot':
      return [event.ballot];
    case 'EncryptedTally':
      return [event.tally, event.sized];
    case 'Shuffle':
      return [event.shuffle, JSON.stringify({ owner: event.owner, payload: sha256Hex(event.shuffle) })];
    case 'PartialDecryption':
      return [event.record, JSON.stringify({ owner: event.owner, payload: sha256Hex(event.record) })];
    case 'Result':
      return [event.result];
    case 'EndBallots':
    case 'EndShuffles':
      return [];
  }
}

/** Writes an archive event by event; it is a valid file after every one of them. */
export class ArchiveWriter {
  private readonly parts: Uint8Array[] = [];
  private parent: string | undefined;
  private height = 0;

  /** @throws RangeError unless `timestamp` (Unix seconds) is a whole number that fits the header. */
  constructor(private readonly timestamp: number) {
    if (!Number.isSafeInteger(timestamp) || timestamp < 0 || timestamp > MAX_TIMESTAMP) {
      throw new RangeError('timestamp out of range');
    }
    this.parts.push(
      recordBytes(FIRST_NAME, utf8(JSON.stringify({ version: 1, timestamp: String(timestamp) })), timestamp),
    );
  }

  append(event: ArchiveEvent): void {
    const data = eventData(event);
    for (const text of data) this.put(text, 'data');
    const pointed = data.at(-1);
    const text = JSON.stringify({
      ...(this.parent === undefined ? {} : { parent: this.parent }),
      height: this.height,
      type: event.type,
      ...(pointed === undefined ? {} : { payload: sha256Hex(pointed) }),
    });
    this.put(text, 'event');
    this.parent = sha256Hex(text);
    this.height += 1;
  }

  toBytes(): Uint8Array {
    const bytes = new Uint8Array(this.parts.reduce((length, part) => length + part.length, 0));
    let offset = 0;
    for (const part of this.parts) {
      bytes.set(part, offset);
      offset += part.length;
    }
    return bytes;
  }

  private put(text: string, kind: 'data' | 'event'): void {
    const content = utf8(text);
    this.parts.push(recordBytes(`${sha256Hex(content)}.${kind}.json`, content, this.timestamp));
  }
}

/** The whole archive of a list of events; `timestamp` in Unix seconds. */
export function buildArchive(events: readonly ArchiveEvent[], timestamp: number): Uint8Array {
  const writer = new ArchiveWriter(timestamp);
  for (const event of events) writer.append(event);
  return writer.toBytes();
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decodeText(bytes: Uint8Array, place: string): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new Refusal('file_bad_record', `${place} is not UTF-8 text`);
  }
}

interface RawRecord {
  readonly name: string;
  readonly text: string;
}

function* readRecords(bytes: Uint8Array): Generator<RawRecord> {
  for (let offset = 0, number = 0; offset < bytes.length; number++) {
    const place = `record ${number}`;
    const header = bytes.subarray(offset, offset + BLOCK);
    if (header.length < BLOCK) throw new Refusal('file_truncated', `${place} is cut off`);
    const field = (start: number, length: number) =>
      String.fromCharCode(...header.subarray(start, start + length)).split('\0', 1)[0] ?? '';
    const length = field(124, 12);
    if (!/^[0-7]{11}$/.test(length)) throw new Refusal('file_bad_header', `${place} has a malformed header`);
    const start = offset + BLOCK;
    const end = start + Number.parseInt(length, 8);
    if (end > bytes.length) throw new Refusal('file_truncated', `${place} is cut off`);
    yield { name: field(0, 100), text: decodeText(bytes.subarray(start, end), place) };
    offset = start + Math.ceil((end - start) / BLOCK) * BLOCK;
  }
}

type Data = ReadonlyMap<string, string>;

function requireData(data: Data, key: string | undefined, place: string): string {
  const text = key === undefined ? undefined : data.get(key);
  if (text === undefined) throw new Refusal('file_bad_record', `${place} refers to a record that is not there`);
  return text;
}

function requireJson<T>(schema: z.ZodType<T>, text: string, place: string): T {
  const value = parseExact(schema, text);
  if (value === null) throw new Refusal('file_bad_record', `${place} has a malformed record`);
  return value;
}

/** Hash of the tally record from the record with its size, whose other fields are the verifier's business. */
function tallyHash(sized: string, place: string): string {
  try {
    return sizedSchema.parse(JSON.parse(sized)).encrypted_tally;
  } catch {
    throw new Refusal('file_bad_record', `${place} has a malformed record`);
  }
}

function resolveEvent(json: z.infer<typeof eventSchema>, data: Data): ArchiveEvent {
  const place = `event ${json.height}`;
  const { type } = json;
  if (type === 'EndBallots' || type === 'EndShuffles') return { type };
  const payload = requireData(data, json.payload, place);
  const find = (key: string) => requireData(data, key, place);
  switch (type) {
    case 'Setup': {
      const setup = requireJson(setupSchema, payload, place);
      const { election, trustees, credentials } = setup;
      return { type, election: find(election), trustees: find(trustees), credentials: find(credentials) };
    }
    case 'Ballot':
      return { type, ballot: payload };
    case 'EncryptedTally':
      return { type, tally: find(tallyHash(payload, place)), sized: payload };
    case 'Shuffle': {
      const owned = requireJson(ownedSchema, payload, place);
      return { type, owner: owned.owner, shuffle: find(owned.payload) };
    }
    case 'PartialDecryption': {
      const owned = requireJson(ownedSchema, payload, place);
      return { type, owner: owned.owner, record: find(owned.payload) };
    }
    case 'Result':
      return { type, result: payload };
  }
}

function requireSameBytes(file: Uint8Array, rebuilt: Uint8Array): void {
  let offset = 0;
  while (offset < file.length && file[offset] === rebuilt[offset]) offset++;
  if (offset < file.length || file.length !== rebuilt.length) {
    const message = `the file is not what its own content makes it: first difference at byte ${offset}`;
    throw new Refusal('file_not_reconstructible', message);
  }
}

/** Reads an archive strictly; throws a `Refusal`. The order of the events is not looked at. */
export function requireArchive(bytes: Uint8Array): ScannedArchive {
  return scanArchive(bytes) ?? readSlowly(bytes);
}

/** Reads the records one by one, so that a refusal can say what is wrong with which. */
function readSlowly(bytes: Uint8Array): ScannedArchive {
  const data = new Map<string, string>();
  const events: ArchiveEvent[] = [];
  let timestamp: number | undefined;
  for (const { name, text } of readRecords(bytes)) {
    if (timestamp === undefined) {
      if (name !== FIRST_NAME) throw new Refusal('file_bad_header', 'the file is not an election archive');
      timestamp = Number(requireJson(headSchema, text, 'the first record').timestamp);
      if (timestamp > MAX_TIMESTAMP) throw new Refusal('file_bad_record', 'the time of the archive is out of range');
    } else if (name.endsWith('.data.json')) {
      data.set(name.slice(0, 64), text);
    } else if (name.endsWith('.event.json')) {
      events.push(resolveEvent(requireJson(eventSchema, text, `event ${events.length}`), data));
    } else {
      throw new Refusal('file_bad_header', `a record has the unknown name ${JSON.stringify(name)}`);
    }
  }
  if (timestamp === undefined) throw new Refusal('file_truncated', 'the file is empty');
  requireSameBytes(bytes, buildArchive(events, timestamp));
  return { timestamp, events, records: events.map(firstRecord) };
}

function firstRecord(event: ArchiveEvent): ArchiveRecord | undefined {
  const [text] = eventData(event);
  if (text === undefined) return undefined;
  const content = utf8(text);
  return { hash: sha256Hex(content), content };
}

/** Reads an archive and proves that the file is exactly the archive of the events read. */
export function readArchive(bytes: Uint8Array): Checked<{ archive: ParsedArchive }, FileErrorCode> {
  return capture(() => {
    const { timestamp, events } = requireArchive(bytes);
    return { archive: { timestamp, events } };
  });
}

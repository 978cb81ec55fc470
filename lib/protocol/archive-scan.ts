/**
 * Reads an archive in one pass, hashing every record once and comparing everything with what a writer would have written
 * in its place. Takes only what is exactly right; what is wrong with anything else is for the slow reader to say.
 */
import { sha256Bytes } from '../crypto/hash';
import type { ArchiveEvent, ArchiveRecord, ScannedArchive } from './archive';
import { areZero, byteSum, sameRange } from './bytes';
import { toHex } from './hex';

const BLOCK = 512;
const HASH_DIGITS = 64;
const HEAD = /^\{"version":1,"timestamp":"(0|[1-9]\d{0,9})"\}$/;
const EVENT =
  /^\{(?:"parent":"([0-9a-f]{64})",)?"height":(0|[1-9]\d{0,8}),"type":"([A-Za-z]{1,20})"(?:,"payload":"([0-9a-f]{64})")?\}$/;
const OWNED = /^\{"owner":(0|[1-9]\d{0,8}),"payload":"([0-9a-f]{64})"\}$/;
const SIZED = /^\{"num_tallied":(?:0|[1-9]\d*),"total_weight":(?:0|[1-9]\d*),"encrypted_tally":"([0-9a-f]{64})"\}$/;

/** Fields of a header: where they are, and how long. */
const FIELD = { size: 124, sizeDigits: 11, time: 136, sum: 148 } as const;
const CONSTANT_FIELDS = [
  ['0000644', 100],
  ['0000000', 108],
  ['0000000', 116],
  ['        ', 148],
  ['0', 156],
] as const;
const MAX_TIMESTAMP = 8 ** 11 - 1;

class Unusual extends Error {}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function textOf({ content }: ArchiveRecord): string {
  try {
    return decoder.decode(content);
  } catch {
    throw new Unusual();
  }
}

function putAscii(bytes: Uint8Array, text: string, offset: number): void {
  for (let i = 0; i < text.length; i++) bytes[offset + i] = text.charCodeAt(i);
}

/** Takes records off a file; the header of each must be the one that its content makes. */
class RecordScanner {
  private offset = 0;
  /** The header that the next record must have, but for name, size and sum. */
  private readonly header = new Uint8Array(BLOCK);

  constructor(private readonly bytes: Uint8Array) {
    for (const [text, offset] of CONSTANT_FIELDS) putAscii(this.header, text, offset);
  }

  setTime(timestamp: number): void {
    putAscii(this.header, timestamp.toString(8).padStart(FIELD.sizeDigits, '0'), FIELD.time);
  }

  get atEnd(): boolean {
    return this.offset === this.bytes.length;
  }

  /** The content of the next record and where its header begins; the header is still to be compared. */
  take(): { start: number; content: Uint8Array } {
    const start = this.offset;
    let size = 0;
    for (let i = 0; i < FIELD.sizeDigits; i++) {
      const digit = (this.bytes[start + FIELD.size + i] ?? 0) - 0x30;
      if (digit < 0 || digit > 7) throw new Unusual();
      size = 8 * size + digit;
    }
    const begin = start + BLOCK;
    const end = begin + size;
    const next = begin + Math.ceil(size / BLOCK) * BLOCK;
    if (next > this.bytes.length) throw new Unusual();
    if (!areZero(this.bytes, end, next)) throw new Unusual();
    this.offset = next;
    return { start, content: this.bytes.subarray(begin, end) };
  }

  /** Compares the header at `start` with the only one for this name and size. */
  requireHeader(start: number, name: string, size: number): void {
    const { header, bytes } = this;
    header.fill(0, 0, 100);
    putAscii(header, name, 0);
    putAscii(header, size.toString(8).padStart(FIELD.sizeDigits, '0'), FIELD.size);
    header.fill(0x20, FIELD.sum, FIELD.sum + 8);
    putAscii(header, `${byteSum(header).toString(8).padStart(6, '0')}\0 `, FIELD.sum);
    if (!sameRange(header, 0, bytes, start, BLOCK)) throw new Unusual();
  }

  /** The next record, named after its content. */
  next(): ArchiveRecord & { isEvent: boolean } {
    const { start, content } = this.take();
    const hash = toHex(sha256Bytes(content));
    // `.data.json` or `.event.json`: the header is compared with the one that this letter calls for.
    const isEvent = this.bytes[start + HASH_DIGITS + 1] === 'e'.charCodeAt(0);
    this.requireHeader(start, `${hash}.${isEvent ? 'event' : 'data'}.json`, content.length);
    return { hash, content, isEvent };
  }
}

/** The owner of a wrapped record, which must wrap the record before it. */
function ownerOf(wrapped: ArchiveRecord, wrapper: ArchiveRecord): number {
  const match = OWNED.exec(textOf(wrapper));
  if (match?.[2] !== wrapped.hash) throw new Unusual();
  return Number(match[1]);
}

function setupOf([election, trustees, credentials, setup]: [
  ArchiveRecord,
  ArchiveRecord,
  ArchiveRecord,
  ArchiveRecord,
]) {
  const names = { election: election.hash, trustees: trustees.hash, credentials: credentials.hash };
  if (textOf(setup) !== JSON.stringify(names)) throw new Unusual();
  return {
    type: 'Setup',
    election: textOf(election),
    trustees: textOf(trustees),
    credentials: textOf(credentials),
  } as const;
}

/** Data records that stand before an event of each type. */
const DATA_RECORDS: Readonly<Record<string, number>> = {
  Setup: 4,
  Ballot: 1,
  EndBallots: 0,
  EncryptedTally: 2,
  Shuffle: 2,
  EndShuffles: 0,
  PartialDecryption: 2,
  Result: 1,
};

function eventOf(type: string, data: readonly ArchiveRecord[]): ArchiveEvent {
  if (DATA_RECORDS[type] !== data.length) throw new Unusual();
  const [first, second] = data as [ArchiveRecord, ArchiveRecord];
  switch (type) {
    case 'Setup':
      return setupOf(data as [ArchiveRecord, ArchiveRecord, ArchiveRecord, ArchiveRecord]);
    case 'Ballot':
      return { type, ballot: textOf(first) };
    case 'EncryptedTally':
      if (SIZED.exec(textOf(second))?.[1] !== first.hash) throw new Unusual();
      return { type, tally: textOf(first), sized: textOf(second) };
    case 'Shuffle':
      return { type, owner: ownerOf(first, second), shuffle: textOf(first) };
    case 'PartialDecryption':
      return { type, owner: ownerOf(first, second), record: textOf(first) };
    case 'Result':
      return { type, result: textOf(first) };
    default:
      return { type: type as 'EndBallots' | 'EndShuffles' };
  }
}

function requireChain(
  text: string,
  expected: { parent: string | undefined; height: number; payload?: string },
): string {
  const match = EVENT.exec(text);
  const [, parent, height, type = '', payload] = match ?? [];
  if (parent !== expected.parent || height !== String(expected.height) || payload !== expected.payload) {
    throw new Unusual();
  }
  return type;
}

function scan(bytes: Uint8Array): ScannedArchive {
  const scanner = new RecordScanner(bytes);
  const head = scanner.take();
  const timestamp = Number(HEAD.exec(textOf({ hash: '', content: head.content }))?.[1] ?? Number.NaN);
  if (!(timestamp <= MAX_TIMESTAMP)) throw new Unusual();
  scanner.setTime(timestamp);
  scanner.requireHeader(head.start, 'BELENIOS', head.content.length);
  const events: ArchiveEvent[] = [];
  const records: (ArchiveRecord | undefined)[] = [];
  let data: ArchiveRecord[] = [];
  let parent: string | undefined;
  while (!scanner.atEnd) {
    const { isEvent, ...record } = scanner.next();
    if (!isEvent) {
      data.push(record);
      continue;
    }
    const payload = data.at(-1)?.hash;
    const expected = { parent, height: events.length, ...(payload === undefined ? {} : { payload }) };
    events.push(eventOf(requireChain(textOf(record), expected), data));
    records.push(data[0]);
    parent = record.hash;
    data = [];
  }
  if (data.length > 0) throw new Unusual();
  return { timestamp, events, records };
}

/** The archive, or null if the file needs the slow reader. */
export function scanArchive(bytes: Uint8Array): ScannedArchive | null {
  try {
    return scan(bytes);
  } catch (error) {
    if (error instanceof Unusual) return null;
    throw error;
  }
}

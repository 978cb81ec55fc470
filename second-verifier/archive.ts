// The archive's file: records behind headers (docs/spec/13-archive.md).
import { hashHex } from './hashing';
import { readUtf8 } from './json';
import type { Ledger } from './ledger';

/** A record behind the first one: its content, its content's hash, and whether it is data or an event. */
export interface ArchiveRecord {
  readonly kind: 'data' | 'event';
  readonly hash: string;
  readonly text: string;
}

const BLOCK = 512;
const NAME_SIZE = 100;
const LENGTH_OFFSET = 124;
const FIRST_NAME = 'BELENIOS';

/**
 * Takes an archive apart. Each header and each padding is compared with the one that its record must have, which is the
 * same as writing the file anew from what was read and comparing the whole.
 */
export function readArchive(ledger: Ledger, file: Uint8Array): ArchiveRecord[] {
  ledger.require('file_truncated', file.length > 0, 'the file is empty');
  const records: ArchiveRecord[] = [];
  let timestamp = 0;
  for (let offset = 0; offset < file.length; ) {
    const { name, content, next } = readRecord(ledger, file, offset);
    const where = `the record at byte ${offset}`;
    const text = ledger.under('file_bad_record', () => readUtf8(ledger, content, where));
    if (offset === 0) {
      ledger.require('file_bad_header', name === FIRST_NAME, `the first record is not ${FIRST_NAME}`);
      timestamp = readTimestamp(ledger, text);
    } else records.push(readNamed(ledger, name, content, text, where));
    const expected = Buffer.concat([header(name, content.length, timestamp), content, padding(content.length)]);
    const isSame = expected.equals(file.subarray(offset, next));
    ledger.require('file_not_reconstructible', isSame, `${where} has another header or padding than it must have`);
    offset = next;
    ledger.tick('reading the file', offset, file.length);
  }
  return records;
}

function readRecord(ledger: Ledger, file: Uint8Array, offset: number) {
  const where = `the record at byte ${offset}`;
  ledger.require('file_truncated', offset + BLOCK <= file.length, `the header of ${where} is cut off`);
  const latin = (from: number, to: number) => Buffer.from(file.subarray(offset + from, offset + to)).toString('latin1');
  const digits = latin(LENGTH_OFFSET, LENGTH_OFFSET + 11);
  ledger.require('file_bad_header', /^[0-7]{11}$/.test(digits), `the length of ${where} is not 11 octal digits`);
  const length = Number.parseInt(digits, 8);
  const begin = offset + BLOCK;
  ledger.require('file_truncated', begin + length <= file.length, `the content of ${where} is cut off`);
  const next = begin + length + padding(length).length;
  const [name = ''] = latin(0, NAME_SIZE).split('\0');
  return { name, content: file.subarray(begin, begin + length), next };
}

/** {"version":1,"timestamp":"seconds"}: the seconds stand in every header. */
function readTimestamp(ledger: Ledger, text: string): number {
  const [, seconds] = /^\{"version":1,"timestamp":"(0|[1-9][0-9]{0,9})"\}$/.exec(text) ?? [];
  const isWritable = seconds !== undefined && Number(seconds) < 8 ** 11;
  ledger.require('file_bad_record', isWritable, 'the first record does not state a version and a time');
  return Number(seconds);
}

function readNamed(ledger: Ledger, name: string, content: Uint8Array, text: string, where: string): ArchiveRecord {
  const [, hash = '', kind = ''] = /^([0-9a-f]{64})\.(data|event)\.json$/.exec(name) ?? [];
  ledger.require('file_bad_header', kind !== '', `${where} is neither data nor an event`);
  ledger.require('file_not_reconstructible', hashHex(content) === hash, `${where} does not bear its content’s hash`);
  return { kind: kind as 'data' | 'event', hash, text };
}

const padding = (length: number): Uint8Array => new Uint8Array((BLOCK - (length % BLOCK)) % BLOCK);

/** The one header that a record of this name, length and time has. */
export function header(name: string, length: number, timestamp: number): Uint8Array {
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0, 'latin1');
  block.write('0000644', 100);
  block.write('0000000', 108);
  block.write('0000000', 116);
  block.write(length.toString(8).padStart(11, '0'), LENGTH_OFFSET);
  block.write(timestamp.toString(8).padStart(11, '0'), 136);
  block.write('        ', 148);
  block.write('0', 156);
  const checksum = block.reduce((sum, byte) => sum + byte, 0);
  block.write(`${checksum.toString(8).padStart(6, '0')}\0 `, 148);
  return Uint8Array.from(block);
}

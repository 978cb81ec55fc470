// Making what archive.ts and events.ts check.
import { header } from '../archive';
import type { Event } from '../events';
import { hashHex } from '../hashing';

const BLOCK = 512;

/** A record in the file: header, content, padding. */
export function recordBytes(name: string, text: string, timestamp: number): Uint8Array {
  const content = Buffer.from(text);
  const padding = Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK);
  return Uint8Array.from(Buffer.concat([header(name, content.length, timestamp), content, padding]));
}

/** Writes an archive with a consistent chain, whatever its events say. */
export function writeArchive(events: readonly Event[], timestamp = 1_700_000_000): Uint8Array {
  const parts = [recordBytes('BELENIOS', JSON.stringify({ version: 1, timestamp: String(timestamp) }), timestamp)];
  const put = (text: string, kind: string) => parts.push(recordBytes(`${hashHex(text)}.${kind}.json`, text, timestamp));
  let parent: string | undefined;
  for (const [height, { type, records }] of events.entries()) {
    for (const record of records) put(record, 'data');
    const last = records.at(-1);
    // JSON.stringify leaves out what is undefined.
    const event = JSON.stringify({ parent, height, type, payload: last === undefined ? undefined : hashHex(last) });
    put(event, 'event');
    parent = hashHex(event);
  }
  return Uint8Array.from(Buffer.concat(parts));
}

/** An owner's event: the record, and the one that says whose it is. */
export const ownedEvent = (type: 'Shuffle' | 'PartialDecryption', owner: number, text: string): Event => ({
  type,
  records: [text, JSON.stringify({ owner, payload: hashHex(text) })],
});

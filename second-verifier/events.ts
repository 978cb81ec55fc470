// The events of an archive: a chain, each behind its own records (docs/spec/13-archive.md).
import type { ArchiveRecord } from './archive';
import { hashHex } from './hashing';
import { readJson, readNatural, readObject, readText } from './json';
import type { Ledger } from './ledger';

export type EventType = keyof typeof RECORDS;

/** An event and the texts of the records that stand before it. */
export interface Event {
  readonly type: EventType;
  readonly records: readonly string[];
}

/** How many records stand before an event of each type; the last one is what the event's payload names. */
const RECORDS = {
  Setup: 4,
  Ballot: 1,
  EndBallots: 0,
  EncryptedTally: 2,
  Shuffle: 2,
  EndShuffles: 0,
  PartialDecryption: 2,
  Result: 1,
} as const;

/** Groups an archive's records into events, and checks that nothing is left over and the chain is unbroken. */
export function readEvents(ledger: Ledger, records: readonly ArchiveRecord[]): Event[] {
  const events: Event[] = [];
  let parent: string | null = null;
  let waiting: ArchiveRecord[] = [];
  for (const record of records) {
    if (record.kind === 'data') waiting.push(record);
    else {
      events.push(readEvent(ledger, record, waiting, parent, events.length));
      parent = record.hash;
      waiting = [];
    }
  }
  const isOver = waiting.length === 0;
  ledger.require('file_not_reconstructible', isOver, `${waiting.length} records at the end belong to no event`);
  return events;
}

function readEvent(
  ledger: Ledger,
  { text }: ArchiveRecord,
  records: readonly ArchiveRecord[],
  parent: string | null,
  height: number,
): Event {
  const where = `event ${height}`;
  const event = ledger.under('file_bad_record', () => parseEvent(ledger, text, where));
  const count = RECORDS[event.type];
  const isFirst = parent === null;
  const chained = event.parent === parent && isFirst === (height === 0);
  ledger.require('file_not_reconstructible', chained, `${where} does not name the event before it`);
  ledger.require('file_not_reconstructible', event.height === height, `${where} says that it is event ${event.height}`);
  ledger.require(
    'file_not_reconstructible',
    records.length === count,
    `${where} has not the ${count} records it needs`,
  );
  const named = records.at(-1)?.hash ?? null;
  ledger.require('file_bad_record', event.payload === named, `${where} does not name the record before it`);
  checkPointer(ledger, event.type, records, where);
  return { type: event.type, records: records.map((record) => record.text) };
}

function parseEvent(ledger: Ledger, text: string, where: string) {
  const value = readJson(ledger, text, where) as Record<string, unknown>;
  const has = (key: string) => typeof value === 'object' && value !== null && key in value;
  const keys = [...(has('parent') ? ['parent'] : []), 'height', 'type', ...(has('payload') ? ['payload'] : [])];
  readObject(ledger, value, keys, where);
  const type = readText(ledger, value.type, `the type of ${where}`);
  ledger.require('file_bad_record', Object.hasOwn(RECORDS, type), `${where} is of the unknown type ${type}`);
  return {
    type: type as EventType,
    height: readNatural(ledger, value.height, `the height of ${where}`),
    parent: has('parent') ? readText(ledger, value.parent, `the parent of ${where}`) : null,
    payload: has('payload') ? readText(ledger, value.payload, `the payload of ${where}`) : null,
  };
}

/** The record that names those before it: the setup's three, an owner's one. The tally's names its own list. */
function checkPointer(ledger: Ledger, type: EventType, records: readonly ArchiveRecord[], where: string): void {
  const pointer = records.at(-1)?.text;
  const hashes = records.map(({ text }) => hashHex(text));
  if (type === 'Setup') {
    const [election, trustees, credentials] = hashes;
    const expected = JSON.stringify({ election, trustees, credentials });
    ledger.require('file_bad_record', pointer === expected, `${where} does not name its three records`);
  } else if (type === 'Shuffle' || type === 'PartialDecryption') {
    const { payload } = ledger.under('file_bad_record', () => readOwned(ledger, pointer ?? '', where));
    ledger.require('file_bad_record', payload === hashes[0], `${where} does not name its record`);
  }
}

/** {"owner":id,"payload":hash} */
export function readOwned(ledger: Ledger, text: string, where: string): { owner: number; payload: string } {
  const [owner, payload] = readObject(ledger, readJson(ledger, text, where), ['owner', 'payload'], where);
  return { owner: readNatural(ledger, owner, where), payload: readText(ledger, payload, where) };
}

/** Setup Ballot* EndBallots EncryptedTally Shuffle+ EndShuffles PartialDecryption+ Result */
const NEXT: Record<EventType, readonly EventType[]> = {
  Setup: ['Ballot', 'EndBallots'],
  Ballot: ['Ballot', 'EndBallots'],
  EndBallots: ['EncryptedTally'],
  EncryptedTally: ['Shuffle'],
  Shuffle: ['Shuffle', 'EndShuffles'],
  EndShuffles: ['PartialDecryption'],
  PartialDecryption: ['PartialDecryption', 'Result'],
  Result: [],
};

export function checkOrder(ledger: Ledger, events: readonly Event[]): void {
  let allowed: readonly EventType[] = ['Setup'];
  for (const [height, { type }] of events.entries()) {
    ledger.require('event_out_of_place', allowed.includes(type), `event ${height} must not be ${type}`);
    allowed = NEXT[type];
  }
  const isOver = events.at(-1)?.type === 'Result';
  ledger.require('events_incomplete', isOver, 'the archive ends before its Result');
}

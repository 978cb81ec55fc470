// The events of an archive: a chain, each behind its own records (docs/spec/13-archive.md).
import type { ArchiveRecord } from './archive';
import { readJson, readNatural, readObject, readText } from './json';
import type { Ledger } from './ledger';

export type EventType = keyof typeof RECORDS;

/** An event and the texts of the records that stand before it. */
export interface Event {
  readonly type: EventType;
  readonly records: readonly string[];
}

/** What each type of event has behind it: how its payload leads to its records, in the order in which they stand. */
const RECORDS = {
  Setup: ['election', 'trustees', 'credentials', 'pointer'],
  Ballot: ['ballot'],
  EndBallots: [],
  EncryptedTally: ['encrypted_tally', 'sized'],
  Shuffle: ['payload', 'owned'],
  EndShuffles: [],
  PartialDecryption: ['payload', 'owned'],
  Result: ['result'],
} as const;

/** The hashes in these records lead to others: their members, in order. */
const POINTERS: Partial<Record<EventType, readonly string[]>> = {
  Setup: ['election', 'trustees', 'credentials'],
  EncryptedTally: ['num_tallied', 'total_weight', 'encrypted_tally'],
  Shuffle: ['owner', 'payload'],
  PartialDecryption: ['owner', 'payload'],
};

/**
 * Follows the events from payload to records, and checks that the file is exactly what they produce: each event behind
 * its own records, the chain unbroken, nothing left over.
 */
export function readEvents(ledger: Ledger, records: readonly ArchiveRecord[]): Event[] {
  const known = new Map<string, string>();
  const events: Event[] = [];
  let parent: string | null = null;
  let waiting: string[] = [];
  for (const { kind, hash, text } of records) {
    if (kind === 'data') {
      known.set(hash, text);
      waiting.push(text);
      continue;
    }
    const where = `event ${events.length}`;
    const event = ledger.under('file_bad_record', () => parseEvent(ledger, text, where));
    const expected = ledger.under('file_bad_record', () => follow(ledger, event, known, where));
    const isSame = JSON.stringify(waiting) === JSON.stringify(expected);
    ledger.require('file_not_reconstructible', isSame, `${where} does not stand right behind its own records`);
    ledger.require('file_not_reconstructible', event.parent === parent, `${where} does not name the event before it`);
    const isNext = event.height === events.length;
    ledger.require('file_not_reconstructible', isNext, `${where} says that it is event ${event.height}`);
    events.push({ type: event.type, records: expected });
    parent = hash;
    waiting = [];
  }
  const isOver = waiting.length === 0;
  ledger.require('file_not_reconstructible', isOver, `${waiting.length} records at the end belong to no event`);
  return events;
}

interface ParsedEvent {
  readonly type: EventType;
  readonly height: number;
  readonly parent: string | null;
  readonly payload: string | null;
}

function parseEvent(ledger: Ledger, text: string, where: string): ParsedEvent {
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

/** The records of an event, found by their hashes among those that were read so far. */
function follow(
  ledger: Ledger,
  { type, payload }: ParsedEvent,
  known: ReadonlyMap<string, string>,
  where: string,
): string[] {
  const names: readonly string[] = RECORDS[type];
  ledger.require('file_bad_record', (payload === null) === (names.length === 0), `${where} must not have a payload`);
  if (payload === null) return [];
  const find = (hash: unknown): string => {
    const record = known.get(hash as string);
    ledger.require('file_bad_record', record !== undefined, `${where} leads to a record that is not there`);
    return record;
  };
  const last = find(payload);
  const members = POINTERS[type];
  if (members === undefined) return [last];
  const values = readObject(ledger, readJson(ledger, last, where), members, `the pointer of ${where}`);
  const hashes = values.filter((_, index) => names.includes(members[index] as string));
  return [...hashes.map(find), last];
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

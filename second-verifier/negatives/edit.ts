// Changing one thing in an archive and keeping the chain of hashes consistent, so that only the one check can object.
import type { Event, EventType } from '../events';
import { hashHex } from '../hashing';

/** Where an event's record is: the type, which event of that type, which of its records. */
export interface Place {
  readonly type: EventType;
  readonly event?: number;
  readonly record?: number;
}

const indexOf = (events: readonly Event[], { type, event = 0 }: Place): number =>
  [...events.keys()].filter((index) => events[index]?.type === type).at(event) ?? -1;

export const recordAt = (events: readonly Event[], place: Place): string =>
  events[indexOf(events, place)]?.records[place.record ?? 0] as string;

/** Replaces a record, and the record behind it that names it. */
export function editRecord(events: readonly Event[], place: Place, edit: (text: string) => string): Event[] {
  const index = indexOf(events, place);
  return events.map((event, at) => {
    if (at !== index) return event;
    const before = event.records[place.record ?? 0] as string;
    const after = edit(before);
    const records = event.records.map((text) =>
      text === before ? after : text.replace(hashHex(before), hashHex(after)),
    );
    return { ...event, records };
  });
}

/** Puts events in at a place counted from the beginning, or takes some out. */
export const splice = (events: readonly Event[], at: number, remove: number, ...added: Event[]): Event[] => [
  ...events.slice(0, at),
  ...added,
  ...events.slice(at + remove),
];

/** The index of the first event of a type. */
export const first = (events: readonly Event[], type: EventType): number => indexOf(events, { type });

/** Every text inside a JSON record with the way to it, as in `proofs[0][1][2]`. */
export function leavesOf(value: unknown, path = ''): { path: string; text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (Array.isArray(value)) return value.flatMap((item, index) => leavesOf(item, `${path}[${index}]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => leavesOf(item, path === '' ? key : `${path}.${key}`));
}

/** The record with another text at this way, and everything else as it was. */
export function withLeaf(record: string, path: string, text: string): string {
  const replace = (value: unknown, at: string): unknown => {
    if (at === path) return text;
    if (Array.isArray(value)) return value.map((item, index) => replace(item, `${at}[${index}]`));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(([key, item]) => [key, replace(item, at === '' ? key : `${at}.${key}`)]);
    return Object.fromEntries(entries);
  };
  return JSON.stringify(replace(JSON.parse(record), ''));
}

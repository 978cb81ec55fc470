/** Changed copies of records: every field in every way in which a field of its kind can be wrong. */
import {
  decodePoint,
  G,
  IDENTITY,
  modOrder,
  multiply,
  ORDER,
  type Point,
  parsePoint,
  pointText,
  randomScalar,
} from '../../crypto/group';
import type { RandomBytes } from '../../crypto/random';
import { uniformIndex } from '../uniform';

/** A text that must be refused, and how it was made. */
export interface Mutant {
  how: string;
  text: string;
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Change = (value: Json, random: RandomBytes) => Json | undefined;

/** A point of order 8; its multiples are all points of small order. */
const TORSION = onCurve('05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826');

/** The seven points of small order but the neutral element. */
export const SMALL_ORDER: readonly Point[] = Array.from({ length: 7 }, (_, i) => multiply(TORSION, BigInt(i + 1)));

function onCurve(text: string): Point {
  const reading = decodePoint(text);
  if (!reading.ok) throw new Error('not a point of the curve');
  return reading.point;
}

export function pick<T>(items: readonly T[], random: RandomBytes): T {
  return items[uniformIndex(items.length, random)] as T;
}

const onPoint =
  (change: (point: Point, random: RandomBytes) => Point): Change =>
  (value, random) =>
    pointText(change(parsePoint(value as string) ?? G, random));

const onText =
  (change: (text: string, random: RandomBytes) => string): Change =>
  (value, random) =>
    change(value as string, random);

/** Exchanges one character at a random place for another one of the alphabet. */
export function exchangeOne(text: string, alphabet: string, random: RandomBytes): string {
  const at = uniformIndex(text.length, random);
  const others = [...alphabet].filter((letter) => letter !== text[at]);
  return text.slice(0, at) + pick(others, random) + text.slice(at + 1);
}

const POINT_CHANGES: Record<string, Change> = {
  'another point': onPoint((_, random) => multiply(G, randomScalar(random))),
  negated: onPoint((point) => point.negate()),
  doubled: onPoint((point) => point.double()),
  'G added': onPoint((point) => point.add(G)),
  'small order added': onPoint((point, random) => point.add(pick(SMALL_ORDER, random))),
  'small order': onPoint((_, random) => pick(SMALL_ORDER, random)),
  'neutral element': onPoint(() => IDENTITY),
  'off the curve': () => '2'.padStart(64, '0'),
  'negative zero': () => `8${'1'.padStart(63, '0')}`,
  'second name of the neutral element': () => `7${'f'.repeat(61)}ee`,
  'a digit': onText((text, random) => exchangeOne(text, '0123456789abcdef', random)),
  capitals: onText((text) => text.toUpperCase()),
  'bytes in the other order': onText((text) => (text.match(/../g) ?? []).reverse().join('')),
  'a digit less': onText((text) => text.slice(1)),
  'a digit more': onText((text) => `0${text}`),
};

const SCALAR_CHANGES: Record<string, Change> = {
  'another scalar': (_, random) => randomScalar(random).toString(),
  'one more': onText((text) => modOrder(BigInt(text) + 1n).toString()),
  'one less': onText((text) => modOrder(BigInt(text) - 1n).toString()),
  negated: onText((text) => modOrder(-BigInt(text)).toString()),
  'the order added': onText((text) => (BigInt(text) + ORDER).toString()),
  'the order taken away': onText((text) => (BigInt(text) - ORDER).toString()),
  zero: () => '0',
  'leading zero': onText((text) => `0${text}`),
  'a sign': onText((text) => `+${text}`),
  hexadecimal: onText((text) => `0x${BigInt(text).toString(16)}`),
  'a digit': onText((text, random) => exchangeOne(text, '0123456789', random)),
  'a digit less': onText((text) => text.slice(0, -1)),
};

const TEXT_CHANGES: Record<string, Change> = {
  'a character': onText((text, random) => (text === '' ? 'A' : exchangeOne(text, '0123456789ABCabc', random))),
  longer: onText((text) => `${text}A`),
  shorter: onText((text) => text.slice(0, -1)),
  nothing: () => '',
  'a blank': onText((text) => ` ${text}`),
};

const NUMBER_CHANGES: Record<string, Change> = {
  'one more': (value) => (value as number) + 1,
  'one less': (value) => (value as number) - 1,
  half: (value) => (value as number) + 0.5,
  negative: (value) => -(value as number) - 1,
  huge: () => 2 ** 53,
  text: (value) => String(value),
};

const LIST_CHANGES: Record<string, Change> = {
  'without its last': (value) => (value as Json[]).slice(0, -1),
  'without its first': (value) => (value as Json[]).slice(1),
  'its last twice': (value) => [...(value as Json[]), (value as Json[]).at(-1) as Json],
  'turned round': (value) => [...(value as Json[])].reverse(),
  'its first for all': (value) => (value as Json[]).map(() => (value as Json[])[0] as Json),
  empty: () => [],
};

const OBJECT_CHANGES: Record<string, Change> = {
  'without its first member': (value) => Object.fromEntries(Object.entries(value as object).slice(1)),
  'without its last member': (value) => Object.fromEntries(Object.entries(value as object).slice(0, -1)),
  'with another member': (value) => ({ ...(value as object), note: 'x' }) as Json,
  'members turned round': (value) => Object.fromEntries(Object.entries(value as object).reverse()),
};

const ALWAYS: Record<string, Change> = { null: () => null, 'of another kind': () => [[]], number: () => 7 };

function changesFor(value: Json): Record<string, Change> {
  if (typeof value === 'number') return { ...NUMBER_CHANGES, ...ALWAYS };
  if (typeof value === 'string') {
    if (/^[0-9a-f]{64}$/.test(value)) return { ...POINT_CHANGES, ...ALWAYS };
    if (/^\d{20,77}$/.test(value)) return { ...SCALAR_CHANGES, ...ALWAYS };
    return { ...TEXT_CHANGES, ...ALWAYS };
  }
  if (Array.isArray(value)) return { ...LIST_CHANGES, null: ALWAYS.null as Change };
  return value === null ? {} : { ...OBJECT_CHANGES, null: ALWAYS.null as Change };
}

type Place = (string | number)[];

function* placesOf(value: Json, place: Place = []): Generator<Place> {
  yield place;
  if (value === null || typeof value !== 'object') return;
  for (const key of Object.keys(value)) {
    const step = Array.isArray(value) ? Number(key) : key;
    yield* placesOf((value as Record<string, Json>)[key] as Json, [...place, step]);
  }
}

function valueAt(value: Json, place: Place): Json {
  return place.reduce((inner, step) => (inner as Record<string | number, Json>)[step] as Json, value);
}

function changed(value: Json, place: Place, replacement: Json): Json {
  const [step, ...rest] = place;
  if (step === undefined) return replacement;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string | number, Json>;
  copy[step] = changed(copy[step] as Json, rest, replacement);
  return copy as Json;
}

/** Every place of a record changed in every way that fits it, as compact JSON. Texts equal to the record are left out. */
export function mutantsOf(record: string, random: RandomBytes): Mutant[] {
  const value = JSON.parse(record) as Json;
  const mutants: Mutant[] = [];
  for (const place of placesOf(value)) {
    const old = valueAt(value, place);
    for (const [how, change] of Object.entries(changesFor(old))) {
      const replacement = change(old, random);
      if (replacement === undefined) continue;
      const text = JSON.stringify(changed(value, place, replacement));
      if (text !== record) mutants.push({ how: `${place.join('.') || 'the record'}: ${how}`, text });
    }
  }
  return [...mutants, ...writtenOtherwise(record, random)];
}

/** The same value written in another way: a reader that accepts one has two names for one thing. */
function writtenOtherwise(record: string, random: RandomBytes): Mutant[] {
  const at = 1 + uniformIndex(record.length - 1, random);
  return [
    { how: 'a blank behind', text: `${record} ` },
    { how: 'a line end behind', text: `${record}\n` },
    { how: 'a byte order mark', text: `\ufeff${record}` },
    { how: 'twice', text: `${record}${record}` },
    { how: 'cut off', text: record.slice(0, at) },
    { how: 'a blank inside', text: record.replace(',', ', ') },
    { how: 'a member twice', text: record.replace(/\{("[^"]+":("[^"]*"|\d+),)/, '{$1$1') },
    {
      how: 'an escape',
      text: record.replace(/"([a-z])/, (_, letter: string) => `"\\u00${letter.charCodeAt(0).toString(16)}`),
    },
  ].filter(({ text }) => text !== record);
}

/**
 * The one text form of everything that Largo hashes or signs itself: compact JSON, keys sorted by their UTF-8 bytes,
 * whole numbers only (a `bigint` is printed as its digits). Two programs that hold the same value hold the same bytes.
 */

const MAX_DEPTH = 32;

export type JsonValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

export type ParsedJson = { ok: true; value: JsonValue } | { ok: false; reason: 'not_json' | 'not_canonical' };

/** The canonical text. Throws a TypeError on what has no canonical form: fractions, unsafe numbers, `undefined`, lone surrogates. */
export function canonicalJson(value: JsonValue): string {
  return write(value, 0);
}

/**
 * Reads a text that must be exactly what `canonicalJson` would print for its own value. That one comparison refuses
 * repeated keys, blanks, other key orders, fractions and numbers beyond 2^53 − 1.
 */
export function parseCanonicalJson(text: string): ParsedJson {
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    return { ok: false, reason: 'not_json' };
  }
  try {
    return canonicalJson(value) === text ? { ok: true, value } : { ok: false, reason: 'not_canonical' };
  } catch {
    // Fractions, half surrogates, nesting without end: values that have no canonical text at all.
    return { ok: false, reason: 'not_canonical' };
  }
}

/** Why a text was refused, for people. */
export function describeJsonFault(reason: 'not_json' | 'not_canonical'): string {
  if (reason === 'not_json') return 'not JSON';
  return 'not canonical JSON: keys sorted and none twice, no blanks, whole numbers below 2^53';
}

/** Orders texts by their UTF-8 bytes, which is also the order of their code points. */
export function compareUtf8(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

// Surrogates stand for code points above every other UTF-16 unit, so they have to sort after U+E000…U+FFFF.
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

function write(value: JsonValue, depth: number): string {
  if (depth > MAX_DEPTH) throw new TypeError('canonical JSON: nested too deeply');
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') return writeNumber(value);
  if (typeof value === 'string') return writeString(value);
  if (typeof value !== 'object') throw new TypeError(`canonical JSON: ${typeof value} has no form`);
  if (isList(value)) return `[${value.map((item) => write(item, depth + 1)).join(',')}]`;
  return writeObject(value, depth);
}

function writeObject(value: { readonly [key: string]: JsonValue }, depth: number): string {
  const members = Object.keys(value)
    .sort(compareUtf8)
    .map((key) => `${writeString(key)}:${write(value[key] as JsonValue, depth + 1)}`);
  return `{${members.join(',')}}`;
}

function writeNumber(value: number): string {
  if (!Number.isSafeInteger(value)) throw new TypeError(`canonical JSON: ${value} is not a whole number below 2^53`);
  return String(value);
}

function writeString(value: string): string {
  if (!value.isWellFormed()) throw new TypeError('canonical JSON: a text holds half a surrogate pair');
  return JSON.stringify(value);
}

function isList(value: object): value is readonly JsonValue[] {
  return Array.isArray(value);
}

// A record is compact JSON with known keys in a known order. It is read by parsing it, writing it again and
// comparing: what parses to the same contents in another spelling (blanks, escapes, 1.0, keys given twice) differs there.
import type { Ledger } from './ledger';

/** The contents of a record's text; `where` is what a failure calls it. */
export function readJson(ledger: Ledger, text: string, where: string): unknown {
  const value = parse(text);
  ledger.require('not_canonical', value !== undefined, `${where} is not JSON`);
  ledger.require('not_canonical', compact(value) === text, `${where} is not written in the one compact way`);
  return value;
}

/** The members of an object that has exactly these keys, in this order. */
export function readObject(ledger: Ledger, value: unknown, keys: readonly string[], where: string): unknown[] {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  ledger.require('not_canonical', isObject, `${where} is not an object`);
  const found = Object.keys(value).join(', ');
  ledger.require('not_canonical', found === keys.join(', '), `${where} has the keys ${found}, not ${keys.join(', ')}`);
  return Object.values(value);
}

export function readArray(ledger: Ledger, value: unknown, where: string): unknown[] {
  ledger.require('not_canonical', Array.isArray(value), `${where} is not a list`);
  return value as unknown[];
}

/** A list of exactly this many items. */
export function readTuple(ledger: Ledger, value: unknown, length: number, where: string): unknown[] {
  const items = readArray(ledger, value, where);
  ledger.require('not_canonical', items.length === length, `${where} has ${items.length} items, not ${length}`);
  return items;
}

export function readText(ledger: Ledger, value: unknown, where: string): string {
  ledger.require('not_canonical', typeof value === 'string', `${where} is not a text`);
  return value;
}

/** A whole number from 0 up. */
export function readNatural(ledger: Ledger, value: unknown, where: string): number {
  const isNatural = typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
  ledger.require('not_canonical', isNatural, `${where} is not a whole number`);
  return value;
}

/** Bytes as text; bytes that are no UTF-8 make a record unreadable, not a text with holes. */
export function readUtf8(ledger: Ledger, bytes: Uint8Array, where: string): string {
  let text: string | null = null;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // Checked below, by name.
  }
  ledger.require('not_canonical', text !== null, `${where} is not UTF-8`);
  return text;
}

/** A value as compact JSON; null where it is nested so deeply that it cannot be written. */
function compact(value: unknown): string | null {
  try {
    return JSON.stringify(value);
  } catch {
    return null;
  }
}

/** Text as JSON; undefined where it is none. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

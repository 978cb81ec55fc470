import { compareCodePoints } from './code-points';

/** JSON values in which every number is a whole, safe one. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

/**
 * A trace or outcome as plain JSON values: bigints become decimal strings, undefined members are left out. Throws on
 * anything that has no exact form (fractions as floats, functions, dates).
 */
export function toPlain(value: unknown): Plain {
  if (typeof value === 'bigint') return value.toString();
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  if (Array.isArray(value)) return value.map(toPlain);
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    const entries = Object.entries(value).filter(([, member]) => member !== undefined);
    return Object.fromEntries(entries.map(([key, member]) => [key, toPlain(member)]));
  }
  throw new TypeError(`No canonical form for ${typeof value}`);
}

function sorted(value: Plain): Plain {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(sorted);
  const entries = Object.entries(value).sort(([a], [b]) => compareCodePoints(a, b));
  return Object.fromEntries(entries.map(([key, member]) => [key, sorted(member)]));
}

/**
 * The one text of a trace or outcome: compact JSON, keys in the order of their UTF-8 bytes, bigints as decimal strings.
 * Keys must not look like array indices, which JavaScript would move to the front; those of traces do not.
 */
export function canonicalText(value: unknown): string {
  return JSON.stringify(sorted(toPlain(value)));
}

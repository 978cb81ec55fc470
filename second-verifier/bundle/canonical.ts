// Canonical JSON, in which everything is written that is not an archive record (docs/spec/02-group-and-texts.md).
import { parse } from '../json';
import type { Ledger } from '../ledger';

const MAX_DEPTH = 32;

/** Parses a text, writes what was understood, and wants the same text. */
export function readCanonical(ledger: Ledger, text: string, where: string): unknown {
  const value = parse(text);
  const written = value === undefined ? null : canonicalText(value);
  ledger.require('not_canonical', written === text, `${where} is not canonical JSON`);
  return value;
}

/** The one text of a value; null where it has none: fractions, huge numbers, lone surrogates, too deep nesting. */
export function canonicalText(value: unknown, depth = 0): string | null {
  if (typeof value === 'string') return isWellFormed(value) ? JSON.stringify(value) : null;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? JSON.stringify(value) : null;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (depth === MAX_DEPTH) return null;
  const isList = Array.isArray(value);
  const parts = isList
    ? value.map((item) => canonicalText(item, depth + 1))
    : Object.keys(value)
        .sort(byBytes)
        .map((name) => memberText(name, (value as Record<string, unknown>)[name], depth));
  if (parts.includes(null)) return null;
  return isList ? `[${parts.join(',')}]` : `{${parts.join(',')}}`;
}

function memberText(name: string, value: unknown, depth: number): string | null {
  const content = canonicalText(value, depth + 1);
  return content === null || !isWellFormed(name) ? null : `${JSON.stringify(name)}:${content}`;
}

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** Whether every surrogate has its other half. */
const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);

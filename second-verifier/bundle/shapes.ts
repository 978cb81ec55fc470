// Short texts and numbers of Largo's own files (docs/spec/02-group-and-texts.md), each refused as `not_canonical`.
import { readNatural, readText } from '../json';
import type { Ledger } from '../ledger';

/** The members of an object that has exactly these, in whatever order the caller names them. */
export function readMembers<Name extends string>(
  ledger: Ledger,
  value: unknown,
  names: readonly Name[],
  where: string,
): Record<Name, unknown> {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  ledger.require('not_canonical', isObject, `${where} is not an object`);
  const found = Object.keys(value).sort().join(', ');
  const wanted = [...names].sort().join(', ');
  ledger.require('not_canonical', found === wanted, `${where} has the members ${found}, not ${wanted}`);
  return value as Record<Name, unknown>;
}

function matching(pattern: RegExp, what: string) {
  return (ledger: Ledger, value: unknown, where: string): string => {
    const text = readText(ledger, value, where);
    ledger.require('not_canonical', pattern.test(text), `${where} is not ${what}`);
    return text;
  };
}

export const readHash = matching(/^[0-9a-f]{64}$/, '64 hexadecimal digits');
export const readFingerprint = matching(/^[0-9A-Za-z+/]{42}[048AEIMQUYcgkosw]$/, 'a fingerprint');
export const readSignature = matching(/^[0-9a-f]{128}$/, 'a signature');
export const readIdentifier = matching(/^[0-9A-Za-z._:-]{1,128}$/, 'an identifier');
const readMinuteText = matching(/^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/, 'a minute');

const MAX_LINE = 500;

/** Text of one line: 1 … `max` UTF-16 units, no control characters. */
export function readLine(ledger: Ledger, value: unknown, where: string, max = MAX_LINE): string {
  const text = readText(ledger, value, where);
  const isLine = text.length >= 1 && text.length <= max && !/\p{Cc}/u.test(text);
  ledger.require('not_canonical', isLine, `${where} is not one line of at most ${max} characters`);
  return text;
}

/** A minute that the calendar has, as `2027-03-01T08:00Z`. */
export function readMinute(ledger: Ledger, value: unknown, where: string): string {
  const text = readMinuteText(ledger, value, where);
  const time = new Date(text);
  const exists = !Number.isNaN(time.getTime()) && `${time.toISOString().slice(0, 16)}Z` === text;
  ledger.require('not_canonical', exists, `${where} is no minute of the calendar`);
  return text;
}

/** A whole number from `least` up. */
export function readCount(ledger: Ledger, value: unknown, where: string, least = 0): number {
  const count = readNatural(ledger, value, where);
  ledger.require('not_canonical', count >= least, `${where} is below ${least}`);
  return count;
}

export function readOneOf<Choice extends string>(
  ledger: Ledger,
  value: unknown,
  choices: readonly Choice[],
  where: string,
): Choice {
  const choice = choices.find((one) => one === value);
  ledger.require('not_canonical', choice !== undefined, `${where} is none of ${choices.join(', ')}`);
  return choice;
}

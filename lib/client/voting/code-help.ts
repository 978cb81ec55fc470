/** Help with a mistyped voting code, found on the device: nothing that was typed is sent anywhere to be checked. */
import { CODE_LETTERS, hasChecksum, lettersOf } from '@/lib/protocol/code-alphabet';

const LENGTH = 24;
const GROUP = 4;
const MOST_HINTS = 3;
/** Signs that are taken for each other in print, handwriting and on the keyboard. */
const CONFUSED = [
  '8B',
  '5S',
  '2Z',
  '6G',
  '0DQ',
  '1T',
  '7T',
  '17',
  'MN',
  'VWY',
  'PR',
  'EF',
  'CG',
  'KX',
  '4A',
  '9G',
  '3E',
  '3B',
];

export type CodeHint = {
  /** 1-based place of the letter among the 24. */
  place: number;
  group: number;
  typed: string;
  /** What would make the code sound. */
  instead: string;
};
export type CodeReading =
  | { ok: true; code: string }
  | { ok: false; problem: 'empty' }
  | { ok: false; problem: 'foreign'; sign: string }
  | { ok: false; problem: 'length'; letters: number }
  | { ok: false; problem: 'checksum'; hints: CodeHint[] };

/** Reads what was typed as a code, `XXXX-XXXX-…`, or says what is wrong with it. */
export function readCode(typed: string): CodeReading {
  if (typed.trim() === '') return { ok: false, problem: 'empty' };
  const letters = lettersOf(typed);
  if (letters === null) return { ok: false, problem: 'foreign', sign: firstForeign(typed) };
  if (letters.length !== LENGTH) return { ok: false, problem: 'length', letters: letters.length };
  if (!hasChecksum(letters)) return { ok: false, problem: 'checksum', hints: hintsFor(letters) };
  return { ok: true, code: (letters.match(/.{4}/g) as string[]).join('-') };
}

function firstForeign(typed: string): string {
  return [...typed].find((sign) => lettersOf(sign) === null) ?? '';
}

/** Likely slips that would explain the wrong checksum: letters that look alike, then neighbours typed the wrong way round. */
function hintsFor(letters: string): CodeHint[] {
  const hints: CodeHint[] = [];
  const propose = (at: number, instead: string) => {
    const fixed = letters.slice(0, at) + instead + letters.slice(at + instead.length);
    const typed = letters.slice(at, at + instead.length);
    if (typed === instead || !hasChecksum(fixed)) return;
    hints.push({ place: at + 1, group: Math.floor(at / GROUP) + 1, typed, instead });
  };
  for (let at = 0; at < LENGTH; at += 1) {
    for (const other of looksLike(letters[at] as string)) propose(at, other);
  }
  for (let at = 0; at + 1 < LENGTH; at += 1) propose(at, `${letters[at + 1]}${letters[at]}`);
  return hints.slice(0, MOST_HINTS);
}

function looksLike(letter: string): string[] {
  const others = CONFUSED.filter((set) => set.includes(letter)).flatMap((set) => [...set]);
  return [...new Set(others)].filter((other) => other !== letter && CODE_LETTERS.includes(other));
}

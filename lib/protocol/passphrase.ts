/** How hard a passphrase is to guess, told in words. An estimate that errs on the low side, not a measurement. */

export type PassphraseStrength = 'too_short' | 'easy' | 'fair' | 'strong';

/** Fewer characters are refused: a stolen key file can be tried out without limit. */
export const SHORTEST_PASSPHRASE = 12;

/** A word out of the few thousand that people think of. */
const BITS_PER_WORD = 11;
const FAIR_BITS = 44;
const STRONG_BITS = 66;

/** Letters that stand beside each other in the alphabet, on a keyboard or in counting add next to nothing. */
const RUNS = ['abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', '01234567890'];

export function passphraseStrength(text: string): PassphraseStrength {
  const passphrase = text.normalize('NFKC').trim();
  if ([...passphrase].length < SHORTEST_PASSPHRASE) return 'too_short';
  const bits = estimateBits(passphrase);
  if (bits < FAIR_BITS) return 'easy';
  return bits < STRONG_BITS ? 'fair' : 'strong';
}

/** The lower of what guessing by letters and guessing by words would cost. */
function estimateBits(passphrase: string): number {
  const words = new Set(passphrase.toLowerCase().split(/[\s\-_.,]+/u));
  const byLetters = bitsByLetters(passphrase);
  if (words.size < 2 && !/[\s\-_.,]/u.test(passphrase)) return byLetters;
  const byWords = [...words].reduce((sum, word) => sum + bitsOfWord(word), 0);
  return Math.min(byLetters, byWords);
}

/** Only what looks like a word is guessed as a word. */
function bitsOfWord(word: string): number {
  const bits = bitsByLetters(word);
  return /^\p{L}+$/u.test(word) ? Math.min(BITS_PER_WORD, bits) : bits;
}

function bitsByLetters(text: string): number {
  const letters = [...text];
  const telling = letters.filter((letter, i) => i === 0 || !follows(letters[i - 1] as string, letter)).length;
  return Math.min(telling, 2 * new Set(letters).size) * Math.log2(alphabetSize(text));
}

function follows(before: string, after: string): boolean {
  const pair = (before + after).toLowerCase();
  const back = (after + before).toLowerCase();
  return before === after || RUNS.some((run) => run.includes(pair) || run.includes(back));
}

function alphabetSize(text: string): number {
  const kinds: [RegExp, number][] = [
    [/\p{Ll}|\p{Lo}/u, 26],
    [/\p{Lu}/u, 26],
    [/\p{N}/u, 10],
    [/[^\p{L}\p{N}\s]/u, 20],
  ];
  return kinds.reduce((size, [kind, count]) => size + (kind.test(text) ? count : 0), 1);
}

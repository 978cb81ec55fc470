/**
 * The alphabet of printed codes and its checksum letter.
 *
 * The 32 letters leave out I, L, O and U (Crockford's base 32), so what people mistake for 0, 1 or V can be read
 * back. A letter is an element of GF(2^5) = GF(2)[x]/(x^5 + x^2 + 1); a text d₀…d_{n−1} is sound if Σ xⁱ·d_{n−1−i} = 0.
 * Because x has order 31, every single wrong letter and every exchange of two letters less than 31 places apart is
 * noticed, and any other slip with probability 31/32.
 */

export const CODE_LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const LOOK_ALIKES: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1', U: 'V' };

/** The letter that makes `letters` followed by it sound. `letters` must be of the alphabet. */
export function checksumLetter(letters: string): string {
  return CODE_LETTERS[syndrome(`${letters}0`)] as string;
}

/** Whether a text of the alphabet ends with its checksum letter. */
export function hasChecksum(letters: string): boolean {
  return syndrome(letters) === 0;
}

/** Undoes what typing does to a code: case, blanks, hyphens and dashes, full-width forms, look-alikes. Null if a sign is foreign. */
export function lettersOf(input: string): string | null {
  const typed = input
    .normalize('NFKC')
    .replace(/[\s\p{Pd}\u2212_.]/gu, '')
    .toUpperCase();
  const letters = Array.from(typed, (sign) => LOOK_ALIKES[sign] ?? sign);
  return letters.every((letter) => letter.length === 1 && CODE_LETTERS.includes(letter)) ? letters.join('') : null;
}

// Horner's rule; doubling an element is a shift and, on overflow, x^5 = x^2 + 1.
function syndrome(letters: string): number {
  let sum = 0;
  for (const letter of letters) {
    const doubled = sum << 1;
    sum = (doubled > 31 ? doubled ^ 0b100101 : doubled) ^ CODE_LETTERS.indexOf(letter);
  }
  return sum;
}

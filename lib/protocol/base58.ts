import type { RandomBytes } from '../crypto/random';

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
/** 4·58: bytes from here on are thrown away, or some letters would be more likely than others. */
const ACCEPTED_BYTES = 232;

/** `length` uniformly random base58 characters. */
export function randomBase58(length: number, random: RandomBytes): string {
  let text = '';
  while (text.length < length) {
    for (const byte of random(2 * length)) {
      if (byte < ACCEPTED_BYTES && text.length < length) text += ALPHABET[byte % ALPHABET.length];
    }
  }
  return text;
}

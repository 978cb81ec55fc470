/** Bytes as lower-case hexadecimal digits: exactly one text per byte string. */

const PAIRS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const DIGITS = /^([0-9a-f]{2})*$/;

export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += PAIRS[byte];
  return text;
}

/** The bytes of a text of exactly `2 · length` lower-case hexadecimal digits, else null. */
export function fromHex(text: string, length: number): Uint8Array | null {
  if (text.length !== 2 * length || !DIGITS.test(text)) return null;
  return Uint8Array.from({ length }, (_, i) => Number.parseInt(text.slice(2 * i, 2 * i + 2), 16));
}

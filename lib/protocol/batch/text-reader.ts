/**
 * Reading canonical records straight from the bytes of an archive. A record that is canonical but unusual may be
 * doubted here; then the itemised checks, which say what is wrong and where, have the last word.
 */
import { ORDER } from '../../crypto/order';

/** The batch cannot vouch for the archive. Says nothing about the archive itself. */
export class Doubt extends Error {}

const NO_DIGIT = 255;
const SCALAR_DIGITS = 77;
const [ZERO, NINE] = [0x30, 0x39];

/** Value of each lower-case hexadecimal digit by its character code. */
const HEX_VALUE = new Uint8Array(256).fill(NO_DIGIT);
for (let value = 0; value < 16; value++) HEX_VALUE['0123456789abcdef'.charCodeAt(value)] = value;

/** Characters of a point's text. */
export const POINT_DIGITS = 64;
/** Bytes of a point's encoding. */
export const POINT_BYTES = 32;

const decoder = new TextDecoder('latin1');

/** The bytes of an ASCII text; throws a {@link Doubt} for any other. */
export function ascii(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x7f) throw new Doubt();
    bytes[i] = code;
  }
  return bytes;
}

/** Reads a record from its first byte to its last; throws {@link Doubt} at anything unexpected. */
export class TextReader {
  private offset = 0;

  constructor(private readonly bytes: Uint8Array) {}

  get position(): number {
    return this.offset;
  }

  /** Whether `literal` comes next; if so it is read. */
  takes(literal: Uint8Array): boolean {
    for (let i = 0; i < literal.length; i++) if (this.bytes[this.offset + i] !== literal[i]) return false;
    this.offset += literal.length;
    return true;
  }

  expect(literal: Uint8Array): void {
    if (!this.takes(literal)) throw new Doubt();
  }

  /** Reads a point's text into its RFC 8032 encoding at `into[at]`; whether it is a point is not looked at. */
  point(into: Uint8Array, at: number): void {
    const { bytes, offset } = this;
    let invalid = 0;
    for (let i = 0; i < POINT_BYTES; i++) {
      const high = HEX_VALUE[bytes[offset + 2 * i] ?? 0] as number;
      const low = HEX_VALUE[bytes[offset + 2 * i + 1] ?? 0] as number;
      invalid |= (high | low) & 0xf0;
      into[at + POINT_BYTES - 1 - i] = (high << 4) | low;
    }
    if (invalid !== 0) throw new Doubt();
    this.offset = offset + POINT_DIGITS;
  }

  /** Reads a decimal number below the group order, without leading zeros. */
  scalar(): bigint {
    const { bytes, offset } = this;
    let end = offset;
    for (let code = bytes[end] ?? 0; code >= ZERO && code <= NINE; code = bytes[end] ?? 0) end += 1;
    const length = end - offset;
    if (length === 0 || length > SCALAR_DIGITS || (bytes[offset] === ZERO && length > 1)) throw new Doubt();
    const scalar = BigInt(decoder.decode(bytes.subarray(offset, end)));
    if (scalar >= ORDER) throw new Doubt();
    this.offset = end;
    return scalar;
  }

  /** Reads `length` bytes as they are. */
  raw(length: number): Uint8Array {
    const end = this.offset + length;
    if (end > this.bytes.length) throw new Doubt();
    const part = this.bytes.subarray(this.offset, end);
    this.offset = end;
    return part;
  }

  end(): void {
    if (this.offset !== this.bytes.length) throw new Doubt();
  }
}

const HEX_DIGITS = ascii('0123456789abcdef');

/** Writes the text of a point, 64 digits, from its RFC 8032 encoding. */
export function writePointText(encoding: Uint8Array, from: number, into: Uint8Array, at: number): void {
  for (let i = 0; i < POINT_BYTES; i++) {
    const byte = encoding[from + POINT_BYTES - 1 - i] as number;
    into[at + 2 * i] = HEX_DIGITS[byte >> 4] as number;
    into[at + 2 * i + 1] = HEX_DIGITS[byte & 15] as number;
  }
}

import { PabulibFault, startsWithMark } from './errors';

const SEMICOLON = 0x3b;
const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;

/**
 * Walks over the rows of a `;`-separated file without making text: a row is a list of byte ranges. Quoted fields may hold
 * separators, line ends and doubled quotation marks, which are undoubled in place: `bytes` is the reader's own copy.
 */
export class RowReader {
  readonly bytes: Uint8Array;
  /** Fields of the current row. */
  fields = 0;
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  private position: number;
  private readonly decoder = new TextDecoder('utf-8', { ignoreBOM: true });

  constructor(file: Uint8Array) {
    this.bytes = file.slice();
    this.position = startsWithMark(file) ? 3 : 0;
  }

  /** Moves to the next row that has anything in it; false at the end of the file. */
  next(): boolean {
    while (this.position < this.bytes.length) {
      this.readRow();
      for (let i = 0; i < this.fields; i++) if (!this.isBlank(i)) return true;
    }
    return false;
  }

  /** Byte offset of a field of the current row, or of the row's end if it has no such field. */
  offsetOf(field: number): number {
    return field < this.fields ? (this.starts[field] as number) : (this.ends[this.fields - 1] as number);
  }

  /** The text of a field without blanks (space, tab) at its ends. */
  text(field: number): string {
    this.trim(field);
    return this.decode(this.starts[field] as number, this.ends[field] as number);
  }

  decode(start: number, end: number): string {
    return this.decoder.decode(this.bytes.subarray(start, end));
  }

  isBlank(field: number): boolean {
    this.trim(field);
    return this.starts[field] === this.ends[field];
  }

  /** Narrows a field to what is between the blanks at its ends. */
  trim(field: number): void {
    const { bytes } = this;
    let start = this.starts[field] as number;
    let end = this.ends[field] as number;
    while (start < end && isSpace(bytes[start] as number)) start++;
    while (start < end && isSpace(bytes[end - 1] as number)) end--;
    this.starts[field] = start;
    this.ends[field] = end;
  }

  private readRow(): void {
    const { bytes } = this;
    this.fields = 0;
    for (;;) {
      const end = bytes[this.position] === QUOTE ? this.readQuoted() : this.readPlain();
      this.position = end + 1;
      if (bytes[end] !== SEMICOLON) return;
    }
  }

  private push(start: number, end: number): void {
    this.starts[this.fields] = start;
    this.ends[this.fields] = end;
    this.fields++;
  }

  /** Returns the offset of the separator or line feed after the field, or the length of the file. */
  private readPlain(): number {
    const { bytes } = this;
    const start = this.position;
    let i = start;
    for (; i < bytes.length; i++) {
      const byte = bytes[i];
      if (byte === SEMICOLON || byte === LINE_FEED) break;
    }
    const endsLine = bytes[i] !== SEMICOLON;
    this.push(start, endsLine && i > start && bytes[i - 1] === CARRIAGE_RETURN ? i - 1 : i);
    return i;
  }

  private readQuoted(): number {
    const { bytes } = this;
    const start = this.position + 1;
    let write = start;
    let i = start;
    for (; ; i++) {
      if (i >= bytes.length) throw new PabulibFault({ code: 'unclosed_quote' }, start - 1);
      if (bytes[i] === QUOTE) {
        if (bytes[i + 1] !== QUOTE) break;
        i++;
      }
      if (write !== i) bytes[write] = bytes[i] as number;
      write++;
    }
    this.push(start, write);
    i++;
    while (i < bytes.length && isSpace(bytes[i] as number)) i++;
    if (i < bytes.length && bytes[i] !== SEMICOLON && bytes[i] !== LINE_FEED) {
      throw new PabulibFault({ code: 'text_after_quote' }, i);
    }
    return i;
  }
}

function isSpace(byte: number): boolean {
  return byte === SPACE || byte === TAB || byte === CARRIAGE_RETURN;
}

/** A set of byte strings that lie in one buffer, numbered in order of insertion: no text is made to look one up. */
export class ByteTable {
  size = 0;
  private starts = new Uint32Array(64);
  private ends = new Uint32Array(64);
  /** Open addressing: number + 1, or 0 for a free place. */
  private table = new Uint32Array(256);

  constructor(private readonly bytes: Uint8Array) {}

  /** The number of bytes[start…end), or −1. */
  find(start: number, end: number): number {
    return (this.table[this.placeOf(start, end)] as number) - 1;
  }

  /** Adds bytes[start…end); false if it was there already. */
  add(start: number, end: number): boolean {
    const place = this.placeOf(start, end);
    if (this.table[place] !== 0) return false;
    if (this.size === this.starts.length) this.grow();
    this.starts[this.size] = start;
    this.ends[this.size] = end;
    this.size++;
    this.table[place] = this.size;
    if (this.size * 2 > this.table.length) this.rehash();
    return true;
  }

  /** Where the byte string is, or the free place where it belongs. */
  private placeOf(start: number, end: number): number {
    const { bytes, table } = this;
    const mask = table.length - 1;
    let state = 0x811c9dc5;
    for (let i = start; i < end; i++) state = Math.imul(state ^ (bytes[i] as number), 0x01000193);
    let place = (state ^ (state >>> 15)) & mask;
    for (;;) {
      const entry = table[place] as number;
      if (entry === 0 || this.equals(entry - 1, start, end)) return place;
      place = (place + 1) & mask;
    }
  }

  private equals(number: number, start: number, end: number): boolean {
    const from = this.starts[number] as number;
    const length = end - start;
    if ((this.ends[number] as number) - from !== length) return false;
    for (let i = 0; i < length; i++) if (this.bytes[from + i] !== this.bytes[start + i]) return false;
    return true;
  }

  private grow(): void {
    const { starts, ends } = this;
    this.starts = new Uint32Array(starts.length * 2);
    this.starts.set(starts);
    this.ends = new Uint32Array(ends.length * 2);
    this.ends.set(ends);
  }

  private rehash(): void {
    this.table = new Uint32Array(this.table.length * 2);
    for (let number = 0; number < this.size; number++) {
      this.table[this.placeOf(this.starts[number] as number, this.ends[number] as number)] = number + 1;
    }
  }
}

/** Length of a SHA-256 hash, in bytes. */
export const HASH_BYTES = 32;

/** Hashes in one growing buffer: 32 bytes each, where an array of arrays takes about 150. */
export class HashList {
  private bytes = new Uint8Array(HASH_BYTES);
  private count = 0;

  get length(): number {
    return this.count;
  }

  push(hash: Uint8Array): void {
    if (hash.length !== HASH_BYTES) throw new RangeError('a hash has 32 bytes');
    if (this.bytes.length === this.count * HASH_BYTES) {
      const grown = new Uint8Array(2 * this.bytes.length);
      grown.set(this.bytes);
      this.bytes = grown;
    }
    this.bytes.set(hash, this.count * HASH_BYTES);
    this.count += 1;
  }

  /** A copy of one hash. @throws RangeError beyond the list. */
  at(index: number): Uint8Array {
    if (!Number.isSafeInteger(index) || index < 0 || index >= this.count) throw new RangeError('no such hash');
    return this.bytes.slice(index * HASH_BYTES, (index + 1) * HASH_BYTES);
  }

  /** Whether the hash at `index`, which must be there, is this one. */
  holds(index: number, hash: Uint8Array): boolean {
    const start = index * HASH_BYTES;
    return hash.length === HASH_BYTES && hash.every((byte, i) => byte === this.bytes[start + i]);
  }

  /** Forgets all but the first `length` hashes. */
  truncate(length: number): void {
    this.count = Math.min(this.count, length);
  }
}

/** Finds hashes of a list by what they are, in 4 to 8 bytes each: slots that hold positions, the first free one taken. */
export class HashIndex {
  private slots = new Uint32Array(16);
  private taken = 0;

  constructor(private readonly list: HashList) {}

  /** Adds the position of a hash that the list holds, after those before it. */
  add(position: number): void {
    if (2 * this.taken >= this.slots.length) this.grow();
    this.place(position);
  }

  /** The lowest position of a hash among the first `size` of the list; -1 where it is not. */
  find(hash: Uint8Array, size: number = this.list.length): number {
    if (hash.length !== HASH_BYTES) return -1;
    // Positions came in ascending order, so the first one met is the lowest.
    for (let slot = this.first(hash); this.slots[slot] !== 0; slot = this.next(slot)) {
      const position = (this.slots[slot] as number) - 1;
      if (position < size && this.list.holds(position, hash)) return position;
    }
    return -1;
  }

  /** Forgets positions beyond the list, after it was truncated. */
  rebuild(): void {
    this.slots.fill(0);
    this.taken = 0;
    for (let position = 0; position < this.list.length; position++) this.place(position);
  }

  private grow(): void {
    this.slots = new Uint32Array(2 * this.slots.length);
    this.rebuild();
  }

  private place(position: number): void {
    let slot = this.first(this.list.at(position));
    while (this.slots[slot] !== 0) slot = this.next(slot);
    this.slots[slot] = position + 1;
    this.taken += 1;
  }

  /** Hashes are random bits already: four bytes of one are as good a start as any. */
  private first(hash: Uint8Array): number {
    return new DataView(hash.buffer, hash.byteOffset).getUint32(0) & (this.slots.length - 1);
  }

  private next(slot: number): number {
    return (slot + 1) & (this.slots.length - 1);
  }
}

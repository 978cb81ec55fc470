/** A table of multiples of one point, which multiplications of that point run through. */
import { affineResults, POINT_BYTES } from './coordinates';
import { type Kernel, sharedKernel } from './kernel';
import { SCALAR_BYTES } from './scalars';

/** Tables that the kernel holds at once; a further one takes the place of the one that has not been used for longest. */
const SLOTS = 4;

interface Slot {
  readonly address: number;
  owner: BaseTable | null;
}

/** Least recently used first. */
let slots: Slot[] = [];

export class BaseTable {
  private bytes: Uint8Array | null = null;

  /** `coordinates`: 64 bytes, a point of the curve. The table is made at its first use. */
  constructor(private readonly coordinates: Uint8Array) {}

  /** scalars[i]·P for secret scalars (32 bytes each), added to as many points where `summands` are given. */
  multiply(scalars: Uint8Array, summands?: Uint8Array): Uint8Array {
    return this.run(scalars, summands, 'multiplyBase');
  }

  /** The same, faster, for public scalars. */
  multiplyPublic(scalars: Uint8Array, summands?: Uint8Array): Uint8Array {
    return this.run(scalars, summands, 'multiplyBasePublic');
  }

  private run(
    scalars: Uint8Array,
    summands: Uint8Array | undefined,
    how: 'multiplyBase' | 'multiplyBasePublic',
  ): Uint8Array {
    const table = this.place(sharedKernel());
    return affineResults(scalars.length / SCALAR_BYTES, (kernel, out, start, size) => {
      const chunk = kernel.put(scalars.subarray(start * SCALAR_BYTES, (start + size) * SCALAR_BYTES));
      const points = summands?.subarray(start * POINT_BYTES, (start + size) * POINT_BYTES);
      kernel.calls[how](out, table, chunk, size, points ? kernel.put(points) : 0);
    });
  }

  /** Where the table lies in the kernel, put there if need be. */
  private place(kernel: Kernel): number {
    const size = kernel.calls.tableBytes();
    if (slots.length === 0) slots = Array.from({ length: SLOTS }, () => ({ address: kernel.room(size), owner: null }));
    const slot = slots.find(({ owner }) => owner === this) ?? (slots[0] as Slot);
    slots = [...slots.filter((other) => other !== slot), slot];
    if (slot.owner === this) return slot.address;
    slot.owner = this;
    if (this.bytes) kernel.at(slot.address, size).set(this.bytes);
    else {
      kernel.scope(() => kernel.calls.makeTable(slot.address, kernel.put(this.coordinates), kernel.room(2 * size)));
      this.bytes = kernel.take(slot.address, size);
    }
    return slot.address;
  }
}

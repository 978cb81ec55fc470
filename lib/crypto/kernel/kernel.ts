/**
 * One running copy of the WebAssembly kernel with memory of its own. The program is part of the bundle (base64 in
 * kernel.generated.ts) and is compiled at first use, without waiting, in Node, pages and workers alike.
 */
import { KERNEL_BASE64 } from './kernel.generated';

/** Addresses and sizes are bytes. What each function does is said in assembly/. */
interface KernelCalls {
  readonly memory: WebAssembly.Memory;
  freeFrom(): number;
  decode(out: number, verdicts: number, encodings: number, count: number): void;
  timesEight(out: number, points: number, count: number, room: number): void;
  areInSubgroup(out: number, points: number, count: number): void;
  normalise(out: number, points: number, count: number, prefixes: number): void;
  tableBytes(): number;
  makeTable(out: number, point: number, room: number): void;
  multiplyBase(out: number, table: number, scalars: number, count: number, summands: number): void;
  multiplyBasePublic(out: number, table: number, scalars: number, count: number, summands: number): void;
  multiplyEach(out: number, points: number, scalars: number, count: number): void;
  multiplyAddPublic(out: number, a: number, s: number, b: number, t: number, count: number): void;
  addEach(out: number, a: number, b: number, count: number, turned: number): void;
  prepare(out: number, points: number, count: number): void;
  setIdentity(out: number): void;
  windowCount(width: number): number;
  bias(out: number, scalars: number, count: number, width: number): void;
  /** `buckets`: room for 2^(width − 1) extended points. */
  sumWindow(
    sum: number,
    niels: number,
    biased: number,
    count: number,
    width: number,
    window: number,
    buckets: number,
  ): void;
  secretWidth(): number;
  secretTableBytes(): number;
  prepareSecret(out: number, points: number, count: number): void;
  sumWindowSecret(sum: number, tables: number, biased: number, count: number, window: number): void;
  unpack(out: number, first: number, second: number): void;
  pack(first: number, second: number, pair: number): void;
  multiply(out: number, a: number, b: number): void;
  square(out: number, a: number): void;
}

const ALIGNMENT = 16;
const PAGE = 65_536;
let program: WebAssembly.Module | undefined;

function compiled(): WebAssembly.Module {
  program ??= new WebAssembly.Module(Uint8Array.from(atob(KERNEL_BASE64), (digit) => digit.charCodeAt(0)));
  return program;
}

export class Kernel {
  readonly calls: KernelCalls;
  private end: number;

  constructor() {
    this.calls = new WebAssembly.Instance(compiled()).exports as unknown as KernelCalls;
    this.end = this.calls.freeFrom();
  }

  /** Address of room for `bytes` bytes, which stays taken until the surrounding {@link scope} ends. */
  room(bytes: number): number {
    const start = Math.ceil(this.end / ALIGNMENT) * ALIGNMENT;
    this.end = start + bytes;
    const missing = this.end - this.calls.memory.buffer.byteLength;
    if (missing > 0) this.calls.memory.grow(Math.ceil(missing / PAGE));
    return start;
  }

  /** Address of a copy of `bytes`. */
  put(bytes: Uint8Array): number {
    const start = this.room(bytes.length);
    this.at(start, bytes.length).set(bytes);
    return start;
  }

  /** The memory itself, until it grows. */
  at(start: number, length: number): Uint8Array {
    return new Uint8Array(this.calls.memory.buffer, start, length);
  }

  /** A copy of `length` bytes. */
  take(start: number, length: number): Uint8Array {
    return this.at(start, length).slice();
  }

  /** What to hand to {@link release}. */
  mark(): number {
    return this.end;
  }

  /** Wipes and frees all room taken since `mark`: it may have held secrets. */
  release(mark: number): void {
    this.at(mark, this.end - mark).fill(0);
    this.end = mark;
  }

  /** Runs `work` and releases the room that it took. */
  scope<T>(work: () => T): T {
    const mark = this.mark();
    try {
      return work();
    } finally {
      this.release(mark);
    }
  }
}

let shared: Kernel | undefined;

/** The copy for work that is done before the call returns. */
export function sharedKernel(): Kernel {
  shared ??= new Kernel();
  return shared;
}

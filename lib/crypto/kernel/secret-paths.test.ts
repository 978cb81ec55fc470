/**
 * The kernel's secret paths, watched: the module is compiled with every memory access and every entry into a function or
 * loop reported, and what two different scalars make it do is compared step by step.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { compileKernel } from '@/scripts/lib/kernel.mjs';
import { EDGE_SCALARS, encodeAll, littleEndian, Reference } from '../testing/reference';
import { Kernel } from './kernel';

/** A running number over all that happened, and how much that was. */
interface Trace {
  digest: number;
  steps: number;
}

type Calls = Record<string, (...numbers: number[]) => number> & { memory: WebAssembly.Memory };

let calls: Calls;
let trace: Trace = { digest: 0, steps: 0 };
let point: number;
let table: number;
let scalar: number;
let room: number;

function note(...facts: number[]): void {
  for (const fact of facts) trace.digest = Math.imul(trace.digest ^ fact, 0x9e3779b1) + (trace.digest >>> 15);
  trace.steps += 1;
}

/** Reports of the instruments: addresses are noted, values are not. */
const instruments = new Proxy(
  {},
  {
    get: (_target, name: string) =>
      name.endsWith('_ptr')
        ? (id: number, bytes: number, offset: number, address: number) => {
            note(id, bytes, offset, address);
            return address;
          }
        : name === 'log_execution'
          ? (id: number) => note(id)
          : (_id: number, value: unknown) => value,
    has: () => true,
  },
);

const bytes = (at: number, length: number) => new Uint8Array(calls.memory.buffer, at, length);

/** What happens while `work` runs on one scalar. */
function watch(value: bigint, work: () => void): Trace {
  bytes(scalar, 32).set(littleEndian(value));
  trace = { digest: 0, steps: 0 };
  work();
  return trace;
}

beforeAll(async () => {
  const program = await compileKernel(process.cwd(), ['--runPasses', 'instrument-memory,log-execution']);
  const instance = await WebAssembly.instantiate(program, { env: instruments, 'log-execution': instruments });
  calls = instance.instance.exports as unknown as Calls;
  calls.memory.grow(40);
  // Point and table are made by a kernel that nobody watches, which is much faster.
  const plain = new Kernel();
  const size = plain.calls.tableBytes();
  const [from, made] = [plain.room(64), plain.room(size)];
  const encoding = plain.put(encodeAll([Reference.BASE.multiply(99n)]));
  plain.calls.decode(from, plain.room(16), encoding, 1);
  plain.calls.makeTable(made, from, plain.room(2 * size));
  point = Math.ceil((calls.freeFrom?.() ?? 0) / 16) * 16;
  scalar = point + 64;
  table = scalar + 64;
  room = table + size;
  bytes(point, 64).set(plain.at(from, 64));
  bytes(table, size).set(plain.at(made, size));
}, 60_000);

describe('secret scalars', () => {
  const paths: [string, number, () => void][] = [
    ['multiplyBase', 15_000, () => calls.multiplyBase?.(room, table, scalar, 1, 0)],
    ['multiplyBase with a summand', 15_000, () => calls.multiplyBase?.(room, table, scalar, 1, point)],
    ['multiplyEach', 50_000, () => calls.multiplyEach?.(room, point, scalar, 1)],
    [
      'sumWindowSecret',
      500,
      () => {
        const width = calls.secretWidth?.() ?? 0;
        calls.prepareSecret?.(room, point, 1);
        calls.bias?.(room + 1280, scalar, 1, width);
        calls.setIdentity?.(room + 1360);
        for (let window = 63; window >= 0; window--) calls.sumWindowSecret?.(room + 1360, room, room + 1280, 1, window);
      },
    ],
    ['bias', 10, () => calls.bias?.(room, scalar, 1, 5)],
  ];

  it.each(paths)('take one path through %s, whatever their value', (_name, least, work) => {
    const first = watch(1234567n, work);
    expect(first.steps).toBeGreaterThan(least);
    for (const value of EDGE_SCALARS) expect([value, watch(value, work)]).toEqual([value, first]);
  });

  it('would be seen: public paths differ from scalar to scalar', () => {
    const publicly: (() => void)[] = [
      () => calls.multiplyBasePublic?.(room, table, scalar, 1, 0),
      () => calls.multiplyAddPublic?.(room, point, scalar, 0, 0, 1),
    ];
    for (const work of publicly) {
      const traces = EDGE_SCALARS.slice(0, 16).map((value) => JSON.stringify(watch(value, work)));
      expect(new Set(traces).size).toBeGreaterThan(8);
    }
  });
});

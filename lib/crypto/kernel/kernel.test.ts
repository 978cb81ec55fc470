import { describe, expect, it } from 'vitest';
import { ORDER } from '../order';
import { littleEndian } from '../testing/reference';
import { multiplyCoordinates } from './coordinates';
import { Kernel, sharedKernel } from './kernel';
import { scalarBytes, scalarCount } from './scalars';

describe('memory of the kernel', () => {
  it('is wiped and free again after each scope, also after an error', () => {
    const kernel = new Kernel();
    const before = kernel.mark();
    let address = 0;
    const failing = () =>
      kernel.scope(() => {
        address = kernel.put(Uint8Array.of(1, 2, 3));
        throw new Error('on the way');
      });
    expect(failing).toThrow('on the way');
    expect(kernel.mark()).toBe(before);
    expect([...kernel.at(address, 3)]).toEqual([0, 0, 0]);
  });

  it('grows as needed and keeps what is in it', () => {
    const kernel = new Kernel();
    const address = kernel.put(Uint8Array.of(7));
    const size = kernel.calls.memory.buffer.byteLength;
    const far = kernel.room(3 * size);
    expect(kernel.calls.memory.buffer.byteLength).toBeGreaterThanOrEqual(far + 3 * size);
    expect(kernel.take(address, 1)).toEqual(Uint8Array.of(7));
  });

  it('does not grow with the number of calls, and holds no scalar afterwards', () => {
    const scalar = scalarBytes([ORDER - 0x123456789abcdefn]);
    const point = new Uint8Array(64);
    point[32] = 1;
    const call = () => multiplyCoordinates(point, scalar);
    call();
    const { memory } = sharedKernel().calls;
    const size = memory.buffer.byteLength;
    for (let i = 0; i < 50; i++) call();
    expect(memory.buffer.byteLength).toBe(size);
    expect(Buffer.from(memory.buffer).includes(Buffer.from(scalar.subarray(0, 8)))).toBe(false);
  });
});

describe('scalars for the kernel', () => {
  it('are 32 bytes, least significant first', () => {
    const values = [0n, 1n, ORDER - 1n, 2n ** 200n + 5n];
    expect(Buffer.from(scalarBytes(values))).toEqual(Buffer.concat(values.map((value) => littleEndian(value))));
    expect(scalarCount(values)).toBe(4);
    expect(scalarCount(scalarBytes(values))).toBe(4);
  });

  it('are refused outside the range', () => {
    for (const wrong of [-1n, ORDER, 2n ** 256n]) expect(() => scalarBytes([1n, wrong])).toThrow(RangeError);
    const bytes = littleEndian(2n ** 253n - 1n);
    expect(scalarBytes(bytes)).toBe(bytes);
    expect(() => scalarBytes(littleEndian(2n ** 253n))).toThrow(RangeError);
    expect(() => scalarBytes(bytes.subarray(1))).toThrow(RangeError);
  });
});

/**
 * The kernel's operations on packed affine coordinates: 64 bytes a point, x and then y, each 32 bytes, least significant
 * first, canonical. Every array handed in must hold points of the curve in this form, and every array handed out does:
 * encodings become points in {@link decodeCoordinates} alone.
 */
import { type Kernel, sharedKernel } from './kernel';
import { SCALAR_BYTES } from './scalars';

export const COORDINATE_BYTES = 32;
export const POINT_BYTES = 64;
export const ENCODING_BYTES = 32;
/** Extended or prepared coordinates, and half a pair for each point of a batch inversion. */
export const EXTENDED_BYTES = 160;
const PREFIX_BYTES = 40;
const PAIR_BYTES = 80;
/** Points worked on at once, which bounds the memory of a call. */
const CHUNK = 1024;

/** Runs `work` over chunks of `count` items, each with room for as many results of `bytes` bytes, and joins these. */
function inChunks(
  count: number,
  bytes: number,
  work: (kernel: Kernel, start: number, size: number) => Uint8Array,
): Uint8Array {
  const kernel = sharedKernel();
  const result = new Uint8Array(count * bytes);
  for (let start = 0; start < count; start += CHUNK) {
    const size = Math.min(CHUNK, count - start);
    kernel.scope(() => result.set(work(kernel, start, size), start * bytes));
  }
  return result;
}

const part = (bytes: Uint8Array, width: number, start: number, size: number) =>
  bytes.subarray(start * width, (start + size) * width);

/** Affine coordinates of `count` extended points in the kernel. */
export function normalised(kernel: Kernel, extended: number, count: number): Uint8Array {
  const out = kernel.room(count * POINT_BYTES);
  kernel.calls.normalise(out, extended, count, kernel.room(count * PREFIX_BYTES + PAIR_BYTES));
  return kernel.at(out, count * POINT_BYTES);
}

/** Runs an operation that leaves extended points, and hands out their affine coordinates. */
export function affineResults(
  count: number,
  operation: (kernel: Kernel, out: number, start: number, size: number) => void,
): Uint8Array {
  return inChunks(count, POINT_BYTES, (kernel, start, size) => {
    const out = kernel.room(size * EXTENDED_BYTES);
    operation(kernel, out, start, size);
    return normalised(kernel, out, size);
  });
}

/** Points and verdicts (0: fine, 1: not canonical, 2: not on the curve) of n × 32 bytes (RFC 8032). */
export function decodeCoordinates(encodings: Uint8Array): { coordinates: Uint8Array; faults: Uint8Array } {
  const count = encodings.length / ENCODING_BYTES;
  const faults = new Uint8Array(count);
  const coordinates = inChunks(count, POINT_BYTES, (kernel, start, size) => {
    const out = kernel.room(size * POINT_BYTES);
    const verdicts = kernel.room(size);
    kernel.calls.decode(out, verdicts, kernel.put(part(encodings, ENCODING_BYTES, start, size)), size);
    faults.set(kernel.at(verdicts, size), start);
    return kernel.at(out, size * POINT_BYTES);
  });
  return { coordinates, faults };
}

/** The 32 bytes of RFC 8032 of each point: y, with the lowest bit of x at the top. */
export function encodeCoordinates(coordinates: Uint8Array): Uint8Array {
  const count = coordinates.length / POINT_BYTES;
  const encodings = new Uint8Array(count * ENCODING_BYTES);
  for (let i = 0; i < count; i++) {
    const point = coordinates.subarray(i * POINT_BYTES, (i + 1) * POINT_BYTES);
    encodings.set(point.subarray(COORDINATE_BYTES), i * ENCODING_BYTES);
    const last = (i + 1) * ENCODING_BYTES - 1;
    encodings[last] = (encodings[last] as number) | (((point[0] as number) & 1) << 7);
  }
  return encodings;
}

/** For each point 1 if it lies in the prime-order subgroup, else 0. */
export function subgroupVerdicts(coordinates: Uint8Array): Uint8Array {
  return inChunks(coordinates.length / POINT_BYTES, 1, (kernel, start, size) => {
    const out = kernel.room(size);
    kernel.calls.areInSubgroup(out, kernel.put(part(coordinates, POINT_BYTES, start, size)), size);
    return kernel.at(out, size);
  });
}

/** 8·P of each point. */
export function eightTimes(coordinates: Uint8Array): Uint8Array {
  return inChunks(coordinates.length / POINT_BYTES, POINT_BYTES, (kernel, start, size) => {
    const out = kernel.room(size * POINT_BYTES);
    const points = kernel.put(part(coordinates, POINT_BYTES, start, size));
    kernel.calls.timesEight(out, points, size, kernel.room(size * (EXTENDED_BYTES + PREFIX_BYTES) + PAIR_BYTES));
    return kernel.at(out, size * POINT_BYTES);
  });
}

/** scalars[i]·P_i for secret scalars (32 bytes each). */
export function multiplyCoordinates(coordinates: Uint8Array, scalars: Uint8Array): Uint8Array {
  return affineResults(coordinates.length / POINT_BYTES, (kernel, out, start, size) => {
    const points = kernel.put(part(coordinates, POINT_BYTES, start, size));
    kernel.calls.multiplyEach(out, points, kernel.put(part(scalars, SCALAR_BYTES, start, size)), size);
  });
}

/** s_i·A_i for public scalars, or s_i·A_i + t_i·B_i. */
export function multiplyAddCoordinatesPublic(
  a: Uint8Array,
  s: Uint8Array,
  second?: { b: Uint8Array; t: Uint8Array },
): Uint8Array {
  return affineResults(a.length / POINT_BYTES, (kernel, out, start, size) => {
    const points = kernel.put(part(a, POINT_BYTES, start, size));
    const scalars = kernel.put(part(s, SCALAR_BYTES, start, size));
    const others = second ? kernel.put(part(second.b, POINT_BYTES, start, size)) : 0;
    const otherScalars = second ? kernel.put(part(second.t, SCALAR_BYTES, start, size)) : 0;
    kernel.calls.multiplyAddPublic(out, points, scalars, others, otherScalars, size);
  });
}

/** A_i + B_i, or A_i − B_i. */
export function addCoordinates(a: Uint8Array, b: Uint8Array, sign: 1 | -1): Uint8Array {
  return affineResults(a.length / POINT_BYTES, (kernel, out, start, size) => {
    const points = kernel.put(part(a, POINT_BYTES, start, size));
    kernel.calls.addEach(out, points, kernel.put(part(b, POINT_BYTES, start, size)), size, sign === 1 ? 0 : 1);
  });
}

/** Sums of many multiples, in chunks that bound the memory and windows between which other work can run. */
import { EXTENDED_BYTES, normalised, POINT_BYTES } from './coordinates';
import { Kernel, sharedKernel } from './kernel';
import { SCALAR_BYTES } from './scalars';

/** Points whose prepared form is in memory at once: some 16 MB with everything that belongs to it. */
const CHUNK = 65_536;
/** The same where the scalars are secret and each point has a table: 1.3 MB, and 20 ms without a break. */
const SECRET_CHUNK = 1024;
/** Points summed without a break. */
const AT_ONCE = 1024;
const BIASED_BYTES = 48;
const SCALAR_BITS = 254;
/** Cost of summing a bucket, in additions of a point. */
const BUCKET_COST = 2.6;
/** Windows of `width` bits that scalars below 2^bits need: one bit more for signs, and one for what is carried. */
function windowsFor(width: number, bits: number): number {
  return Math.ceil(Math.min(SCALAR_BITS, bits + 2) / width);
}

function additionCount(width: number, points: number, bits = SCALAR_BITS): number {
  return windowsFor(width, bits) * (points + BUCKET_COST * 2 ** (width - 1) + width);
}

function windowWidth(points: number, bits = SCALAR_BITS): number {
  let best = 2;
  for (let width = 3; width <= 16; width++) {
    if (additionCount(width, points, bits) < additionCount(best, points, bits)) best = width;
  }
  return best;
}

/** Bits to go through: 128 where the upper halves of all scalars are zero, as those of weights are. */
function bitsOf(scalars: Uint8Array): number {
  let high = 0;
  for (let start = 0; start < scalars.length; start += SCALAR_BYTES) {
    for (let i = start + SCALAR_BYTES / 2; i < start + SCALAR_BYTES; i++) high |= scalars[i] as number;
    if (high !== 0) return SCALAR_BITS;
  }
  return 4 * SCALAR_BYTES;
}

/** Cost of a sum of this many public multiples, in additions of a point. */
export function sumAdditions(points: number): number {
  const full = Math.floor(points / CHUNK);
  const chunk = (size: number) => additionCount(windowWidth(size), size);
  return full * chunk(CHUNK) + chunk(points - full * CHUNK);
}

interface Terms {
  /** 64 bytes a point. */
  readonly coordinates: Uint8Array;
  /** 32 bytes a scalar. */
  readonly scalars: Uint8Array;
  readonly secret: boolean;
}

/** What a chunk needs in the kernel, whatever the method. */
function layOut(kernel: Kernel, { coordinates, scalars }: Terms, width: number, pointBytes: number) {
  const { calls } = kernel;
  const count = scalars.length / SCALAR_BYTES;
  const sum = kernel.room(EXTENDED_BYTES);
  const prepared = kernel.room(pointBytes * count);
  const biased = kernel.room(BIASED_BYTES * count);
  kernel.scope(() => calls.bias(biased, kernel.put(scalars), count, width));
  calls.setIdentity(sum);
  const prepare = (how: 'prepare' | 'prepareSecret') =>
    kernel.scope(() => calls[how](prepared, kernel.put(coordinates), count));
  return { sum, prepared, biased, count, windows: calls.windowCount(width), prepare };
}

/** Adds up one chunk window by window; yields what each took, in additions, and returns the coordinates of the sum. */
function* publicSum(kernel: Kernel, terms: Terms): Generator<number, Uint8Array> {
  const bits = bitsOf(terms.scalars);
  const width = windowWidth(terms.scalars.length / SCALAR_BYTES, bits);
  const windows = windowsFor(width, bits);
  const { sum, prepared, biased, count, prepare } = layOut(kernel, terms, width, EXTENDED_BYTES);
  const buckets = kernel.room(EXTENDED_BYTES * 2 ** (width - 1));
  prepare('prepare');
  for (let window = windows - 1; window >= 0; window--) {
    kernel.calls.sumWindow(sum, prepared, biased, count, width, window, buckets);
    yield additionCount(width, count, bits) / windows;
  }
  return normalised(kernel, sum, 1).slice();
}

/** {@link publicSum} along a path that does not depend on the scalars. */
function* secretSum(kernel: Kernel, terms: Terms): Generator<number, Uint8Array> {
  const width = kernel.calls.secretWidth();
  const { sum, prepared, biased, count, windows, prepare } = layOut(
    kernel,
    terms,
    width,
    kernel.calls.secretTableBytes(),
  );
  prepare('prepareSecret');
  for (let window = windows - 1; window >= 0; window--) {
    kernel.calls.sumWindowSecret(sum, prepared, biased, count, window);
    yield count + width;
  }
  return normalised(kernel, sum, 1).slice();
}

function toTheEnd(steps: Generator<number, Uint8Array>): Uint8Array {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

async function withBreaks(
  steps: Generator<number, Uint8Array>,
  spend: (additions: number) => Promise<void>,
): Promise<Uint8Array> {
  let step = steps.next();
  while (!step.done) {
    await spend(step.value);
    step = steps.next();
  }
  return step.value;
}

/**
 * Coordinates of the sums of chunks of Σ scalars[i]·P_i, which remain to be added up. Short sums are done at once; long
 * ones in a kernel of their own, whose memory goes with it, because other work runs between their windows.
 */
export async function sumOfChunks(terms: Terms, spend: (additions: number) => Promise<void>): Promise<Uint8Array[]> {
  const count = terms.scalars.length / SCALAR_BYTES;
  const chunkSum = terms.secret ? secretSum : publicSum;
  if (count <= AT_ONCE) {
    const kernel = sharedKernel();
    return [kernel.scope(() => toTheEnd(chunkSum(kernel, terms)))];
  }
  const kernel = new Kernel();
  const sums: Uint8Array[] = [];
  const size = terms.secret ? SECRET_CHUNK : CHUNK;
  for (let start = 0; start < count; start += size) {
    const mark = kernel.mark();
    const coordinates = terms.coordinates.subarray(start * POINT_BYTES, (start + size) * POINT_BYTES);
    const scalars = terms.scalars.subarray(start * SCALAR_BYTES, (start + size) * SCALAR_BYTES);
    sums.push(await withBreaks(chunkSum(kernel, { ...terms, coordinates, scalars }), spend));
    kernel.release(mark);
  }
  return sums;
}

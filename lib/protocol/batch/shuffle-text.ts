/** The text of a shuffle record, read in one pass. */
import { ascii, Doubt, POINT_BYTES, TextReader } from './text-reader';

export interface ShuffleText {
  /** Encodings of all points, placed as {@link shuffleLayout} says. */
  readonly points: Uint8Array;
  readonly s: readonly [bigint, bigint, bigint, bigint];
  readonly sHats: readonly bigint[];
  readonly sPrimes: readonly bigint[];
}

/** Where each list of a shuffle of `n` ciphertexts begins, in points: the order of a hint file. */
export function shuffleLayout(n: number) {
  return {
    output: 0,
    t: 2 * n,
    tHats: 2 * n + 5,
    commitments: 3 * n + 5,
    chain: 4 * n + 5,
    length: 5 * n + 5,
  } as const;
}

const HEAD = ascii('{"ciphertexts":[[');
const TEXT = {
  alpha: ascii('{"alpha":"'),
  beta: ascii('","beta":"'),
  endCiphertext: ascii('"}'),
  comma: ascii(','),
  proofs: ascii(']],"proofs":[[["'),
  next: ascii('","'),
  openPair: ascii('",["'),
  openList: ascii('"],["'),
  scalars: ascii('"]],["'),
  commitments: ascii('"]],["'),
  end: ascii('"]]]}'),
};

function readPoints(reader: TextReader, points: Uint8Array, from: number, count: number): void {
  for (let i = 0; i < count; i++) {
    if (i > 0) reader.expect(TEXT.next);
    reader.point(points, (from + i) * POINT_BYTES);
  }
}

function readScalars(reader: TextReader, count: number): bigint[] {
  const scalars: bigint[] = [];
  for (let i = 0; i < count; i++) {
    if (i > 0) reader.expect(TEXT.next);
    scalars.push(reader.scalar());
  }
  return scalars;
}

function readOutput(reader: TextReader, points: Uint8Array, n: number): void {
  reader.expect(HEAD);
  for (let i = 0; i < n; i++) {
    if (i > 0) reader.expect(TEXT.comma);
    reader.expect(TEXT.alpha);
    reader.point(points, 2 * i * POINT_BYTES);
    reader.expect(TEXT.beta);
    reader.point(points, (2 * i + 1) * POINT_BYTES);
    reader.expect(TEXT.endCiphertext);
  }
}

/** Reads a shuffle of `n` ≥ 1 ciphertexts; throws a `Doubt` unless every byte is as it must be. */
export function readShuffle(record: Uint8Array, n: number): ShuffleText {
  if (n < 1) throw new Doubt();
  const layout = shuffleLayout(n);
  const points = new Uint8Array(POINT_BYTES * layout.length);
  const reader = new TextReader(record);
  readOutput(reader, points, n);
  reader.expect(TEXT.proofs);
  readPoints(reader, points, layout.t, 3);
  reader.expect(TEXT.openPair);
  readPoints(reader, points, layout.t + 3, 2);
  reader.expect(TEXT.openList);
  readPoints(reader, points, layout.tHats, n);
  reader.expect(TEXT.scalars);
  const [s1 = 0n, s2 = 0n, s3 = 0n, s4 = 0n] = readScalars(reader, 4);
  reader.expect(TEXT.openPair);
  const sHats = readScalars(reader, n);
  reader.expect(TEXT.openList);
  const sPrimes = readScalars(reader, n);
  reader.expect(TEXT.commitments);
  readPoints(reader, points, layout.commitments, n);
  reader.expect(TEXT.openList);
  readPoints(reader, points, layout.chain, n);
  reader.expect(TEXT.end);
  reader.end();
  return { points, s: [s1, s2, s3, s4], sHats, sPrimes };
}

/** The list that a shuffle of `n` ciphertexts puts out, as encodings and as its text `[[…]]`. */
export function readShuffledList(record: Uint8Array, n: number): { points: Uint8Array; text: Uint8Array } {
  const points = new Uint8Array(2 * n * POINT_BYTES);
  const reader = new TextReader(record);
  readOutput(reader, points, n);
  // The text begins with the two brackets at the end of the head, and two more close it.
  return { points, text: record.subarray(HEAD.length - 2, reader.position + 2) };
}

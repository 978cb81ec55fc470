/**
 * The hint file PBHINT1 (chapter 16 of docs/spec): for every point of an archive, and for every commitment
 * that its proofs leave out, an eighth of it. Anybody can make it from the archive alone, and nobody needs to trust it:
 * eight times a curve point always lies in the prime-order subgroup, and the result is compared with the archive.
 */
import { sha256Bytes } from '../crypto/hash';

const MAGIC = Uint8Array.from('PBHINT1\0', (character) => character.charCodeAt(0));
const ARCHIVE_HASH_BYTES = 32;
const HEADER_BYTES = MAGIC.length + ARCHIVE_HASH_BYTES;
const POINT_BYTES = 32;
/** α, β, and the commitments of signature and proof. */
const PER_BALLOT = 4;
/** The factor and its two commitments. */
const PER_FACTOR = 3;

export const HINTS_FILE_NAME = 'hints.bin';

/** The sizes that the order of the points in a hint file follows from. */
export interface HintShape {
  readonly credentials: number;
  readonly ballots: number;
  /** Ciphertexts that were mixed. */
  readonly counted: number;
  readonly shuffles: number;
  readonly decryptions: number;
}

/** Where each part of a hint file begins, in points. */
export function hintLayout({ credentials, ballots, counted, shuffles, decryptions }: HintShape) {
  const perShuffle = 5 * counted + 5;
  const firstShuffle = credentials + PER_BALLOT * ballots;
  const firstDecryption = firstShuffle + shuffles * perShuffle;
  return {
    ballot: (number: number) => credentials + PER_BALLOT * number,
    shuffle: (number: number) => firstShuffle + number * perShuffle,
    decryption: (number: number) => firstDecryption + number * PER_FACTOR * counted,
    length: firstDecryption + decryptions * PER_FACTOR * counted,
  };
}

/** The points of a hint file, read as far as its form goes; whether they hint at anything is for their use to show. */
export class Hints {
  constructor(private readonly points: Uint8Array) {}

  /** `count` hints from the `first` on, 32 bytes each. */
  range(first: number, count: number): Uint8Array {
    return this.points.slice(first * POINT_BYTES, (first + count) * POINT_BYTES);
  }

  /** `width` hints from each group of `stride`, the first of them at `first`. */
  every(first: number, stride: number, width: number, groups: number): Uint8Array {
    const picked = new Uint8Array(groups * width * POINT_BYTES);
    for (let group = 0; group < groups; group++) {
      const from = (first + group * stride) * POINT_BYTES;
      picked.set(this.points.subarray(from, from + width * POINT_BYTES), group * width * POINT_BYTES);
    }
    return picked;
  }
}

/** The hints of a file, or null unless it is a hint file for exactly this archive and shape. */
export function readHints(file: Uint8Array, archive: Uint8Array, shape: HintShape): Hints | null {
  if (file.length !== HEADER_BYTES + hintLayout(shape).length * POINT_BYTES) return null;
  const header = hintHeader(archive);
  for (let i = 0; i < HEADER_BYTES; i++) if (file[i] !== header[i]) return null;
  return new Hints(file.subarray(HEADER_BYTES));
}

function hintHeader(archive: Uint8Array): Uint8Array {
  const header = new Uint8Array(HEADER_BYTES);
  header.set(MAGIC);
  header.set(sha256Bytes(archive), MAGIC.length);
  return header;
}

/** The hint file of an archive from its eighths, 32 bytes each, in order. */
export function hintFile(archive: Uint8Array, eighths: readonly Uint8Array[]): Uint8Array {
  const parts = [hintHeader(archive), ...eighths];
  const file = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    file.set(part, at);
    at += part.length;
  }
  return file;
}

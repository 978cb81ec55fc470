/** The points of an archive with their coefficients (and eighths), gathered from its records and cut into jobs. */
import type { PointsJob } from './point-job';
import { ScalarList } from './scalars';
import { POINT_BYTES } from './text-reader';

/** A run of points that stand together. */
export interface Section {
  readonly points: Uint8Array;
  readonly coefficients: ScalarList;
  /** Eighths of the points, or null. */
  readonly hints: Uint8Array | null;
}

/** Points `start` … `end` − 1 of a section. */
export function cut({ points, coefficients, hints }: Section, start: number, end: number): Section {
  const [from, to] = [start * POINT_BYTES, end * POINT_BYTES];
  return {
    points: points.slice(from, to),
    coefficients: new ScalarList(coefficients.bytes.slice(from, to)),
    hints: hints?.slice(from, to) ?? null,
  };
}

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** One section of several; either all or none have hints. */
export function joinSections(sections: readonly Section[]): Section {
  const hints = sections.flatMap((section) => (section.hints ? [section.hints] : []));
  return {
    points: joinBytes(sections.map(({ points }) => points)),
    coefficients: new ScalarList(joinBytes(sections.map(({ coefficients }) => coefficients.bytes))),
    hints: hints.length === sections.length ? joinBytes(hints) : null,
  };
}

/** Points `first`, `first` + 2, … of a section, `count` of them. */
export function everySecond({ points, coefficients, hints }: Section, first: number, count: number): Section {
  const pick = (bytes: Uint8Array) => {
    const picked = new Uint8Array(count * POINT_BYTES);
    for (let i = 0; i < count; i++) {
      const from = (first + 2 * i) * POINT_BYTES;
      picked.set(bytes.subarray(from, from + POINT_BYTES), i * POINT_BYTES);
    }
    return picked;
  };
  return {
    points: pick(points),
    coefficients: new ScalarList(pick(coefficients.bytes)),
    hints: hints ? pick(hints) : null,
  };
}

/** Where to cut `length` items into runs of at most `size`, all of about one size and their number a multiple of `lanes`. */
export function runs(length: number, size: number, lanes: number): [start: number, end: number][] {
  if (length === 0) return [];
  const count = Math.min(length, lanes * Math.ceil(length / (size * lanes)));
  return Array.from({ length: count }, (_, i) => [
    Math.floor((i * length) / count),
    Math.floor(((i + 1) * length) / count),
  ]);
}

/** The job of a section. */
export function pointsJob({ points, coefficients, hints }: Section, weights?: readonly bigint[]): PointsJob {
  return {
    kind: 'points',
    points,
    coefficients: coefficients.bytes,
    hints,
    ...(weights ? { opening: { weights } } : {}),
  };
}

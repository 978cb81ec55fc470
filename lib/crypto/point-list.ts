import { POINT_BYTES } from './kernel/coordinates';
import { Point } from './point';

/** Points of the curve in a fixed order, in one piece of memory; immutable. */
export class PointList {
  private constructor(
    /** 64 bytes a point, see {@link Point.coordinates}. Not to be changed. */
    readonly coordinates: Uint8Array,
  ) {}

  /** A list of what the kernel handed out. */
  static fromCoordinates(coordinates: Uint8Array): PointList {
    return new PointList(coordinates);
  }

  static from(points: readonly Point[]): PointList {
    const coordinates = new Uint8Array(points.length * POINT_BYTES);
    for (const [i, point] of points.entries()) coordinates.set(point.coordinates, i * POINT_BYTES);
    return new PointList(coordinates);
  }

  static join(lists: readonly PointList[]): PointList {
    const coordinates = new Uint8Array(lists.reduce((sum, list) => sum + list.coordinates.length, 0));
    let end = 0;
    for (const list of lists) {
      coordinates.set(list.coordinates, end);
      end += list.coordinates.length;
    }
    return new PointList(coordinates);
  }

  get length(): number {
    return this.coordinates.length / POINT_BYTES;
  }

  /** @throws RangeError outside 0 … length − 1. */
  at(index: number): Point {
    if (!(index >= 0 && index < this.length)) throw new RangeError('no such point');
    return Point.fromCoordinates(this.coordinates.subarray(index * POINT_BYTES, (index + 1) * POINT_BYTES));
  }

  /** The points from `start` up to, not including, `end`. */
  slice(start: number, end: number = this.length): PointList {
    return new PointList(this.coordinates.subarray(start * POINT_BYTES, end * POINT_BYTES));
  }
}

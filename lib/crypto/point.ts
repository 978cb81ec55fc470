/** A point of the curve edwards25519 (RFC 8032, section 5.1), whatever its order. */
import { bytesToHex } from '@noble/hashes/utils.js';
import { BaseTable } from './kernel/base-table';
import { addCoordinates, COORDINATE_BYTES, encodeCoordinates, POINT_BYTES } from './kernel/coordinates';

/**
 * Immutable. Points come from decoding and from one another: whoever calls {@link Point.fromCoordinates} with anything
 * else than what the kernel handed out gets nonsense.
 */
export class Point {
  private constructor(
    /** Affine coordinates x and y, 32 bytes each, least significant first. Not to be changed. */
    readonly coordinates: Uint8Array,
    /** Present in copies that multiply fast. */
    readonly table: BaseTable | null,
  ) {}

  static fromCoordinates(coordinates: Uint8Array): Point {
    return new Point(coordinates, null);
  }

  /** A copy that multiplies through a table of its multiples, made at the first use. */
  withTable(): Point {
    return new Point(this.coordinates, new BaseTable(this.coordinates));
  }

  add(other: Point): Point {
    return new Point(addCoordinates(this.coordinates, other.coordinates, 1), null);
  }

  subtract(other: Point): Point {
    return new Point(addCoordinates(this.coordinates, other.coordinates, -1), null);
  }

  double(): Point {
    return this.add(this);
  }

  negate(): Point {
    return IDENTITY.subtract(this);
  }

  equals(other: Point): boolean {
    return this.coordinates.every((byte, i) => byte === other.coordinates[i]);
  }

  /** The 32 bytes of RFC 8032. */
  toBytes(): Uint8Array {
    return encodeCoordinates(this.coordinates);
  }

  /** The encoding most significant byte first, as 64 hexadecimal digits. */
  toText(): string {
    return bytesToHex(this.toBytes().reverse());
  }
}

function identityCoordinates(): Uint8Array {
  const coordinates = new Uint8Array(POINT_BYTES);
  coordinates[COORDINATE_BYTES] = 1;
  return coordinates;
}

/** The neutral element (0, 1). */
export const IDENTITY: Point = Point.fromCoordinates(identityCoordinates());

/**
 * Payload bytes ↔ group element, as Belenios encodes a non-homomorphic question (chapter 4 of docs/spec):
 * the first of the 2^14 integers that begin with the payload and are the y of a point with even x in the subgroup.
 */
import { hexToBytes } from '@noble/hashes/utils.js';
import { type Point, pointText, textToPointBytes } from './group';
import { bytesToInteger } from './hash';
import { areInSubgroup, decodePoints, ENCODING_BYTES, FAULT } from './points';

/** Most bytes that fit into one group element. */
export const PAYLOAD_BYTES = 30;
const PADDING_BITS = 14n;
const POINT_DIGITS = 64;

/** Candidates looked at together: one in 16 is good. */
const BATCH = 16;

/** The texts' integers as encodings: even x, least significant byte first. */
function candidates(start: bigint): Uint8Array {
  const encodings = new Uint8Array(BATCH * ENCODING_BYTES);
  for (let k = 0; k < BATCH; k++) {
    const text = (start + BigInt(k)).toString(16).padStart(POINT_DIGITS, '0');
    encodings.set(textToPointBytes(text), k * ENCODING_BYTES);
  }
  return encodings;
}

/** The group element of 1 … 30 bytes. Never fails in practice: one candidate in 16 is good. @throws RangeError */
export function encodeBytes(bytes: Uint8Array): Point {
  if (bytes.length < 1 || bytes.length > PAYLOAD_BYTES) throw new RangeError('1 to 30 bytes expected');
  const start = bytesToInteger(bytes) << PADDING_BITS;
  for (let k = 0n; k < 1n << PADDING_BITS; k += BigInt(BATCH)) {
    const { points, faults } = decodePoints(candidates(start + k));
    const good = areInSubgroup(points).findIndex((verdict, i) => verdict === 1 && faults[i] === FAULT.none);
    if (good >= 0) return points.at(good);
  }
  throw new RangeError('no group element for this payload');
}

/** The `length` bytes that a group element stands for; every element stands for some. */
export function decodeBytes(point: Point, length: number): Uint8Array {
  const integer = bytesToInteger(hexToBytes(pointText(point))) >> PADDING_BITS;
  const digits = integer.toString(16).padStart(POINT_DIGITS, '0');
  return hexToBytes(digits.slice(POINT_DIGITS - 2 * length));
}

/** Whether the element is the one that {@link encodeBytes} gives for its own bytes. */
export function isCanonicalEncoding(point: Point, length: number): boolean {
  return encodeBytes(decodeBytes(point, length)).equals(point);
}

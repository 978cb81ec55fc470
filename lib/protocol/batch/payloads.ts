/** Payload bytes of plaintexts given by their encodings (chapter 4 of docs/spec). */
import { areInSubgroup, decodePoints, FAULT } from '../../crypto/points';
import { POINT_BYTES } from './text-reader';

const PADDING_MASK = 0x3fff;
/** Candidates looked at together: the first good one is usually among them. */
const CANDIDATES = 16;

/** The `length` bytes that each plaintext stands for: those above the 14 bits of padding. */
export function payloadsOf(plaintexts: Uint8Array, length: number): Uint8Array[] {
  const count = plaintexts.length / POINT_BYTES;
  return Array.from({ length: count }, (_, i) => {
    const at = i * POINT_BYTES;
    return Uint8Array.from({ length }, (__, j) => {
      const low = at + length - j;
      return ((plaintexts[low] as number) >> 6) | ((plaintexts[low + 1] ?? 0) << 2);
    });
  });
}

/** A plaintext of which it is still open whether a smaller candidate would have been good. */
interface Open {
  readonly index: number;
  readonly padding: number;
}

function paddingOf(plaintexts: Uint8Array, index: number): number {
  const at = index * POINT_BYTES;
  return (((plaintexts[at + 1] as number) << 8) | (plaintexts[at] as number)) & PADDING_MASK;
}

/** Bits above padding and payload, the sign among them, are zero in every canonical encoding. */
function hasHighBits(plaintexts: Uint8Array, index: number, length: number): boolean {
  const at = index * POINT_BYTES;
  const top = at + length + 1;
  if ((plaintexts[top] as number) >> 6 !== 0) return true;
  for (let i = top + 1; i < at + POINT_BYTES; i++) if (plaintexts[i] !== 0) return true;
  return false;
}

/** For each candidate `start` … `start` + 15 of the open plaintexts, whether it is a good one below the plaintext. */
function isGood(plaintexts: Uint8Array, open: readonly Open[], start: number): boolean[] {
  const encodings = new Uint8Array(open.length * CANDIDATES * POINT_BYTES);
  for (const [slot, { index }] of open.entries()) {
    const plaintext = plaintexts.subarray(index * POINT_BYTES, (index + 1) * POINT_BYTES);
    for (let k = 0; k < CANDIDATES; k++) {
      const at = (slot * CANDIDATES + k) * POINT_BYTES;
      const padding = start + k;
      encodings.set(plaintext, at);
      encodings[at] = padding & 0xff;
      encodings[at + 1] = ((plaintext[1] as number) & 0xc0) | (padding >> 8);
    }
  }
  const { points, faults } = decodePoints(encodings);
  const members = areInSubgroup(points);
  return open.map(({ padding }, slot) =>
    Array.from({ length: CANDIDATES }, (_, k) => slot * CANDIDATES + k).some(
      (place, k) => start + k < padding && faults[place] === FAULT.none && members[place] === 1,
    ),
  );
}

/**
 * Positions of plaintexts that are not the canonical encoding of their own bytes: not the first good candidate.
 * The plaintexts must lie in the prime-order subgroup.
 */
export async function markedPlaintexts(
  plaintexts: Uint8Array,
  length: number,
  spend: (candidates: number) => Promise<void>,
): Promise<number[]> {
  const marked: number[] = [];
  let open: Open[] = [];
  for (let index = 0; index < plaintexts.length / POINT_BYTES; index++) {
    if (hasHighBits(plaintexts, index, length)) marked.push(index);
    else open.push({ index, padding: paddingOf(plaintexts, index) });
  }
  for (let start = 0; open.length > 0; start += CANDIDATES) {
    open = open.filter(({ padding }) => padding > start);
    const still: Open[] = [];
    for (let from = 0; from < open.length; from += CANDIDATES) {
      const group = open.slice(from, from + CANDIDATES);
      const good = isGood(plaintexts, group, start);
      for (const [slot, item] of group.entries()) {
        if (good[slot]) marked.push(item.index);
        else still.push(item);
      }
      await spend(group.length * CANDIDATES);
    }
    open = still;
  }
  return marked.sort((a, b) => a - b);
}

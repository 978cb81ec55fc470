import { describe, expect, it } from 'vitest';
import { areZero, byteSum, sameBytes, sameRange } from './bytes';

const bytes = (...values: number[]) => Uint8Array.from(values);

describe('bytes', () => {
  it('are the same only where each is', () => {
    expect(sameBytes(bytes(), bytes())).toBe(true);
    expect(sameBytes(bytes(1, 2, 3), bytes(1, 2, 3))).toBe(true);
    for (const other of [bytes(1, 2), bytes(1, 2, 3, 0), bytes(0, 2, 3), bytes(1, 2, 131)]) {
      expect(sameBytes(bytes(1, 2, 3), other)).toBe(false);
    }
  });

  it('are compared from any place, and never beyond the end', () => {
    expect(sameRange(bytes(9, 1, 2), 1, bytes(1, 2, 8), 0, 2)).toBe(true);
    expect(sameRange(bytes(9, 1, 2), 1, bytes(1, 3, 8), 0, 2)).toBe(false);
    expect(sameRange(bytes(1), 0, bytes(1, 0), 0, 2)).toBe(false);
    expect(sameRange(bytes(1, 0), 0, bytes(1), 0, 2)).toBe(false);
    expect(sameRange(bytes(1), 0, bytes(1), 0, 2)).toBe(false);
  });

  it('are zero, or not', () => {
    expect(areZero(bytes(1, 0, 0, 1), 1, 3)).toBe(true);
    expect(areZero(bytes(1, 0, 0, 1), 1, 4)).toBe(false);
    expect(areZero(bytes(1, 0, 0, 1), 0, 3)).toBe(false);
    expect(areZero(bytes(0), 0, 2)).toBe(false);
    expect(areZero(bytes(), 0, 0)).toBe(true);
  });

  it('add up', () => {
    expect([byteSum(bytes()), byteSum(bytes(255, 255, 1))]).toEqual([0, 511]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBytes, encodeBytes, isCanonicalEncoding } from './encoding';
import { G, IDENTITY, pointText } from './group';

const filled = (byte: number) => new Uint8Array(30).fill(byte);

describe('payload encoding (docs/spec, chapter 4)', () => {
  it.each([
    ['zeros', filled(0), '0'.repeat(63).concat('1')],
    [
      '00 … 1d',
      Uint8Array.from({ length: 30 }, (_, i) => i),
      '00004080c1014181c2024282c3034383c4044484c5054585c6064686c7074000',
    ],
    ['ones', filled(255), `3${'f'.repeat(59)}c00c`],
    [
      'the first ballot',
      new Uint8Array(Buffer.from('76a1ec0c5dacdb8ca2477b5bdc3f585794f0ab57a4a1509e7c05e08a0f87', 'hex')),
      '1da87b03176b36e32891ded6f70fd615e53c2ad5e92854279f01782283e1c004',
    ],
  ])('encodes %s', (_name, bytes, text) => {
    const point = encodeBytes(bytes);
    expect(pointText(point)).toBe(text);
    expect(decodeBytes(point, 30)).toEqual(bytes);
    expect(isCanonicalEncoding(point, 30)).toBe(true);
  });

  it('round-trips payloads of every length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 30 }), (bytes) => {
        expect(decodeBytes(encodeBytes(bytes), bytes.length)).toEqual(bytes);
      }),
      { numRuns: 15 },
    );
  });

  it('decodes any element, and knows the canonical one', () => {
    expect(decodeBytes(G, 30)).toHaveLength(30);
    expect(isCanonicalEncoding(G, 30)).toBe(false);
    expect(isCanonicalEncoding(IDENTITY, 30)).toBe(true);
  });

  it('refuses what does not fit', () => {
    expect(() => encodeBytes(new Uint8Array(31))).toThrow(RangeError);
    expect(() => encodeBytes(new Uint8Array())).toThrow(RangeError);
  });
});

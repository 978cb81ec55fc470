import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HashIndex, HashList } from './hash-list';
import { leafHash } from './merkle';

const hashes = Array.from({ length: 300 }, (_, i) => leafHash(`leaf ${i}`));

describe('a list of hashes', () => {
  it('gives back what was added, also after growing and truncating', () => {
    const list = new HashList();
    for (const hash of hashes) list.push(hash);
    expect(list.length).toBe(300);
    expect(hashes.every((hash, i) => list.holds(i, hash))).toBe(true);
    expect(list.at(299)).toEqual(hashes[299]);
    list.truncate(7);
    expect(() => list.at(7)).toThrow(RangeError);
    list.push(hashes[100] as Uint8Array);
    expect(list.at(7)).toEqual(hashes[100]);
    expect(list.at(6)).toEqual(hashes[6]);
    list.truncate(500);
    expect(list.length).toBe(8);
  });

  it('hands out copies, and takes hashes only', () => {
    const list = new HashList();
    list.push(hashes[0] as Uint8Array);
    list.at(0).fill(0);
    expect(list.at(0)).toEqual(hashes[0]);
    expect(() => list.push(new Uint8Array(31))).toThrow(RangeError);
    for (const index of [-1, 1, 0.5]) expect(() => list.at(index)).toThrow(RangeError);
    expect(list.holds(0, new Uint8Array(31))).toBe(false);
    expect(list.holds(0, (hashes[0] as Uint8Array).subarray(0, 31))).toBe(false);
  });
});

describe('an index of hashes', () => {
  it('finds the lowest place of every hash, and no other', () => {
    const places = fc.array(fc.nat(40), { maxLength: 120, size: 'max' });
    fc.assert(
      fc.property(places, fc.nat(120), fc.nat(120), (chosen, size, kept) => {
        const list = new HashList();
        const index = new HashIndex(list);
        for (const [position, which] of chosen.entries()) {
          list.push(hashes[which] as Uint8Array);
          index.add(position);
        }
        for (let which = 0; which <= 40; which++) {
          expect(index.find(hashes[which] as Uint8Array)).toBe(chosen.indexOf(which));
          expect(index.find(hashes[which] as Uint8Array, size)).toBe(chosen.slice(0, size).indexOf(which));
        }
        list.truncate(kept);
        index.rebuild();
        for (let which = 0; which <= 40; which++) {
          expect(index.find(hashes[which] as Uint8Array)).toBe(chosen.slice(0, kept).indexOf(which));
        }
      }),
    );
  });

  it('finds nothing for what is no hash', () => {
    const list = new HashList();
    expect(new HashIndex(list).find(hashes[0] as Uint8Array)).toBe(-1);
    expect(new HashIndex(list).find(new Uint8Array(5))).toBe(-1);
    expect(new HashIndex(list).find(new Uint8Array(3))).toBe(-1);
  });

  it('finds hashes that begin alike, around the end of its slots too', () => {
    const list = new HashList();
    const index = new HashIndex(list);
    const alike = Array.from({ length: 200 }, (_, i) => new Uint8Array(32).fill(0xff, 0, 4).fill(i, 4));
    for (const [position, hash] of alike.entries()) {
      list.push(hash);
      index.add(position);
    }
    expect(alike.map((hash) => index.find(hash))).toEqual(alike.map((_, i) => i));
    expect(index.find(new Uint8Array(32).fill(0xff))).toBe(-1);
  });
});

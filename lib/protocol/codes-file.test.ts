import { describe, expect, it } from 'vitest';
import { seededRandom } from '../crypto/testing/seeded-random';
import { randomBase58 } from './base58';
import { codesFile, csvText } from './codes-file';
import { makeCodes } from './make-codes';

describe('the file of codes', () => {
  it('has a line for everybody who has a code', () => {
    const person = (id: string, area: string | null, email: string | null) => ({
      id,
      externalId: `x-${id}`,
      area,
      email,
    });
    const entries = [person('a', 'North', 'a@example.org'), person('b', null, null), person('c', 'South', null)];
    const codes = new Map([
      ['a', 'AAAA-1'],
      ['b', 'BBBB-2'],
    ]);
    expect(codesFile(entries, codes)).toBe(
      'external_id,area,email,code\r\nx-a,North,a@example.org,AAAA-1\r\nx-b,,,BBBB-2\r\n',
    );
    expect(codesFile([], codes)).toBe('external_id,area,email,code\r\n');
  });

  it.each([
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['say "no"', '"say ""no"""'],
    ['two\nlines', '"two\nlines"'],
    ['a\rb', '"a\rb"'],
    ['=1+1', "'=1+1"],
    ['+351 21', "'+351 21"],
    ['-5', "'-5"],
    ['@sum', "'@sum"],
    ['\tx', "'\tx"],
    ['=a,"b"', `"'=a,""b"""`],
    ['a=b+c-d@e', 'a=b+c-d@e'],
  ])('writes %j so that no program takes it for something else', (value, cell) => {
    expect(csvText([[value, 'z']])).toBe(`${cell},z\r\n`);
  });
});

describe('codes for many', () => {
  it('come in chunks, one for each, in order', () => {
    const ids = Array.from({ length: 101 }, (_, i) => `id-${i}`);
    const chunks = [...makeCodes({ roundId: 'round', ids }, seededRandom('many'))];
    expect(chunks.map((chunk) => chunk.length)).toEqual([50, 50, 1]);
    expect(chunks.flat().map(({ id }) => id)).toEqual(ids);
    expect(new Set(chunks.flat().map(({ code }) => code)).size).toBe(101);
    expect([...makeCodes({ roundId: 'round', ids: ids.slice(0, 50) }, seededRandom('many'))]).toHaveLength(1);
  });
});

describe('random base58', () => {
  it('takes bytes below 232 alone, so that every sign is as likely', () => {
    const draws = [Uint8Array.of(255, 232, 231, 0, 58), new Uint8Array(8).fill(57)];
    expect(randomBase58(4, () => draws.shift() ?? new Uint8Array())).toBe('z11z');
    expect(randomBase58(0, seededRandom('none'))).toBe('');
  });
});

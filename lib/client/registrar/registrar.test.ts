import { describe, expect, test, vi } from 'vitest';
import { seededRandom } from '@/lib/crypto/testing/seeded-random';
import { codesFile, csvText } from '@/lib/protocol/codes-file';
import { makeCodes } from '@/lib/protocol/make-codes';
import { deriveRegistrationKey, normaliseCode } from '@/lib/protocol/registration';
import { uploadKeys } from './upload';

const ids = Array.from({ length: 120 }, (_, index) => `entry-${index}`);
const made = [...makeCodes({ roundId: 'round-1', ids }, seededRandom('codes'))].flat();

test('every person gets a different code, and its public key belongs to it in this round', () => {
  expect(made.map(({ id }) => id)).toEqual(ids);
  expect(new Set(made.map(({ code }) => code)).size).toBe(ids.length);
  for (const { code, publicKey } of made.slice(0, 5)) {
    expect(normaliseCode(code)).toBe(code);
    expect(deriveRegistrationKey('round-1', code).publicKey).toBe(publicKey);
    expect(deriveRegistrationKey('round-2', code).publicKey).not.toBe(publicKey);
  }
});

describe('the saved file', () => {
  test('lists who gets which code and leaves out who has none', () => {
    const entries = [
      { id: 'a', externalId: '7', email: 'ana@x.pt', area: 'Ribeira, norte' },
      { id: 'b', externalId: '8', email: null, area: null },
      { id: 'c', externalId: '9', email: null, area: null },
    ];
    const text = codesFile(
      entries,
      new Map([
        ['a', 'AAAA'],
        ['b', 'BBBB'],
      ]),
    );
    expect(text).toBe('external_id,area,email,code\r\n7,"Ribeira, norte",ana@x.pt,AAAA\r\n8,,,BBBB\r\n');
  });

  test('cannot smuggle a formula into a spreadsheet', () => {
    expect(csvText([['=1+1', '@x', 'a"b']])).toBe(`'=1+1,'@x,"a""b"\r\n`);
  });
});

describe('uploadKeys', () => {
  const many = Array.from({ length: 2500 }, (_, index) => ({ id: `e${index}`, code: 'SECRET', publicKey: 'ab' }));

  test('sends public keys in chunks, never a code, and gathers the refused', async () => {
    const bodies: string[] = [];
    const fetch = vi.fn(async (_url, init?: RequestInit) => {
      bodies.push(String(init?.body));
      return Response.json({ stored: 1, refused: [`refused-${bodies.length}`] });
    });
    const done: number[] = [];
    const end = await uploadKeys(fetch as typeof globalThis.fetch, 'r1', many, (count) => done.push(count));
    expect(end).toEqual({ ok: true, refused: ['refused-1', 'refused-2', 'refused-3'] });
    expect(done).toEqual([1000, 2000, 2500]);
    expect(bodies.join('')).not.toContain('SECRET');
  });

  test.each([
    [async () => Promise.reject(new TypeError('network')), 'offline'],
    [async () => Response.json({ code: 'not_found' }, { status: 404 }), 'signed_out'],
    [async () => Response.json({ code: 'roll_frozen' }, { status: 409 }), 'roll_frozen'],
    [async () => new Response('<html>', { status: 502 }), 'server_error'],
  ])('stops at the first failure and names it (%#)', async (answer, code) => {
    const fetch = vi.fn(answer);
    expect(await uploadKeys(fetch as typeof globalThis.fetch, 'r1', many, () => {})).toEqual({ ok: false, code });
    expect(fetch).toHaveBeenCalledTimes(1);
  });
});

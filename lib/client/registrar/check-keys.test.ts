import { expect, test, vi } from 'vitest';
import type { KeyRow } from '@/lib/protocol/keys-file';
import { checkKeys } from './check-keys';

const row = (line: number, id: string, fault: KeyRow['fault'] = null): KeyRow => ({
  line,
  id,
  publicKey: fault === 'bad_row' || fault === 'bad_key' ? '' : `key of ${id}`,
  fault,
});

/** Answers as the server does, from id → verdict. Person a has number n-a. */
function server(verdicts: Record<string, string>) {
  const bodies: { rollEntryId: string; publicKey: string }[][] = [];
  const fetch = vi.fn(async (_url, init?: RequestInit) => {
    const { keys } = JSON.parse(String(init?.body)) as { keys: (typeof bodies)[0] };
    bodies.push(keys);
    return Response.json(
      keys.map(({ rollEntryId: id }) => ({
        verdict: verdicts[id] ?? 'unknown',
        externalId: verdicts[id] ? `n-${id}` : null,
      })),
    );
  });
  return { fetch: fetch as unknown as typeof globalThis.fetch, bodies };
}

test('sorts the rows of a file into new, held and faulty, with the line and the number of each person', async () => {
  const rows = [
    row(2, 'a'),
    row(3, 'b'),
    row(4, 'c'),
    row(5, 'd'),
    row(6, 'e'),
    row(7, 'f'),
    row(8, 'g', 'repeated_person'),
    row(9, 'h', 'bad_key'),
    row(10, '', 'bad_row'),
  ];
  const { fetch, bodies } = server({ a: 'new', b: 'held', c: 'taken', d: 'shared', e: 'not_a_key', g: 'new' });
  expect(await checkKeys(fetch, 'r1', rows, () => {})).toEqual({
    ok: true,
    found: {
      total: 9,
      fresh: [{ id: 'a', publicKey: 'key of a' }],
      held: 1,
      faults: [
        { line: 4, person: 'n-c', reason: 'taken' },
        { line: 5, person: 'n-d', reason: 'shared' },
        { line: 6, person: 'n-e', reason: 'bad_key' },
        { line: 7, person: 'f', reason: 'unknown' },
        { line: 8, person: 'n-g', reason: 'repeated_person' },
        { line: 9, person: 'h', reason: 'bad_key' },
        { line: 10, person: '', reason: 'bad_row' },
      ],
    },
  });
  expect(bodies.flat().map(({ rollEntryId }) => rollEntryId)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
  expect(vi.mocked(fetch).mock.calls[0]?.[0]).toBe('/api/v1/rounds/r1/registration-keys?preview=1');
});

test('asks in pieces and tells how far it is', async () => {
  const rows = Array.from({ length: 2500 }, (_, index) => row(index + 2, `p${index}`));
  const { fetch, bodies } = server(Object.fromEntries(rows.map(({ id }) => [id, 'new'])));
  const seen: number[][] = [];
  const end = await checkKeys(fetch, 'r1', rows, (...progress) => seen.push(progress));
  expect(end.ok && end.found.fresh.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
  expect(bodies.map((keys) => keys.length)).toEqual([1000, 1000, 500]);
  expect(seen).toEqual([
    [1000, 2500],
    [2000, 2500],
    [2500, 2500],
  ]);
});

test.each([
  [async () => Promise.reject(new TypeError('network')), 'offline'],
  [async () => Response.json({ code: 'not_found' }, { status: 404 }), 'signed_out'],
  [async () => Response.json({ code: 'roll_frozen' }, { status: 409 }), 'roll_frozen'],
  [async () => Response.json([]), 'server_error'],
])('names what kept it from asking (%#)', async (answer, code) => {
  const fetch = vi.fn(answer) as unknown as typeof globalThis.fetch;
  expect(await checkKeys(fetch, 'r1', [row(2, 'a')], () => {})).toEqual({ ok: false, code });
});

test('asks nothing where no row holds a key', async () => {
  const { fetch, bodies } = server({});
  const end = await checkKeys(fetch, 'r1', [row(2, 'a', 'bad_key')], () => {});
  expect(end).toEqual({
    ok: true,
    found: { total: 1, fresh: [], held: 0, faults: [{ line: 2, person: 'a', reason: 'bad_key' }] },
  });
  expect(bodies).toEqual([]);
});

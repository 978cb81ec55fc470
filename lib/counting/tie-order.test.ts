import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { compareCodePoints } from './code-points';
import { lotOf, rankProjects } from './tie-order';
import type { TieOrder } from './types';

const SEED = '00ff'.repeat(16);

function order(projects: readonly [id: string, cost: number, votes: number][], tieOrder: TieOrder): string[] {
  const list = projects.map(([id, cost]) => ({ id, costMinor: BigInt(cost) }));
  const { rank } = rankProjects(
    list,
    Float64Array.from(projects, ([, , votes]) => votes),
    tieOrder,
  );
  return list
    .map(({ id }, index) => [id, rank[index] as number] as const)
    .sort((a, b) => a[1] - b[1])
    .map(([id]) => id);
}

test('lexicographic goes by code points, not by UTF-16 units, length or locale', () => {
  const ids = ['\u{1f600}', '\uff5e', 'a', 'B', '10', '9', 'ab', 'é'];
  expect(
    order(
      ids.map((id) => [id, 1, 1]),
      { kind: 'lexicographic' },
    ),
  ).toEqual(['10', '9', 'B', 'a', 'ab', 'é', '\uff5e', '\u{1f600}']);
  for (const a of ids) {
    for (const b of ids) {
      expect(Math.sign(compareCodePoints(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }
  }
});

test('cheapest goes by cost, then id', () => {
  expect(
    order(
      [
        ['b', 5, 1],
        ['a', 5, 1],
        ['c', 2, 9],
      ],
      { kind: 'cheapest' },
    ),
  ).toEqual(['c', 'a', 'b']);
});

test('the default goes by cost, then votes, then the lot', () => {
  const projects: [string, number, number][] = [
    ['d', 5, 2],
    ['a', 5, 2],
    ['é', 5, 2],
    ['x', 5, 7],
    ['y', 2, 0],
  ];
  const lot = (id: string): string =>
    createHash('sha256')
      .update(Buffer.concat([Buffer.from(SEED, 'hex'), Buffer.from(id)]))
      .digest('hex');
  const drawn = ['d', 'a', 'é'].sort((p, q) => (lot(p) < lot(q) ? -1 : 1));
  expect(order(projects, { kind: 'default', seed: SEED })).toEqual(['y', 'x', ...drawn]);
  for (const id of ['d', 'a', 'é']) expect(lotOf(SEED, id)).toBe(lot(id));
});

test('another seed is another lot', () => {
  const projects = Array.from({ length: 12 }, (_, i): [string, number, number] => [`p${i}`, 1, 1]);
  const one = order(projects, { kind: 'default', seed: SEED });
  const other = order(projects, { kind: 'default', seed: 'ab'.repeat(32) });
  expect(one).not.toEqual(other);
  expect([...one].sort()).toEqual([...other].sort());
});

test('says which criterion it took to break a tie', () => {
  const projects = [
    ['a', 1],
    ['b', 2],
    ['c', 1],
    ['d', 1],
  ].map(([id, cost]) => ({
    id: String(id),
    costMinor: BigInt(cost as number),
  }));
  const { criterion } = rankProjects(projects, Float64Array.of(3, 3, 2, 3), { kind: 'default', seed: SEED });
  expect(criterion(0, [1])).toBe('cost');
  expect(criterion(0, [1, 2])).toBe('votes');
  expect(criterion(0, [1, 2, 3])).toBe('lot');
  const byId = rankProjects(projects, Float64Array.of(3, 3, 2, 3), { kind: 'cheapest' });
  expect(byId.criterion(0, [2])).toBe('id');
  expect(() => byId.criterion(0, [0])).toThrow('total');
});

import { afterAll, expect, test } from 'vitest';
import { testDeps } from '@/lib/server/testing/deps';
import { setUpCity } from './setup';

const deps = testDeps();
const input = { city: 'Osaka', currency: 'JPY', timeZone: 'Asia/Tokyo', name: 'Aki', email: 'Aki@city.example' };
afterAll(() => deps.db.$disconnect());

test('names everything that is missing or wrong and changes nothing', async () => {
  const bad = await setUpCity(deps, { city: '', currency: 'yen', timeZone: 'Mars/Base', email: 'aki' });
  expect(!bad.ok && bad.error.message.split('\n')).toHaveLength(6);
  expect(await deps.db.city.count()).toBe(0);
});

test('two runs at once make one city, and the second names one more administrator', async () => {
  const runs = await Promise.all([setUpCity(deps, input), setUpCity(deps, { ...input, email: 'emi@city.example' })]);
  expect(runs.filter((run) => run.ok && run.value.isNewCity)).toHaveLength(1);
  expect(await deps.db.city.findMany({ select: { currency: true, currencyExponent: true } })).toEqual([
    { currency: 'JPY', currencyExponent: 0 },
  ]);
  expect(await deps.db.roleGrant.count({ where: { role: 'administrator' } })).toBe(2);
});

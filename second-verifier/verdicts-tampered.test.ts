// Every field of every record, changed in every way that fits it: both verifiers refuse, at the same check with the same
// code.
import { describe, expect, test } from 'vitest';
import { castAll, finish, setUp } from './make/election';
import type { Example } from './negatives/negative';
import { tamperedArchives, tamperedSideCars } from './negatives/tampered';
import { MIXED, SMALL } from './testing/plans';
import { judgeArchive, verdictText } from './testing/verdicts';

const makeOf = (plan: typeof SMALL) => {
  const setup = setUp(plan);
  return finish(setup, castAll(setup));
};
const small = makeOf(SMALL);
const SLOW_MS = 120_000;

/** Judges all, and lists those that got another verdict than they must. */
async function disagreements(examples: Iterable<Example>): Promise<{ tried: number; wrong: object[] }> {
  const wrong: object[] = [];
  let tried = 0;
  for (const example of examples) {
    const expected = verdictText(example.verdict);
    const { second, fast } = await judgeArchive(example);
    if (second !== expected || fast !== expected) wrong.push({ name: example.name, expected, second, fast });
    tried += 1;
  }
  return { tried, wrong };
}

describe('one field changed', () => {
  const cases: [record: string, least: number][] = [
    ['election', 5],
    ['trustees', 20],
    ['ballot', 40],
    ['shuffle', 150],
    ['last-shuffle', 150],
    ['decryption', 30],
  ];
  test.each(cases)(
    'in the record %s',
    async (record, least) => {
      const { tried, wrong } = await disagreements(tamperedArchives(small, record));
      expect(wrong).toEqual([]);
      expect(tried).toBeGreaterThan(least);
    },
    SLOW_MS,
  );
  test(
    'in the trustees with a block',
    async () => {
      const { tried, wrong } = await disagreements(tamperedArchives(makeOf(MIXED), 'trustees'));
      expect(wrong).toEqual([]);
      expect(tried).toBeGreaterThan(100);
    },
    SLOW_MS,
  );
  test(
    'in the side-cars',
    async () => {
      const { tried, wrong } = await disagreements(tamperedSideCars(small));
      expect(wrong).toEqual([]);
      expect(tried).toBeGreaterThan(30);
    },
    SLOW_MS,
  );
});

import { expect, test } from 'vitest';
import { mergeBallots } from '../ballots';
import { readPabulib } from './read';
import { type PabulibMeta, writePabulib } from './write';

const META: PabulibMeta = {
  description: 'Round; "2026"',
  country: 'Nowhere',
  unit: 'Elmstead',
  instance: '2026',
  rule: 'equalshares/add1',
  dateBegin: '01.03.2026',
  dateEnd: '15.03.2026',
  currency: 'EUR',
  maxLength: 2,
};
const CONTEST = {
  budgetMinor: 123450n,
  projects: [
    { id: '7', costMinor: 5000n, name: 'Trees; "big"\nones' },
    { id: 'é 2', costMinor: 99n },
    { id: '"q"', costMinor: 100n, name: 'Bench' },
  ],
};

test('what is written is read back', () => {
  const ballots = mergeBallots([[2, 0], [], [0, 2], [1], [1], [1]]);
  const result = readPabulib(writePabulib(META, CONTEST, 2, ballots));
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  const { instance } = result;
  expect(instance).toMatchObject({ contest: CONTEST, scale: 2, voteType: 'approval', minLength: null, maxLength: 2 });
  expect(instance.ballots).toEqual(ballots);
  expect(Object.fromEntries(instance.meta)).toMatchObject({ description: 'Round; "2026"', budget: '1234.5' });
});

test('rows of votes carry nothing about voters but a number', () => {
  const text = new TextDecoder().decode(writePabulib(META, CONTEST, 0, mergeBallots([[0], [1, 0], [0]])));
  expect(text.slice(text.indexOf('VOTES'))).toBe('VOTES\nvoter_id;vote\n1;7\n2;7\n3;7,é 2\n');
});

test.for(['', 'a,b', ' a', 'a\t'])('refuses project id "%s", which would be read differently', (id) => {
  const contest = { budgetMinor: 1n, projects: [{ id, costMinor: 1n }] };
  expect(() => writePabulib(META, contest, 0, mergeBallots([]))).toThrow(RangeError);
});

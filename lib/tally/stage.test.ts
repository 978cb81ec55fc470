import { expect, test } from 'vitest';
import { listMixers, nextStep, type TallyFacts, type TallyTrustee } from './stage';

const trustee = (owner: number, done: Partial<TallyTrustee> = {}): TallyTrustee => ({
  id: `t${owner}`,
  owner,
  name: `T${owner}`,
  userId: `u${owner}`,
  hasKey: true,
  hasMixed: false,
  hasOpened: false,
  ...done,
});

const three = [trustee(1), trustee(2), trustee(3)];
const mixed = (further: Parameters<typeof listMixers>[1], done: number) =>
  listMixers(three, further).map((mixer, i) => ({ ...mixer, hasMixed: i < done }));
const facts = (changes: Partial<TallyFacts>): TallyFacts => ({
  status: 'closed',
  ballots: 5,
  threshold: null,
  trustees: three,
  mixers: mixed([], 0),
  keysWaitFor: [],
  ...changes,
});

test('keys come first, then voting', () => {
  const keyless = [trustee(1), trustee(2, { hasKey: false })];
  const draft = (changes: Partial<TallyFacts>) => nextStep(facts({ status: 'draft', ballots: 0, ...changes }));
  expect(draft({ trustees: [] })).toEqual({ stage: 'keys', owners: [] });
  expect(draft({ trustees: keyless, keysWaitFor: [2] })).toEqual({ stage: 'keys', owners: [2] });
  expect(draft({ trustees: [trustee(1)] })).toEqual({ stage: 'ready', owners: [] });
  expect(nextStep(facts({ status: 'open' })).stage).toBe('voting');
});

test('two mixers take turns, then all trustees open in any order, then the count', () => {
  expect(nextStep(facts({}))).toEqual({ stage: 'mix', owners: [1] });
  expect(nextStep(facts({ mixers: mixed([], 1) }))).toEqual({ stage: 'mix', owners: [2] });
  expect(nextStep(facts({ mixers: mixed([], 2) }))).toEqual({ stage: 'open', owners: [1, 2, 3] });
  const trustees = three.map((each) => ({ ...each, hasOpened: true }));
  expect(nextStep(facts({ mixers: mixed([], 2), trustees }))).toEqual({ stage: 'count', owners: [] });
  const two = [...trustees.slice(0, 2), trustee(3)];
  expect(nextStep(facts({ mixers: mixed([], 2), trustees: two }))).toEqual({ stage: 'open', owners: [3] });
});

test('further mixers follow the first two trustees, with the owner ids after the trustees', () => {
  const further = [
    { name: 'University', kind: 'outsider' },
    { name: 'Server', kind: 'server' },
  ] as const;
  expect(listMixers(three, further).map(({ owner, kind }) => [owner, kind])).toEqual([
    [1, 'trustee'],
    [2, 'trustee'],
    [4, 'outsider'],
    [5, 'server'],
  ]);
  expect(nextStep(facts({ mixers: mixed(further, 2) }))).toEqual({ stage: 'mix', owners: [4] });
  expect(nextStep(facts({ mixers: mixed(further, 3) }))).toEqual({ stage: 'mix', owners: [5] });
  expect(nextStep(facts({ mixers: mixed(further, 4) })).stage).toBe('open');
});

test('with a threshold any k trustees suffice', () => {
  const opened = (...owners: number[]) =>
    facts({
      threshold: 2,
      mixers: mixed([], 2),
      trustees: three.map((each) => ({ ...each, hasOpened: owners.includes(each.owner) })),
    });
  expect(nextStep(opened())).toEqual({ stage: 'open', owners: [1, 2, 3] });
  expect(nextStep(opened(3))).toEqual({ stage: 'open', owners: [1, 2] });
  expect(nextStep(opened(1, 3))).toEqual({ stage: 'count', owners: [] });
});

test('a contest without a ballot ends without a tally, a counted one is done', () => {
  expect(nextStep(facts({ ballots: 0 }))).toEqual({ stage: 'empty', owners: [] });
  expect(nextStep(facts({ status: 'counted' }))).toEqual({ stage: 'done', owners: [] });
});

import { expect, test } from 'vitest';
import { nextStep, type TallyTrustee } from './stage';

const trustee = (owner: number, done: Partial<TallyTrustee> = {}): TallyTrustee => ({
  owner,
  name: `T${owner}`,
  userId: `u${owner}`,
  hasKey: true,
  hasMixed: false,
  hasOpened: false,
  ...done,
});

test('keys come first, then voting', () => {
  const keyless = [trustee(1), trustee(2, { hasKey: false })];
  expect(nextStep({ status: 'draft', ballots: 0, trustees: [] })).toEqual({ stage: 'keys', owners: [] });
  expect(nextStep({ status: 'draft', ballots: 0, trustees: keyless })).toEqual({ stage: 'keys', owners: [2] });
  expect(nextStep({ status: 'draft', ballots: 0, trustees: [trustee(1)] }).stage).toBe('ready');
  expect(nextStep({ status: 'open', ballots: 5, trustees: [trustee(1)] }).stage).toBe('voting');
});

test('two mixers take turns, then all trustees open in any order, then the count', () => {
  const closed = (...trustees: TallyTrustee[]) => nextStep({ status: 'closed', ballots: 5, trustees });
  expect(closed(trustee(1), trustee(2), trustee(3))).toEqual({ stage: 'mix', owners: [1] });
  const [first, second] = [trustee(1, { hasMixed: true }), trustee(2, { hasMixed: true })];
  expect(closed(first, trustee(2), trustee(3))).toEqual({ stage: 'mix', owners: [2] });
  expect(closed(first, second, trustee(3))).toEqual({ stage: 'open', owners: [1, 2, 3] });
  const opened = [first, second, trustee(3)].map((each) => ({ ...each, hasOpened: true }));
  expect(closed(...opened)).toEqual({ stage: 'count', owners: [] });
});

test('a contest without a ballot ends without a tally, a counted one is done', () => {
  expect(nextStep({ status: 'closed', ballots: 0, trustees: [trustee(1)] }).stage).toBe('empty');
  expect(nextStep({ status: 'counted', ballots: 5, trustees: [trustee(1)] }).stage).toBe('done');
});

// Bundles, honest and not: both verifiers come to the same verdict, and to the one that docs/spec/17-checks.md names.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type BundlePlan, makeParts, writeBundle } from './make/bundle';
import { badBundles } from './negatives/bundles';
import { BUNDLE, MIXED, payloadOf } from './testing/plans';
import { judgeBundle, verdictText } from './testing/verdicts';

const fixture = path.join(import.meta.dirname, '../lib/protocol/fixtures/small-bundle');

test('the small bundle of the product', async () => {
  const files = readdirSync(fixture).map((name): [string, Uint8Array] => [
    name,
    readFileSync(path.join(fixture, name)),
  ]);
  expect(await judgeBundle(new Map(files))).toEqual({ second: 'valid', fast: 'valid' });
});

describe('bundles with one fault', () => {
  const examples = badBundles(BUNDLE);
  test.each(examples.map((example) => [example.name, example] as const))('%s', async (_, example) => {
    const expected = verdictText(example.verdict);
    expect(await judgeBundle(example.files, example.knownKey)).toEqual({ second: expected, fast: expected });
  });
  test('cover every code of a refusal that only bundles get', () => {
    const codes = new Set(examples.flatMap(({ verdict }) => (verdict === null ? [] : [verdict.code])));
    expect(codes.size).toBeGreaterThan(40);
  });
});

describe('honest bundles', () => {
  const votes = [[1], [2, 3], [1, 2], [], [5, 4], [1, 4], [9], [3, 4]].map((places, voter) => ({
    voter,
    payload: payloadOf(...places),
  }));
  const base: BundlePlan = { ...MIXED, seed: 'honest', votes, superseded: [2], describe: {} };
  const counting = (rule: string, ties = 'default', parameters = {}) => ({ counting: { parameters, rule, ties } });
  const cases: [string, BundlePlan][] = [
    ['most votes', base],
    ['most votes, ties by id', { ...base, describe: counting('greedy_votes', 'lexicographic') }],
    ['equal shares', { ...base, describe: counting('mes_cost_plain') }],
    ['equal shares, completed', { ...base, describe: counting('mes_cost_add1u') }],
    ['equal shares, a published step', { ...base, describe: counting('mes_cost_add1u', 'default', { step: '0.75' }) }],
    ['knapsack', { ...base, describe: { ballot: { envelopeMinor: 6500, form: 'knapsack', max: 3, min: 1 } } }],
    ['vouched', { ...base, describe: { entitlement: 'vouched' } }],
    ['no valid vote', { ...base, describe: { ballot: { envelopeMinor: 1, form: 'knapsack', max: 3, min: 1 } } }],
    ['a mixer from outside', { ...base, mixers: [1, 2, 7] }],
    ['nobody superseded', { ...base, superseded: [] }],
  ];
  test.each(cases)('%s', async (_, plan) => {
    expect(await judgeBundle(writeBundle(makeParts(plan)))).toEqual({ second: 'valid', fast: 'valid' });
  });
});

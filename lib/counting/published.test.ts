import { describe, expect, it } from 'vitest';
import { mergeBallots } from './ballots';
import { countContest } from './count';
import { countPublished, type PublishedContest } from './published';

const contest: PublishedContest = {
  budgetMinor: 100_00n,
  currency: { exponent: 2 },
  projects: [
    { id: 'park', costMinor: 60_00n },
    { id: 'bench', costMinor: 20_00n },
    { id: 'tree', costMinor: 20_00n },
    { id: 'pool', costMinor: 90_00n },
  ],
  ballot: { form: 'approval' },
  counting: { rule: 'greedy_votes', parameters: {}, ties: 'lexicographic' },
  thresholds: [],
};
const votes = [['pool'], ['park', 'bench'], ['park', 'tree'], []].map((chosen) => ({ chosen }));
const tieSeed = '0'.repeat(64);
const withRule = (rule: string, parameters: PublishedContest['counting']['parameters'] = {}, ties = 'default') => ({
  ...contest,
  counting: { rule, parameters, ties },
});

describe('countPublished', () => {
  it('counts what is published, with ids for projects', () => {
    const { winners, totalCostMinor } = countPublished({ description: contest, votes, tieSeed });
    expect(winners).toEqual(['park', 'bench', 'tree']);
    expect(totalCostMinor).toBe(100_00n);
  });

  it('reads the step as a decimal of the currency, and counts blank votes as voters', () => {
    const description = withRule('mes_cost_add1u', { step: '0.5' }, 'lexicographic');
    const direct = countContest(
      'mes_cost_add1u',
      contest,
      mergeBallots([[3], [0, 1], [0, 2], []]),
      { step: { numerator: 50n, denominator: 1n } },
      { kind: 'lexicographic' },
    );
    if (!direct.ok) throw new Error('a sound contest');
    const published = countPublished({ description, votes, tieSeed });
    expect(published.winners).toEqual(direct.outcome.winners);
    expect(published.trace).toMatchObject({ completion: { step: { numerator: '50', denominator: '1' } } });
  });

  it('has a default step, also where nobody voted', () => {
    const description = withRule('mes_cost_add1u');
    expect(countPublished({ description, votes, tieSeed }).trace).toMatchObject({
      completion: { step: { numerator: '5', denominator: '2' } },
    });
    const stepped = withRule('mes_cost_add1u', { step: '3' });
    const nobody = countPublished({ description: stepped, votes: [], tieSeed });
    expect(countPublished({ description, votes: [], tieSeed }).winners).toEqual(nobody.winners);
  });

  it('draws the lot from the seed where the default order asks for it', () => {
    const equal = { ...withRule('greedy_votes'), budgetMinor: 20_00n };
    const even = [{ chosen: ['bench', 'tree'] }];
    const winners = new Set(
      Array.from(
        { length: 16 },
        (_, i) =>
          countPublished({ description: equal, votes: even, tieSeed: `${i.toString(16)}`.repeat(64) }).winners[0],
      ),
    );
    expect(winners).toEqual(new Set(['bench', 'tree']));
  });

  it.each<[string, PublishedContest, RegExp]>([
    ['an unknown rule', withRule('best_guess'), /unknown_rule/],
    ['an unknown parameter', withRule('greedy_votes', { bonus: 1 }), /unknown parameter bonus/],
    ['a step that is no decimal', withRule('mes_cost_add1u', { step: 'a bit' }), /not a decimal/],
    ['a step of nothing', withRule('mes_cost_add1u', { step: '0' }), /step_not_positive/],
    ['an unknown order of ties', withRule('greedy_votes', {}, 'coin'), /unknown tie order/],
    ['thresholds', { ...contest, thresholds: [{ kind: 'votes', votes: 3 }] }, /thresholds/],
    ['rankings', { ...contest, ballot: { form: 'ranking' } }, /ranking/],
  ])('refuses %s, because half a rule is no rule', (_, description, message) => {
    expect(() => countPublished({ description, votes, tieSeed })).toThrow(message);
    expect(() => countPublished({ description, votes, tieSeed })).toThrow(RangeError);
  });

  it('refuses votes for projects that are not there', () => {
    expect(() => countPublished({ description: contest, votes: [{ chosen: ['castle'] }], tieSeed })).toThrow(
      RangeError,
    );
  });
});

import { countPublished, type PublishedContest } from '@/lib/counting/published';
import { lotOf } from '@/lib/counting/tie-order';

const SEED = '1baf88efa5d771ab7f5b714737e539f48a2607221039f9daf1849d23c85c1dd5';

const projects = [
  { id: 'park', costMinor: 6000n },
  { id: 'bench', costMinor: 2000n },
  { id: 'tree', costMinor: 2000n },
  { id: 'pool', costMinor: 9000n },
  { id: 'lamp', costMinor: 1500n },
];
const ballots = [
  ['park', 'bench'],
  ['park', 'tree'],
  ['park', 'lamp'],
  ['pool', 'lamp'],
  ['pool'],
  ['pool', 'bench', 'tree'],
  ['tree', 'bench'],
  [],
];

type Counting = PublishedContest['counting'];
type Parameters = Counting['parameters'];

const counting = (rule: string, parameters: Parameters = {}, ties = 'default'): Counting => ({
  rule,
  parameters,
  ties,
});

const CASES: [name: string, counting: Counting, budgetMinor: bigint, votes: string[][]][] = [
  ['most votes', counting('greedy_votes'), 10000n, ballots],
  ['most votes, ties by id', counting('greedy_votes', {}, 'lexicographic'), 10000n, ballots],
  ['equal shares', counting('mes_cost_plain'), 10000n, ballots],
  ['equal shares, completed', counting('mes_cost_add1u'), 10000n, ballots],
  ['equal shares, a published step', counting('mes_cost_add1u', { step: '0.50' }, 'lexicographic'), 10000n, ballots],
  ['equal shares, all affordable', counting('mes_cost_add1u'), 30000n, ballots],
  ['equal shares, all supported in', counting('mes_cost_add1u', { step: '1' }), 12000n, [['lamp'], ['bench', 'lamp']]],
  ['equal shares without votes', counting('mes_cost_add1u'), 10000n, []],
  ['equal shares without money', counting('mes_cost_add1u'), 0n, ballots],
  ['most votes without votes', counting('greedy_votes'), 5000n, []],
];

const REFUSED: [reason: string, change: Partial<PublishedContest>][] = [
  ['an unknown rule', { counting: counting('best_guess') }],
  ['an unknown parameter', { counting: counting('greedy_votes', { luck: 1 }) }],
  ['a step of zero', { counting: counting('mes_cost_add1u', { step: '0' }) }],
  ['a step that is no text', { counting: counting('mes_cost_add1u', { step: 1 }) }],
  ['a step with a comma', { counting: counting('mes_cost_add1u', { step: '0,5' }) }],
  ['a threshold', { thresholds: [{ kind: 'votes', votes: 1 }] }],
  ['a ranking', { ballot: { form: 'ranking' } }],
];

const contest = (part: Partial<PublishedContest>): PublishedContest => ({
  budgetMinor: 10000n,
  currency: { exponent: 2 },
  projects,
  ballot: { form: 'approval' },
  counting: counting('greedy_votes'),
  thresholds: [],
  ...part,
});
const votesOf = (chosen: string[][]) => chosen.map((list) => ({ chosen: list }));

function refused([reason, change]: (typeof REFUSED)[number]): object {
  try {
    countPublished({ description: contest(change), votes: votesOf(ballots), tieSeed: SEED });
  } catch (error) {
    if (error instanceof RangeError) return { reason, ...change };
    throw error;
  }
  throw new Error(`counted: ${reason}`);
}

export function countingVectors(): object {
  return {
    about: 'Chapter 15. One contest under every rule, with outcome and trace; what cannot be counted.',
    tieSeed: SEED,
    exponent: 2,
    projects: projects.map(({ id, costMinor }) => ({ id, costMinor: Number(costMinor) })),
    lots: projects.map(({ id }) => ({ id, lot: lotOf(SEED, id) })),
    cases: CASES.map(([name, rule, budgetMinor, chosen]) => {
      const description = contest({ counting: rule, budgetMinor });
      const { winners, totalCostMinor, trace } = countPublished({ description, votes: votesOf(chosen), tieSeed: SEED });
      const outcome = { winners, totalCostMinor: Number(totalCostMinor), trace };
      return { name, budgetMinor: Number(budgetMinor), counting: rule, votes: chosen, ...outcome };
    }),
    refused: REFUSED.map(refused),
  };
}

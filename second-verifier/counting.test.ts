// Random contests, counted by both programs: the same winners in the same order, and the same explanation to the byte.
import { expect, test } from 'vitest';
import { countPublished } from '@/lib/counting/published';
import { canonicalText } from './bundle/canonical';
import { ballotsOf } from './counting/ballots';
import { rankingOf } from './counting/ranking';
import { equalSharesAdd1u, equalSharesPlain, greedyVotes } from './counting/rules';
import { hashHex } from './hashing';
import { drawFrom } from './make/draw';

const RULES = { greedy_votes: greedyVotes, mes_cost_plain: equalSharesPlain } as const;
const ROUNDS = 150;

/** Few projects with few different costs, and few voters: ties everywhere. */
function contestOf(seed: string) {
  const draw = drawFrom(seed);
  const below = (limit: number) => Number(draw() % BigInt(limit));
  const projects = Array.from({ length: 1 + below(7) }, (_, index) => ({
    id: `${'zyxw'[index % 4]}${below(3)}-${index}`,
    costMinor: 10 * (1 + below(6)),
  }));
  const votes = Array.from({ length: below(12) }, () =>
    projects.flatMap((_, place) => (below(3) === 0 ? [place] : [])),
  );
  return { projects, votes, budgetMinor: below(160), tieSeed: hashHex(seed) };
}

test.each(['greedy_votes', 'mes_cost_plain', 'mes_cost_add1u'] as const)(
  '%s',
  (rule) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { projects, votes, budgetMinor, tieSeed } = contestOf(`${rule} ${round}`);
      const ties = round % 3 === 0 ? 'lexicographic' : 'default';
      const ballots = ballotsOf(projects, votes, budgetMinor);
      const ranking = rankingOf(ballots.candidates, ties, tieSeed);
      const count =
        rule === 'mes_cost_add1u' ? equalSharesAdd1u(ballots, ranking, null) : RULES[rule](ballots, ranking);
      const fast = countPublished({
        description: {
          budgetMinor: BigInt(budgetMinor),
          currency: { exponent: 2 },
          projects: projects.map(({ id, costMinor }) => ({ id, costMinor: BigInt(costMinor) })),
          ballot: { form: 'approval' },
          counting: { rule, parameters: {}, ties },
          thresholds: [],
        },
        votes: votes.map((vote) => ({ chosen: vote.map((place) => projects[place]?.id as string) })),
        tieSeed,
      });
      expect(count.winners.map((place) => projects[place]?.id)).toEqual(fast.winners);
      expect(canonicalText(count.trace), `${rule} ${round}`).toBe(canonicalText(fast.trace));
    }
  },
  120_000,
);

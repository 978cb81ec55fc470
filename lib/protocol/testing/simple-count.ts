import type { Count } from '../counted';

/** A small counting rule of the tests' own: most votes first, then id; what does not fit is skipped. */
export const simpleCount: Count = ({ description, votes }) => {
  const { rule } = description.counting;
  if (rule !== 'greedy_votes') throw new RangeError(`unknown rule ${rule}`);
  const support = (id: string) => votes.filter((vote) => vote.chosen.includes(id)).length;
  const ranked = description.projects
    .map((project) => ({ ...project, votes: support(project.id) }))
    .sort((a, b) => b.votes - a.votes || (a.id < b.id ? -1 : 1));
  const winners: string[] = [];
  let left = description.budgetMinor;
  for (const { id, costMinor, votes: support } of ranked) {
    if (support === 0 || costMinor > left) continue;
    left -= costMinor;
    winners.push(id);
  }
  const trace = { votes: ranked.map(({ id, votes: support }) => [id, support]) };
  return { winners, totalCostMinor: description.budgetMinor - left, trace };
};

import type { Deps } from '@/lib/server/deps';
import { getTallyState } from '@/lib/tally/queries';
import { openingObstacles } from '@/lib/voting/service';
import { listContests, roundsWithoutCodes } from './queries';

type ContestName = { slug: string; name: string };
type Obstacle = NonNullable<Awaited<ReturnType<typeof openingObstacles>>>[number];

/** Something that waits for the administrator, or for somebody whom the administrator can remind. */
export type Need =
  | { kind: 'count_waits'; contest: ContestName }
  | { kind: 'trustees_wait'; contest: ContestName; stage: 'mix' | 'open'; names: string[] }
  | { kind: 'closing_past'; contest: ContestName }
  | { kind: 'obstacles'; contest: ContestName; obstacles: Obstacle[] }
  | { kind: 'codes_missing'; round: ContestName; people: number }
  | { kind: 'ready'; contest: ContestName }
  | { kind: 'nothing_started' };

/** Worst first: votes that wait for their count, then what keeps people from voting, then what may simply go on. */
const ORDER: readonly Need['kind'][] = [
  'count_waits',
  'trustees_wait',
  'closing_past',
  'obstacles',
  'codes_missing',
  'ready',
  'nothing_started',
];

export const worstFirst = (needs: readonly Need[]): Need[] =>
  [...needs].sort((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind));

/** What a draft needs: its obstacles without those that the roll's own line names, or the act of opening. */
export function needOfDraft(contest: ContestName, obstacles: readonly Obstacle[]): Need | null {
  if (obstacles.length === 0) return { kind: 'ready', contest };
  const rest = obstacles.filter(({ code }) => code !== 'people_without_code');
  if (rest.length === 0) return null;
  if (rest.every(({ code }) => code === 'closing_time_past')) return { kind: 'closing_past', contest };
  return { kind: 'obstacles', contest, obstacles: rest };
}

async function needOf(deps: Deps, contest: Awaited<ReturnType<typeof listContests>>[number]): Promise<Need | null> {
  if (contest.status === 'draft') {
    return needOfDraft(contest, (await openingObstacles(deps, contest.id)) ?? []);
  }
  if (contest.status !== 'closed') return null;
  const state = await getTallyState(deps, contest.id);
  if (!state) return null;
  const { stage, owners } = state.next;
  if (stage === 'count') return { kind: 'count_waits', contest };
  if (stage !== 'mix' && stage !== 'open') return null;
  const people = stage === 'mix' ? state.mixers : state.trustees;
  const names = people.filter(({ owner }) => owners.includes(owner)).map(({ name }) => name);
  return { kind: 'trustees_wait', contest, stage, names };
}

/** Everything that waits, worst first. */
export async function listNeeds(deps: Deps): Promise<Need[]> {
  const [contests, rounds] = await Promise.all([listContests(deps), roundsWithoutCodes(deps)]);
  const needs: Need[] = rounds.map(({ people, ...round }) => ({ kind: 'codes_missing', round, people }));
  for (const contest of contests) {
    const need = await needOf(deps, contest);
    if (need) needs.push(need);
  }
  if (contests.length === 0) needs.push({ kind: 'nothing_started' });
  return worstFirst(needs);
}

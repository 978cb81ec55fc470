import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readPabulib } from '@/lib/counting/pabulib/read';

const FILE = 'Poland_Wieliczka_2023_Green_Budget.pb';

export type RealBallots = { file: Uint8Array /** 1-based positions, one list per ballot. */; votes: number[][] };

/** The ballots of the real instance, unmerged, in a shuffled but fixed order so that a part of them is a fair sample. */
export function loadInput(folder: string): RealBallots {
  const file = new Uint8Array(readFileSync(path.join(folder, 'pb', FILE)));
  const read = readPabulib(file);
  if (!read.ok) throw new Error(`${FILE} cannot be read: ${read.error.code}`);
  const { multiplicity, offsets, choices } = read.instance.ballots;
  const votes: number[][] = [];
  multiplicity.forEach((copies, group) => {
    const chosen = Array.from(choices.subarray(offsets[group], offsets[group + 1]), (index) => index + 1);
    for (let copy = 0; copy < copies; copy++) votes.push(chosen);
  });
  let state = 42;
  for (let i = votes.length - 1; i > 0; i--) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    const j = state % (i + 1);
    [votes[i], votes[j]] = [votes[j] as number[], votes[i] as number[]];
  }
  return { file, votes };
}

/** The published expectation for the whole instance; null where it is not at hand. */
export function loadExpected(folder: string): { winners: string[]; totalCost: string } | null {
  const file = path.join(folder, 'expected.json');
  if (!existsSync(file)) return null;
  const { instances } = JSON.parse(readFileSync(file, 'utf8')) as {
    instances: { instance: string; rules: Record<string, { winners: string[]; total_cost: string }> }[];
  };
  const rule = instances.find((each) => each.instance === FILE)?.rules.mes_cost_add1u;
  return rule ? { winners: rule.winners, totalCost: rule.total_cost } : null;
}

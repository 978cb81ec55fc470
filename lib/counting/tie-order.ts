import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { compareCodePoints } from './code-points';
import type { Project, TieCriterion, TieOrder } from './types';

/** A total order of a contest's projects: the smaller rank goes first among equals. */
export interface Ranking {
  readonly rank: Int32Array;
  /** The criterion that it took to put `first` before all of `others`. */
  readonly criterion: (first: number, others: readonly number[]) => TieCriterion;
}

interface Key {
  readonly name: TieCriterion;
  readonly compare: (a: number, b: number) => number;
}

/** The lot of a project: SHA-256(seed bytes ‖ UTF-8 id) in hex. */
export function lotOf(seed: string, id: string): string {
  return bytesToHex(sha256(concatBytes(hexToBytes(seed), utf8ToBytes(id))));
}

function keysOf(projects: readonly Project[], votes: Float64Array, order: TieOrder): readonly Key[] {
  const project = (index: number): Project => projects[index] as Project;
  const byId: Key = { name: 'id', compare: (a, b) => compareCodePoints(project(a).id, project(b).id) };
  const byCost: Key = {
    name: 'cost',
    compare: (a, b) => compareBigints(project(a).costMinor, project(b).costMinor),
  };
  switch (order.kind) {
    case 'lexicographic':
      return [byId];
    case 'cheapest':
      return [byCost, byId];
    case 'default': {
      const lots = projects.map(({ id }) => lotOf(order.seed, id));
      const lot = (index: number): string => lots[index] as string;
      const byVotes: Key = { name: 'votes', compare: (a, b) => (votes[b] as number) - (votes[a] as number) };
      return [byCost, byVotes, { name: 'lot', compare: (a, b) => compareCodePoints(lot(a), lot(b)) }];
    }
  }
}

function compareBigints(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Ranks all projects once: cost, votes, lot and id do not change during a count. */
export function rankProjects(projects: readonly Project[], votes: Float64Array, order: TieOrder): Ranking {
  const keys = keysOf(projects, votes, order);
  const sorted = projects.map((_, index) => index);
  sorted.sort((a, b) => keys.reduce((order, key) => order || key.compare(a, b), 0));
  const rank = new Int32Array(projects.length);
  sorted.forEach((index, position) => {
    rank[index] = position;
  });
  return { rank, criterion: (first, others) => decidingKey(keys, first, others) };
}

function decidingKey(keys: readonly Key[], first: number, others: readonly number[]): TieCriterion {
  let left = others;
  for (const key of keys) {
    left = left.filter((other) => key.compare(first, other) === 0);
    if (left.length === 0) return key.name;
  }
  throw new Error('A tie order must be total');
}

// Which of two equals goes first (docs/spec/15-counting.md, Ties).
import { hashHex } from '../hashing';
import type { Candidate } from './ballots';

export type Criterion = 'cost' | 'votes' | 'lot' | 'id';

/** One total order of the candidates, for the whole count. */
export interface Ranking {
  /** Places of candidates, the first ranked one first. */
  sort(places: readonly number[]): number[];
  /** The criterion that tells the first of a tied set from all others; the set sorted by `sort`. */
  decidedBy(tied: readonly number[]): Criterion;
}

type Compare = (a: Candidate, b: Candidate) => number;

/** @param seed the lot as 64 hexadecimal digits */
export function rankingOf(candidates: readonly Candidate[], ties: 'default' | 'lexicographic', seed: string): Ranking {
  const lot = ({ id }: Candidate) => hashHex(Buffer.concat([Buffer.from(seed, 'hex'), Buffer.from(id)]));
  const byDefault: [Criterion, Compare][] = [
    ['cost', (a, b) => Number(a.cost - b.cost)],
    ['votes', (a, b) => b.votes - a.votes],
    ['lot', (a, b) => (lot(a) < lot(b) ? -1 : 1)],
  ];
  // UTF-8 keeps the order of code points.
  const byId: [Criterion, Compare][] = [['id', (a, b) => Buffer.compare(Buffer.from(a.id), Buffer.from(b.id))]];
  const criteria = ties === 'default' ? byDefault : byId;
  const at = (place: number) => candidates[place] as Candidate;
  const compare = (a: number, b: number) => {
    if (a === b) return 0;
    for (const [, byCriterion] of criteria) {
      const difference = byCriterion(at(a), at(b));
      if (difference !== 0) return difference;
    }
    return 0;
  };
  return {
    sort: (places) => [...places].sort(compare),
    decidedBy: (tied) => {
      const [first = 0, ...others] = tied;
      let equal = others;
      for (const [name, byCriterion] of criteria) {
        equal = equal.filter((place) => byCriterion(at(first), at(place)) === 0);
        if (equal.length === 0) return name;
      }
      throw new Error('two projects have the same id');
    },
  };
}

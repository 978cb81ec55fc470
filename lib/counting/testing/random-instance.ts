import { type Rational, rational } from '../rational';
import type { CountingContest, TieOrder } from '../types';
import type { Approvals } from './reference';

/** Whole numbers from 0 below a bound. */
export type Draw = (below: number) => number;

/** mulberry32: small, seeded, good enough to vary test cases. */
export function seeded(seed: number): Draw {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

export interface RandomInstance {
  readonly contest: CountingContest;
  readonly approvals: Approvals;
  readonly step: Rational;
  readonly order: TieOrder;
}

export interface Shape {
  readonly voters: number;
  readonly projects: number;
  readonly costs: number;
  /** Every amount is this many times a small number, plus at most `noise`. */
  readonly unit: bigint;
  readonly noise: number;
}

/** Few voters, few different costs: most rounds are ties. */
export const TINY: Shape = { voters: 7, projects: 6, costs: 5, unit: 1n, noise: 0 };
/** Differences beyond what a double can hold: the filter must hand over. */
export const NEAR_TIES: Shape = { voters: 6, projects: 6, costs: 4, unit: 10n ** 17n, noise: 2 };
/** Long histories of payments. */
export const LARGER: Shape = { voters: 40, projects: 14, costs: 12, unit: 1n, noise: 0 };
/** So many different ballots that rounding errors of sums begin to matter. */
export const WIDE: Shape = { voters: 1500, projects: 14, costs: 900, unit: 1n, noise: 0 };

const IDS = ['10', '9', 'b', 'B', 'é', 'a b', '\u{1f600}', '\uff5e', 'aa', 'a', 'zz', 'z-1', 'ż', '0'];

export function randomInstance(draw: Draw, shape: Shape): RandomInstance {
  const amount = (value: number): bigint => BigInt(value) * shape.unit + BigInt(draw(shape.noise + 1));
  const count = 1 + draw(shape.projects);
  const projects = IDS.slice(0, count).map((id) => {
    const free = draw(20) === 0;
    return { id, costMinor: free ? 0n : amount(1 + draw(shape.costs)) };
  });
  const voters = 1 + draw(shape.voters);
  const density = 1 + draw(9);
  const approvals = Array.from({ length: voters }, () => projects.flatMap((_, p) => (draw(10) < density ? [p] : [])));
  const budgetMinor = draw(25) === 0 ? 0n : amount(1 + draw(shape.costs * count));
  const step = rational(BigInt(1 + draw(3)) * shape.unit, BigInt(1 + draw(4)));
  const kind = (['lexicographic', 'cheapest', 'default'] as const)[draw(3)] ?? 'default';
  const order: TieOrder = kind === 'default' ? { kind, seed: draw(256).toString(16).padStart(64, '0') } : { kind };
  return { contest: { budgetMinor, projects }, approvals, step, order };
}

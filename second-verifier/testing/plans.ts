import type { BundlePlan } from '../make/bundle';
import type { Plan } from '../make/election';

/** A vote for these projects, by place from 1. */
export function payloadOf(...places: number[]): number[] {
  const bytes = Array.from({ length: 30 }, () => 0);
  bytes[0] = 1;
  for (const place of places) {
    const at = 1 + Math.floor((place - 1) / 8);
    bytes[at] = (bytes[at] ?? 0) | (128 >> ((place - 1) % 8));
  }
  return bytes;
}

/** Voter 1 votes twice; a single trustee and two of three open. */
export const MIXED: Plan = {
  seed: 'mixed trustees',
  trustees: ['single', { threshold: 2, size: 3 }],
  votes: [
    { voter: 0, payload: payloadOf(1) },
    { voter: 1, payload: payloadOf(2, 3) },
    { voter: 2, payload: payloadOf() },
    { voter: 1, payload: payloadOf(3) },
  ],
  mixers: [1, 2],
  openers: [1, 2, 4],
};

/** As small as an election gets: for changing every field of it. */
export const SMALL: Plan = {
  ...MIXED,
  seed: 'small',
  trustees: ['single', 'single'],
  votes: MIXED.votes.slice(0, 2),
  openers: [1, 2],
};

/** Two of four voters were superseded. */
export const BUNDLE: BundlePlan = {
  ...SMALL,
  seed: 'bundle',
  votes: [
    { voter: 0, payload: payloadOf(1) },
    { voter: 1, payload: payloadOf(2, 3) },
    { voter: 2, payload: payloadOf(1, 2) },
    { voter: 3, payload: payloadOf(4) },
  ],
  superseded: [0, 1],
  describe: {},
};

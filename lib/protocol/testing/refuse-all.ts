import { expect } from 'vitest';
import { seededRandom } from '../../crypto/testing/seeded-random';

/** How many different forgeries of each kind are tried at least. */
export const FORGERIES = 500;

/** `FORGERY_SEED=… npx vitest …` tries others than every day's; `FORGERY_COUNTS=1` says how each kind was refused. */
export const SEED = process.env.FORGERY_SEED ?? 'every day';

export function forgeryRandom(kind: string) {
  return seededRandom(`${SEED}|${kind}`);
}

/** The name of a refusal, or null if the forgery was accepted. */
type Verdict<T> = (forged: T) => string | null | Promise<string | null>;

/**
 * Tries all forgeries. Fails if one is accepted, if there are fewer than `FORGERIES` different ones, or if one of the
 * refusals in `codes` never came up: then the forgeries were refused for reasons beside the point.
 */
export async function refuseAll<T extends { how: string }>(
  forgeries: Iterable<T>,
  verdict: Verdict<T>,
  codes: readonly string[],
): Promise<void> {
  const found = new Map<string, number>();
  const accepted: string[] = [];
  const tried = new Set<string>();
  for (const forgery of forgeries) {
    tried.add(JSON.stringify({ ...forgery, how: '' }, (_, value) => (typeof value === 'bigint' ? `${value}` : value)));
    const code = await verdict(forgery);
    if (code === null) accepted.push(forgery.how);
    else found.set(code, (found.get(code) ?? 0) + 1);
  }
  if (process.env.FORGERY_COUNTS)
    console.info(`${tried.size} refused: ${[...found].map(([code, n]) => `${n} ${code}`).join(', ')}`);
  expect(accepted, `accepted with seed "${SEED}"`).toEqual([]);
  expect(tried.size).toBeGreaterThanOrEqual(FORGERIES);
  expect([...found.keys()]).toEqual(expect.arrayContaining([...codes]));
}

/** `make` until there are `count` different forgeries. */
export function collect<T extends { how: string }>(count: number, make: (number: number) => T): T[] {
  return Array.from({ length: count }, (_, number) => make(number));
}

import pg from 'pg';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import { environment } from './env';

/** Against guessing and flooding: only failures count, so that a shop's shared address is never shut out by success. */
const RULES = {
  'code-account': { points: 10, duration: 15 * 60 },
  'code-address': { points: 60, duration: 15 * 60 },
  'link-account': { points: 5, duration: 15 * 60 },
  'link-address': { points: 30, duration: 15 * 60 },
  'cast-address': { points: 60, duration: 60 },
  'cosign-address': { points: 60, duration: 15 * 60 },
  'register-account': { points: 30, duration: 15 * 60 },
} as const;
export type LimitName = keyof typeof RULES;
export type LimitKey = readonly [LimitName, string];

const kept = globalThis as unknown as { largoLimits?: Map<LimitName, RateLimiterPostgres> };

function limiter(name: LimitName): RateLimiterPostgres {
  if (!kept.largoLimits) {
    const pool = new pg.Pool({ connectionString: environment().DATABASE_URL, max: 4 });
    kept.largoLimits = new Map(
      Object.entries(RULES).map(([keyPrefix, rule]) => [
        keyPrefix as LimitName,
        new RateLimiterPostgres({
          storeClient: pool,
          schemaName: 'people',
          tableName: 'rate_limit',
          tableCreated: true,
          keyPrefix,
          ...rule,
        }),
      ]),
    );
  }
  return kept.largoLimits.get(name) as RateLimiterPostgres;
}

/** Seconds to wait until the first of these keys is free again; 0 when none is exhausted. */
export async function secondsToWait(keys: readonly LimitKey[]): Promise<number> {
  const waits = await Promise.all(
    keys.map(async ([name, key]) => {
      const state = await limiter(name).get(key);
      return state && state.consumedPoints >= RULES[name].points ? Math.ceil(state.msBeforeNext / 1000) : 0;
    }),
  );
  return Math.max(0, ...waits);
}

/** Counts one failure against every key. */
export async function countFailure(keys: readonly LimitKey[]): Promise<void> {
  await Promise.all(keys.map(([name, key]) => limiter(name).penalty(key, 1)));
}

/** Trying again until there is an answer. Only what can be repeated without effect may be given to it. */
import type { Answered } from './api';

const FIRST_MS = 1_000;
const MOST_MS = 30_000;
/** Nothing was decided: no answer, too busy, or a fault of the server's. */
const PASSING = new Set(['offline', 'server_error', 'too_many_attempts']);

export type Patience = {
  /** Resolves after this time, or earlier when the voter asks or the network returns. */
  wait: (milliseconds: number) => Promise<void>;
  /** In [0, 1): spreads the retries of many devices. */
  chance: () => number;
};
export type Trying = { kind: 'sending' } | { kind: 'waiting'; code: string; milliseconds: number };

/** How long to wait before attempt n + 1 (n from 1): doubling, at most 30 s, between half and whole. */
export function pause(attempt: number, chance: number): number {
  return Math.round(Math.min(MOST_MS, FIRST_MS * 2 ** (attempt - 1)) * (0.5 + chance / 2));
}

export async function untilAnswered<T>(
  patience: Patience,
  attempt: () => Promise<Answered<T>>,
  tell: (trying: Trying) => void,
): Promise<Answered<T>> {
  for (let count = 1; ; count += 1) {
    tell({ kind: 'sending' });
    const answer = await attempt();
    if (answer.ok || !PASSING.has(answer.code)) return answer;
    const asked = (answer.retryAfterSeconds ?? 0) * 1000;
    const milliseconds = Math.max(asked, pause(count, patience.chance()));
    tell({ kind: 'waiting', code: answer.code, milliseconds });
    await patience.wait(milliseconds);
  }
}

/** How long the rest of a running stage may take, from how long its beginning took. */

const TOO_EARLY_MS = 2_000;
const TOO_LITTLE = 0.02;

export interface Remaining {
  readonly minutes: number;
  readonly seconds: number;
}

/**
 * Rounded up to 5 seconds. Null while too little is done to tell.
 * @param fraction share of the stage that is done, 0…1
 */
export function timeLeft(fraction: number, elapsedMs: number): Remaining | null {
  if (elapsedMs < TOO_EARLY_MS || fraction < TOO_LITTLE) return null;
  const restMs = (elapsedMs * (1 - fraction)) / fraction;
  const total = Math.max(5, Math.ceil(restMs / 5_000) * 5);
  // Beyond five minutes seconds would only pretend to be exact.
  if (total > 300) return { minutes: Math.ceil(total / 60), seconds: 0 };
  return { minutes: Math.floor(total / 60), seconds: total % 60 };
}

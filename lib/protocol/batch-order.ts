import type { RandomBytes } from '../crypto/random';
import { shuffled } from './uniform';

/** What waits for the next batch. `credential` ties items together; null stands alone (revocations). */
export interface PendingLeaf {
  kind: string;
  credential: string | null;
}

/**
 * The order in which a batch is appended, uniformly random among those that keep what must be kept: a credential's
 * registration comes before its ballots, and its ballots stay in the order given (the last one counts). A watcher learns
 * from the board that a batch arrived, never who of it came first.
 */
export function orderBatch<T extends PendingLeaf>(pending: readonly T[], random: RandomBytes): T[] {
  const chains = new Map<string, T[]>();
  for (const item of pending) {
    if (item.credential === null) continue;
    const chain = chains.get(item.credential);
    if (chain) chain.push(item);
    else chains.set(item.credential, [item]);
  }
  const next = new Map(Array.from(chains, ([credential, chain]) => [credential, registrationFirst(chain).values()]));
  // A shuffle says which places belong to which credential; each credential then fills its places in its own order.
  return shuffled(pending, random).map((item) =>
    item.credential === null ? item : (next.get(item.credential)?.next().value as T),
  );
}

function registrationFirst<T extends PendingLeaf>(chain: readonly T[]): T[] {
  const isRegistration = (item: T) => item.kind === 'registration';
  return [...chain.filter(isRegistration), ...chain.filter((item) => !isRegistration(item))];
}

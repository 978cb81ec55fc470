/**
 * What this device remembers about keys that were used here: the one list of ballots that each has opened (SEC-06).
 * Opening a second list with the same key would let whoever made that list single out ballots.
 */
import { OPENED, withMemory } from './device-memory';

export interface OpenedLists {
  /**
   * Notes that `publicKey` is about to open the list with this SHA-256, unless another one is noted already.
   * Atomic over all pages and workers of this site. @returns the hash that is noted afterwards.
   */
  claim: (publicKey: string, listHash: string) => Promise<string>;
}

/** In this browser's IndexedDB. Rejects where the browser keeps nothing. */
export const openedListsOnDevice: OpenedLists = {
  claim: (publicKey, listHash) =>
    withMemory(async (db) => {
      const { store, done } = db.transaction(OPENED, 'readwrite', { durability: 'strict' });
      const known: unknown = await store.get(publicKey);
      if (known === undefined) await store.put(listHash, publicKey);
      await done;
      return typeof known === 'string' ? known : listHash;
    }),
};

/**
 * What this device remembers about keys that were used here: the one list of ballots that each has opened (SEC-06).
 * Opening a second list with the same key would let whoever made that list single out ballots.
 */
import { openDB } from 'idb';

export interface OpenedLists {
  /**
   * Notes that `publicKey` is about to open the list with this SHA-256, unless another one is noted already.
   * Atomic over all pages and workers of this site. @returns the hash that is noted afterwards.
   */
  claim: (publicKey: string, listHash: string) => Promise<string>;
}

const STORE = 'opened';

/** In this browser's IndexedDB. Rejects where the browser keeps nothing. */
export const openedListsOnDevice: OpenedLists = {
  async claim(publicKey, listHash) {
    const db = await openDB('largo-trustee', 1, { upgrade: (fresh) => void fresh.createObjectStore(STORE) });
    try {
      const { store, done } = db.transaction(STORE, 'readwrite', { durability: 'strict' });
      const known: unknown = await store.get(publicKey);
      if (known === undefined) await store.put(listHash, publicKey);
      await done;
      return typeof known === 'string' ? known : listHash;
    } finally {
      db.close();
    }
  },
};

import { type IDBPDatabase, openDB } from 'idb';

/** What this browser keeps for trustees and mixers: which list each key has opened, and shuffles under way. */
export const OPENED = 'opened';
export const SHUFFLES = 'shuffles';

/** Opens it for one piece of work. Rejects where the browser keeps nothing. */
export async function withMemory<T>(work: (db: IDBPDatabase) => Promise<T>): Promise<T> {
  const db = await openDB('largo-trustee', 2, {
    upgrade: (fresh, before) => {
      if (before < 1) fresh.createObjectStore(OPENED);
      if (before < 2) fresh.createObjectStore(SHUFFLES);
    },
  });
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

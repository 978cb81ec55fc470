/**
 * What this device remembers of a shuffle: that it was begun, and the finished record until it is handed in. The record
 * is what everybody will see on the board; the permutation and the masks are never stored, so a shuffle that was
 * interrupted begins anew with others. Of what was taken the hash stays, so that a server that puts a shuffle of its own
 * in the place of this one is found out before anything is opened.
 */
import { SHUFFLES, withMemory } from './device-memory';

export type ShuffleSoFar = 'none' | 'begun' | 'finished';

export interface KeptShuffles {
  look: (contest: string) => Promise<ShuffleSoFar>;
  begin: (contest: string) => Promise<void>;
  keep: (contest: string, record: string) => Promise<void>;
  /** The finished record; null where there is none. */
  find: (contest: string) => Promise<string | null>;
  drop: (contest: string) => Promise<void>;
  /** Notes the SHA-256 of a record that the server has taken, 64 hex digits. */
  note: (contest: string, hash: string) => Promise<void>;
  /** Every record that this device has handed in: a list that was mixed without it is not the one to open. */
  noted: (contest: string) => Promise<readonly string[]>;
}

const BEGUN = 'begun';
const notesOf = (contest: string) => `${contest}|handed in`;

/** Memory is a convenience here: a browser that keeps nothing shuffles as well. */
const orElse = <T>(fallback: T, work: Promise<T>): Promise<T> => work.catch(() => fallback);

const read = (contest: string) => withMemory(async (db): Promise<unknown> => db.get(SHUFFLES, contest));
const write = (contest: string, value: string) =>
  orElse(
    undefined,
    withMemory(async (db) => void (await db.put(SHUFFLES, value, contest))),
  );

/** In this browser's IndexedDB. */
export const keptShufflesOnDevice: KeptShuffles = {
  look: (contest) =>
    orElse<ShuffleSoFar>(
      'none',
      read(contest).then((known) => (typeof known !== 'string' ? 'none' : known === BEGUN ? 'begun' : 'finished')),
    ),
  begin: (contest) => write(contest, BEGUN),
  keep: write,
  find: (contest) =>
    orElse<string | null>(
      null,
      read(contest).then((known) => (typeof known === 'string' && known !== BEGUN ? known : null)),
    ),
  drop: (contest) =>
    orElse(
      undefined,
      withMemory((db) => db.delete(SHUFFLES, contest)),
    ),
  note: (contest, hash) =>
    orElse(
      undefined,
      withMemory(async (db) => {
        const { store, done } = db.transaction(SHUFFLES, 'readwrite', { durability: 'strict' });
        const known: unknown = await store.get(notesOf(contest));
        const hashes = Array.isArray(known) ? known : [];
        if (!hashes.includes(hash)) await store.put([...hashes, hash], notesOf(contest));
        await done;
      }),
    ),
  noted: (contest) =>
    orElse<readonly string[]>(
      [],
      withMemory(async (db): Promise<unknown> => db.get(SHUFFLES, notesOf(contest))).then((known) =>
        Array.isArray(known) ? known.filter((hash) => typeof hash === 'string') : [],
      ),
    ),
};

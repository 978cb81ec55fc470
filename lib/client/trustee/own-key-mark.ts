/**
 * What this browser remembers of the key that a trustee made on it, so that the page can look by itself whether ballots
 * are locked with that key: what the key file says in clear, and nothing of the secret, not even sealed.
 */
import { type KeyInClear, keyInClearSchema, readKeyInClear } from '@/lib/protocol/key-file';

/** As `localStorage` is; null where the browser keeps nothing. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem'> | null;

const nameOf = (contest: string) => `largo-own-key:${contest}`;

export function ownShelf(): Shelf {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

/** Notes the key in a file whose public half was handed in; it takes the place of an earlier one. */
export function noteOwnKey(shelf: Shelf, file: string): void {
  const read = readKeyInClear(file);
  if (!read.ok) return;
  try {
    shelf?.setItem(nameOf(read.key.contest), JSON.stringify(read.key));
  } catch {
    // The store is full or closed: then the page asks for the file.
  }
}

export function notedOwnKey(shelf: Shelf, contest: string): KeyInClear | null {
  try {
    return keyInClearSchema.parse(JSON.parse(shelf?.getItem(nameOf(contest)) ?? ''));
  } catch {
    return null;
  }
}

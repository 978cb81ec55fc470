/**
 * The last head of each board that this browser has verified. It holds no secret and no choice, only that a board was
 * visited; each visit makes its owner a small monitor: a city that rewrites the list has to reckon with every one.
 */
import { headText, parseHead, type SignedHead } from '@/lib/protocol/board';

type Shelf = Pick<Storage, 'getItem' | 'setItem'>;
export type KeptHeads = ReturnType<typeof keptHeads>;

const keyOf = (fingerprint: string) => `largo-head|${fingerprint}`;

/** `shelf` is the browser's local storage, or null where it may not be used: then nothing is kept. */
export function keptHeads(shelf: Shelf | null) {
  return {
    get(fingerprint: string): SignedHead | null {
      try {
        return parseHead(shelf?.getItem(keyOf(fingerprint)) ?? '');
      } catch {
        return null;
      }
    },
    put(head: SignedHead): void {
      try {
        shelf?.setItem(keyOf(head.electionFingerprint), headText(head));
      } catch {
        // Storage is full or forbidden: the proof of today holds all the same.
      }
    },
  };
}

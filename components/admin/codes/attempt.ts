/**
 * How far handing in codes had come, kept for this tab alone: `made` and `uploading` where they were made in the
 * browser, `file` where a file of keys was being handed in. Never a code: only the word that tells what a reload lost.
 */
export type Attempt = 'made' | 'uploading' | 'file';

const keyOf = (roundId: string) => `largo.codes.${roundId}`;

export function rememberAttempt(roundId: string, attempt: Attempt | null): void {
  try {
    if (attempt) sessionStorage.setItem(keyOf(roundId), attempt);
    else sessionStorage.removeItem(keyOf(roundId));
  } catch {
    // Storage may be forbidden (private windows): a reload then only shows how many people lack a code.
  }
}

/** The word of an attempt that did not come to its end; null after one that did. */
export function recallAttempt(roundId: string): Attempt | null {
  try {
    const attempt = sessionStorage.getItem(keyOf(roundId));
    return attempt === 'made' || attempt === 'uploading' || attempt === 'file' ? attempt : null;
  } catch {
    return null;
  }
}

import { sha256Bytes } from '../hash';
import type { RandomBytes } from '../random';

/** Reproducible bytes for tests and fixtures: SHA-256 in counter mode over a seed. Never for real keys or votes. */
export function seededRandom(seed: string): RandomBytes {
  let counter = 0;
  let pool = new Uint8Array();
  return (length) => {
    const result = new Uint8Array(length);
    for (let filled = 0; filled < length; ) {
      if (pool.length === 0) pool = Uint8Array.from(sha256Bytes(`${seed}|${counter++}`));
      const part = pool.subarray(0, length - filled);
      result.set(part, filled);
      filled += part.length;
      pool = pool.subarray(part.length);
    }
    return result;
  };
}

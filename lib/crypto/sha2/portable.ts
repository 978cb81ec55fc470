/** SHA-256 (FIPS 180-4) where nothing faster is at hand: in browsers, which offer theirs only to code that waits. */
import { sha256 as compute } from '@noble/hashes/sha2.js';

/** A hash of data given piece by piece. */
export interface Sha256Stream {
  update(data: Uint8Array): void;
  /** 32 bytes; nothing may be added afterwards. */
  digest(): Uint8Array;
}

/** 32 bytes. */
export function sha256(data: Uint8Array): Uint8Array {
  return compute(data);
}

export function sha256Stream(): Sha256Stream {
  const state = compute.create();
  return {
    update: (data) => {
      state.update(data);
    },
    digest: () => state.digest(),
  };
}

import type { RandomBytes } from '@/lib/crypto/random';
import type { Witness } from '@/lib/protocol/witness-name';
import type { Tx } from '@/lib/server/db';

/**
 * The ballot side of the wall (SEC-12): code under this folder is handed these tables and no others, so it cannot
 * read or store a person. `side.test.ts` proves that the type stays that way.
 */
export type BoardTx = Pick<
  Tx,
  | 'election'
  | 'electionState'
  | 'credential'
  | 'ballot'
  | 'challenge'
  | 'leaf'
  | 'head'
  | 'cosignature'
  | 'mix'
  | 'decryption'
  | 'electionFile'
  | '$queryRaw'
  | '$executeRaw'
>;

export type BoardDb = BoardTx & {
  $transaction<T>(work: (tx: BoardTx) => Promise<T>, options?: { timeout?: number; maxWait?: number }): Promise<T>;
};

export type BoardDeps = {
  db: BoardDb;
  now: () => Date;
  random: RandomBytes;
  /** RFC 8032 seed, 32 bytes. */
  signingKey: Uint8Array;
  batchMinimum: number;
  /** Whose co-signatures are taken and shown. */
  witnesses: readonly Witness[];
};

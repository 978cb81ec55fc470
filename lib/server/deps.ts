import { randomBytes } from 'node:crypto';
import type { RandomBytes } from '@/lib/crypto/random';
import type { Witness } from '@/lib/protocol/witness-name';
import { type Db, db } from './db';
import { environment } from './env';

/** What services need from the world. Tests hand in their own clock, randomness and database. */
export type Deps = {
  db: Db;
  now: () => Date;
  random: RandomBytes;
  /** RFC 8032 seed, 32 bytes: signs heads and receipts. */
  signingKey: Uint8Array;
  /** How many ballots must wait before a batch goes to the board while voting is open. */
  batchMinimum: number;
  /** Who may co-sign heads of the board, from the configuration. */
  witnesses: readonly Witness[];
};

export function deps(): Deps {
  const { BOARD_SIGNING_KEY, BOARD_BATCH_MINIMUM, BOARD_WITNESSES } = environment();
  return {
    db: db(),
    now: () => new Date(),
    random: (length) => new Uint8Array(randomBytes(length)),
    signingKey: new Uint8Array(Buffer.from(BOARD_SIGNING_KEY, 'hex')),
    batchMinimum: BOARD_BATCH_MINIMUM,
    witnesses: BOARD_WITNESSES,
  };
}

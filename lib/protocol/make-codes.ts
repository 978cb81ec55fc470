/** Making voting codes for a roll, where it is printed: in the registrar's browser, or on the command line. */
import type { RandomBytes } from '../crypto/random';
import { deriveRegistrationKey, generateCode } from './registration';

/** A code and the public half of its key. Only the public half may leave the registrar's machine, but on paper. */
export interface MadeCode {
  readonly id: string;
  readonly code: string;
  /** Point text. */
  readonly publicKey: string;
}

export interface MakeCodes {
  readonly roundId: string;
  /** Ids of entries of the roll. */
  readonly ids: readonly string[];
}

const CHUNK = 50;

/** Makes one code for each id, in chunks that show progress. Two equal codes are as likely as guessing one: 115 bits. */
export function* makeCodes({ roundId, ids }: MakeCodes, random: RandomBytes): Generator<MadeCode[]> {
  for (let at = 0; at < ids.length; at += CHUNK) {
    yield ids.slice(at, at + CHUNK).map((id) => {
      const code = generateCode(random);
      return { id, code, publicKey: deriveRegistrationKey(roundId, code).publicKey };
    });
  }
}

import type { RandomBytes } from '@/lib/crypto/random';
import { deriveRegistrationKey, generateCode } from '@/lib/protocol/registration';
import type { MadeCode, MakeCodes } from './messages';

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

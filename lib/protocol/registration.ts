/**
 * Registration keys and the messages that bind a voting credential to a place on the roll.
 *
 * A voting code is made where the roll is printed and typed in by the voter; the server only ever sees the public key
 * derived from it, so that it cannot register anybody who stayed at home. The derivation is the one of voting
 * credentials (Belenios protocol 1) under another domain word.
 */

import { isIdentity, parsePoint } from '../crypto/group';
import type { RandomBytes } from '../crypto/random';
import { proofFromJson, proofToJson, proveKnowledge, verifyKnowledge } from '../crypto/schnorr';
import { CODE_LETTERS, checksumLetter, hasChecksum, lettersOf } from './code-alphabet';
import { type DerivedKey, deriveKey } from './credentials';
import { uniformIndex } from './uniform';

const GROUPS = 6;
const GROUP_LENGTH = 4;
const CODE_LENGTH = GROUPS * GROUP_LENGTH;

/** A new code, `XXXX-XXXX-XXXX-XXXX-XXXX-XXXX`: 23 random letters (115 bits) and a checksum letter. */
export function generateCode(random: RandomBytes): string {
  const letters = Array.from({ length: CODE_LENGTH - 1 }, () => CODE_LETTERS[uniformIndex(32, random)]).join('');
  return inGroups(letters + checksumLetter(letters));
}

/** The code as it was printed, from whatever was typed; null if it cannot be a code (length, foreign signs, checksum). */
export function normaliseCode(input: string): string | null {
  if (input.length > 4 * CODE_LENGTH) return null;
  const letters = lettersOf(input);
  return letters?.length === CODE_LENGTH && hasChecksum(letters) ? inGroups(letters) : null;
}

/** The key pair of a code within one round. `code` must be as `normaliseCode` returns it. */
export function deriveRegistrationKey(roundId: string, code: string): DerivedKey {
  if (normaliseCode(code) !== code) throw new RangeError('not a normalised voting code');
  return deriveKey('derive_registration', field(roundId), code);
}

/** What a voter signs with the registration key to sign in: the nonce is the server's and is used once. */
export function signInMessage(roundId: string, publicKey: string, nonce: string): string {
  return message('sign-in', roundId, publicKey, nonce);
}

/** What the registration key signs: "this credential votes for me in this election". */
export function credentialMessage(electionUuid: string, credentialPublicKey: string): string {
  return message('credential', electionUuid, credentialPublicKey);
}

/** What the credential signs to prove that its secret is at hand, for one registration key or for a person whom the server vouches for. */
export function possessionMessage(electionUuid: string, registrationPublicKey: string | 'vouched'): string {
  return message('possession', electionUuid, registrationPublicKey);
}

/**
 * What the credential signs so that one of its own ballots can never be cast: its holder is about to open it for a test.
 * `ballotHash`: SHA-256 of the ballot's text, hex.
 */
export function challengeMessage(electionUuid: string, ballotHash: string): string {
  return message('challenge', electionUuid, ballotHash);
}

/** Schnorr signature of Belenios (prefix `sigmsg|`), as its JSON text `{"challenge":…,"response":…}`. */
export function signMessage(secret: bigint, text: string, random: RandomBytes): string {
  return JSON.stringify(proofToJson(proveKnowledge({ secret, prefix: prefixOf(text), random })));
}

/** Strict: the key is a point of the prime-order subgroup other than the identity and the signature its one text. Never throws. */
export function verifyMessage(publicKey: string, text: string, signature: string): boolean {
  const point = parsePoint(publicKey);
  if (point === null || isIdentity(point)) return false;
  const scalars = SIGNATURE.exec(signature);
  const proof = proofFromJson({ challenge: scalars?.[1] ?? '', response: scalars?.[2] ?? '' });
  return proof !== null && verifyKnowledge({ publicKey: point, prefix: prefixOf(text), proof });
}

const SIGNATURE = /^\{"challenge":"(\d{1,77})","response":"(\d{1,77})"\}$/;

function prefixOf(text: string): string {
  return `sigmsg|${text}|`;
}

// Fields hold no separator, so two different lists of fields never make one message.
function message(purpose: string, ...fields: string[]): string {
  return ['largo', purpose, ...fields.map(field)].join('|');
}

function field(value: string): string {
  if (!/^[0-9A-Za-z_-]{1,128}$/.test(value)) throw new RangeError('not an identifier');
  return value;
}

function inGroups(letters: string): string {
  return Array.from({ length: GROUPS }, (_, i) => letters.slice(i * GROUP_LENGTH, (i + 1) * GROUP_LENGTH)).join('-');
}

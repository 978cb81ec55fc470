/**
 * Testing a ballot before it is cast (Benaloh's challenge): the voter's device opens one encrypted ballot, and any other
 * device recomputes from the opening what that ballot holds. A device cannot know in advance which of its ballots will
 * be opened, so one that encrypts other choices than it shows is caught as often as people test.
 *
 * An opening is 288 bytes in base64url, 384 characters: the ballot's values, the scalar that encrypted it, its payload.
 * It holds no text of its own choosing: the ballot's text, and with it the tracker, is rebuilt from the values.
 */
import { PAYLOAD_BYTES } from '../crypto/encoding';
import { base64Unpadded, sha256Bytes } from '../crypto/hash';
import { ORDER } from '../crypto/order';
import type { SchnorrProof } from '../crypto/schnorr';
import { type BallotParts, ballotParts, ballotText, checkBallot, encryptPayload } from './ballot';
import { descriptionHash, type PublicDescription, parseDescription, payloadRules } from './description';
import { type ParsedElection, parseElection } from './election';
import { fromHex, toHex } from './hex';
import { decodePayload } from './payload';
import { type Checked, capture, Refusal } from './refusal';

const VERSION = 1;
const NUMBER_BYTES = 32;
/** Credential, alpha, beta, two numbers of the proof, two of the signature, the encryption scalar. */
const NUMBERS = 8;
const LENGTH = 2 + NUMBERS * NUMBER_BYTES + PAYLOAD_BYTES;
const TEXT = /^[A-Za-z0-9_-]{384}$/;

export type OpenedBallotErrorCode =
  /** Cut, mistyped, or no opening at all. */
  | 'not_an_opening'
  /** The description on this device is not the one that the election is bound to. */
  | 'wrong_description'
  | 'unreadable_election'
  /** No sound ballot of this election: made for another one, or a value was changed. `message` says which. */
  | 'bad_ballot'
  /** The ballot is sound and holds something else than it is said to hold. */
  | 'other_choices'
  /** It holds what is said, and that is no valid vote of this contest. */
  | 'not_a_vote';

export interface OpenedBallot {
  /** What the first device must have shown before it knew that the ballot would be opened. */
  readonly tracker: string;
  /** The same digest in hexadecimal. */
  readonly hash: string;
  /** Point text of the key that signed the ballot. */
  readonly credential: string;
  readonly electionFingerprint: string;
  readonly description: PublicDescription;
  /** 1-based positions in the description's list of projects, in the ballot's order. */
  readonly chosen: readonly number[];
  /** As long as `chosen` for a vote by points, else empty. */
  readonly points: readonly number[];
}

/**
 * The opening of a ballot: whoever has it can see what the ballot holds. Give it away only after the ballot side knows
 * that this ballot must never be cast.
 * @param request.encryption the scalar that `encryptBallot` returned with the ballot
 * @throws RangeError when payload or scalar have the wrong size; SyntaxError, ZodError when the text is no ballot.
 */
export function openBallot(request: { ballot: string; payload: Uint8Array; encryption: bigint }): string {
  const { ballot, payload, encryption } = request;
  if (payload.length !== PAYLOAD_BYTES) throw new RangeError('a payload has 30 bytes');
  const { credential, alpha, beta, proof, signature } = ballotParts(ballot);
  const numbers = [proof.challenge, proof.response, signature.challenge, signature.response, encryption];
  const bytes = [credential, alpha, beta, ...numbers.map(hexOf)].flatMap((text) => [...(fromHex(text, 32) ?? [])]);
  if (bytes.length !== NUMBERS * NUMBER_BYTES) throw new RangeError('a value of the ballot has no 32 bytes');
  const body = Uint8Array.of(VERSION, ...bytes, ...payload);
  return base64url(Uint8Array.of(...body, checksum(body)));
}

/**
 * Everything that a checking page can recompute: that election and description belong together, that the ballot is a
 * sound ballot of this election, that its ciphertext is that of the choices, and the tracker of its text. Whether that
 * is the tracker which the first device showed is for the voter's eyes.
 * @param election texts as this device got them, of which nothing is taken on trust
 */
export function checkOpenedBallot(
  election: { electionText: string; descriptionText: string },
  opening: string,
): Checked<OpenedBallot, OpenedBallotErrorCode> {
  return capture(() => {
    const { keys, description } = requireElection(election);
    const { parts, encryption, payload } = requireOpening(opening);
    const text = ballotText(keys, parts);
    const checked = checkBallot(keys, text);
    if (!checked.ok) throw new Refusal('bad_ballot', checked.message);
    const again = encryptPayload(keys, payload, encryption);
    if (again.alpha !== checked.alpha || again.beta !== checked.beta) {
      throw new Refusal('other_choices', 'the ciphertext is not that of these choices');
    }
    const vote = decodePayload(payload, payloadRules(description));
    if (!vote.ok) throw new Refusal('not_a_vote', `the payload is no valid vote: ${vote.reason}`);
    const { tracker, hash, credential } = checked;
    const { chosen, points } = vote;
    return { tracker, hash, credential, electionFingerprint: keys.fingerprint, description, chosen, points };
  });
}

interface Opening {
  readonly parts: BallotParts;
  readonly encryption: bigint;
  readonly payload: Uint8Array;
}

function requireElection(texts: { electionText: string; descriptionText: string }): {
  keys: ParsedElection;
  description: PublicDescription;
} {
  const parsed = parseElection(texts.electionText);
  if (!parsed.ok) throw new Refusal('unreadable_election', parsed.message);
  if (parsed.election.description !== descriptionHash(texts.descriptionText)) {
    throw new Refusal('wrong_description', 'the description is not the one that the election is bound to');
  }
  const read = parseDescription(texts.descriptionText);
  if (!read.ok) throw new Refusal('wrong_description', read.reason);
  return { keys: parsed.election, description: read.description };
}

function requireOpening(text: string): Opening {
  const bytes = TEXT.test(text) ? fromBase64url(text) : new Uint8Array();
  const body = bytes.subarray(0, LENGTH - 1);
  if (bytes.length !== LENGTH || body[0] !== VERSION || bytes[LENGTH - 1] !== checksum(body)) {
    throw new Refusal('not_an_opening', 'the opening is cut or mistyped');
  }
  const hex = (index: number) => toHex(body.subarray(1 + index * NUMBER_BYTES, 1 + (index + 1) * NUMBER_BYTES));
  const scalar = (index: number) => requireReduced(BigInt(`0x${hex(index)}`));
  const proof = (index: number): SchnorrProof => ({ challenge: scalar(index), response: scalar(index + 1) });
  const parts = { credential: hex(0), alpha: hex(1), beta: hex(2), proof: proof(3), signature: proof(5) };
  return { parts, encryption: scalar(7), payload: body.slice(1 + NUMBERS * NUMBER_BYTES) };
}

function requireReduced(number: bigint): bigint {
  if (number >= ORDER) throw new Refusal('not_an_opening', 'a number is not below the group order');
  return number;
}

/** Tells slips in copying; a forger can make it fit, and gains nothing: the proofs decide. */
function checksum(body: Uint8Array): number {
  return sha256Bytes(body)[0] ?? 0;
}

function hexOf(number: bigint): string {
  return number.toString(16).padStart(2 * NUMBER_BYTES, '0');
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** RFC 4648, section 5. Three divides the length of an opening, so that every text is the one text of its bytes. */
function base64url(bytes: Uint8Array): string {
  return base64Unpadded(bytes).replaceAll('+', '-').replaceAll('/', '_');
}

function fromBase64url(text: string): Uint8Array {
  const bytes = new Uint8Array((text.length / 4) * 3);
  for (let group = 0; group < text.length / 4; group += 1) {
    const word = [0, 1, 2, 3].reduce((sum, digit) => (sum << 6) | DIGITS.indexOf(text[4 * group + digit] ?? ''), 0);
    bytes.set([word >> 16, (word >> 8) & 255, word & 255], 3 * group);
  }
  return bytes;
}

/** Making and checking ballots (chapter 8 of docs/spec). */
import * as z from 'zod';
import { encodeBytes, PAYLOAD_BYTES } from '../crypto/encoding';
import { G, isIdentity, multiply, parsePoint, pointText, randomScalar } from '../crypto/group';
import { hash64, sha256Hex } from '../crypto/hash';
import { PointReader } from '../crypto/point-reader';
import type { RandomBytes } from '../crypto/random';
import { proofToJson, proveKnowledge, type SchnorrProof, verifyKnowledge } from '../crypto/schnorr';
import type { CiphertextText } from './ciphertexts';
import { deriveCredential } from './credentials';
import type { ElectionKeys } from './election';
import { type Checked, capture, Refusal, requireKey, requirePoint, requireProof, type ValueErrorCode } from './refusal';
import { ciphertextSchema, proofSchema, requireExact } from './strict-json';

/** A ballot has under 2,000 characters; longer texts are not even parsed. */
const MAX_BALLOT_LENGTH = 4_000;

export type BallotErrorCode =
  | ValueErrorCode
  | 'wrong_election'
  | 'identity'
  | 'bad_hash'
  | 'bad_signature'
  | 'bad_proof';

const ballotSchema = z.strictObject({
  election_uuid: z.string(),
  election_hash: z.string(),
  credential: z.string(),
  answers: z.tuple([z.strictObject({ choices: ciphertextSchema, proof: proofSchema })]),
  signature: z.strictObject({ hash: z.string(), proof: proofSchema }),
});

type BallotJson = z.infer<typeof ballotSchema>;

/** What identifies a ballot whose checks have passed. */
export interface CheckedBallot {
  /** Unpadded base64 of SHA-256 of the text, 43 characters: shown to the voter. */
  readonly tracker: string;
  /** The same in hexadecimal: the record's name in an archive. */
  readonly hash: string;
  /** Point text of the credential's public key. */
  readonly credential: string;
  readonly alpha: string;
  readonly beta: string;
}

/** Tracker of a ballot text: unpadded base64 of its SHA-256. */
export function ballotTracker(text: string): string {
  return hash64(text);
}

function proofPrefix(election: ElectionKeys, credential: string, { alpha, beta }: CiphertextText): string {
  return `raweg|${election.fingerprint}|${credential}|${election.publicKey},${alpha},${beta}|`;
}

/** The values of a ballot that its election does not fix, in the order in which they were made. */
export interface BallotParts extends CiphertextText {
  /** Point text of the credential's public key. */
  readonly credential: string;
  readonly proof: SchnorrProof;
  readonly signature: SchnorrProof;
}

function unsignedBallot(election: ElectionKeys, parts: Omit<BallotParts, 'signature'>): Omit<BallotJson, 'signature'> {
  const { credential, alpha, beta, proof } = parts;
  return {
    election_uuid: election.uuid,
    election_hash: election.fingerprint,
    credential,
    answers: [{ choices: { alpha, beta }, proof: proofToJson(proof) }],
  };
}

/** The one text of these values; nothing about them is checked. */
export function ballotText(election: ElectionKeys, parts: BallotParts): string {
  const unsigned = unsignedBallot(election, parts);
  const hash = hash64(unsignedText(unsigned));
  return JSON.stringify({ ...unsigned, signature: { hash, proof: proofToJson(parts.signature) } });
}

function unsignedText(ballot: Omit<BallotJson, 'signature'>): string {
  const { election_uuid, election_hash, credential, answers } = ballot;
  return JSON.stringify({ election_uuid, election_hash, credential, answers });
}

/**
 * Encrypts 30 payload bytes under a private credential.
 * `encryption` is the only secret that opens this ballot: drop it when the ballot is cast, reveal it for a challenge.
 * @throws RangeError when the election key is not a point of the subgroup or the payload has another length.
 */
export function encryptBallot(request: {
  election: ElectionKeys;
  /** Private credential text, hyphens included. */
  credential: string;
  payload: Uint8Array;
  random: RandomBytes;
}): { ballot: string; tracker: string; encryption: bigint } {
  const { election, payload, random } = request;
  if (payload.length !== PAYLOAD_BYTES) throw new RangeError('a payload has 30 bytes');
  const { secret, publicKey } = deriveCredential(election.uuid, request.credential);
  const encryption = randomScalar(random);
  const choices = encryptPayload(election, payload, encryption);
  const proof = proveKnowledge({ secret: encryption, prefix: proofPrefix(election, publicKey, choices), random });
  const unsigned = { ...choices, credential: publicKey, proof };
  const hash = hash64(unsignedText(unsignedBallot(election, unsigned)));
  const signature = proveKnowledge({ secret, prefix: `sig|${hash}|`, random });
  const ballot = ballotText(election, { ...unsigned, signature });
  return { ballot, tracker: ballotTracker(ballot), encryption };
}

/** The ciphertext of a payload for a known encryption scalar: what a checking page recomputes after a challenge. */
export function encryptPayload(election: ElectionKeys, payload: Uint8Array, encryption: bigint): CiphertextText {
  const key = parsePoint(election.publicKey);
  if (!key || isIdentity(key)) throw new RangeError('unusable election key');
  const beta = multiply(key, encryption).add(encodeBytes(payload));
  return { alpha: pointText(multiply(G, encryption)), beta: pointText(beta) };
}

function requireHolds(holds: boolean, code: BallotErrorCode, message: string): void {
  if (!holds) throw new Refusal(code, message);
}

interface BallotValues {
  readonly ballot: BallotJson;
  readonly proof: SchnorrProof;
  readonly signature: SchnorrProof;
}

function requireShape(election: ElectionKeys, text: string): BallotValues {
  requireHolds(text.length <= MAX_BALLOT_LENGTH, 'not_canonical', 'the ballot is too long');
  const ballot = requireExact(ballotSchema, text, 'the ballot');
  const here = ballot.election_uuid === election.uuid && ballot.election_hash === election.fingerprint;
  requireHolds(here, 'wrong_election', 'the ballot was made for another election');
  return {
    ballot,
    proof: requireProof(ballot.answers[0].proof, 'the proof of the ballot'),
    signature: requireProof(ballot.signature.proof, 'the signature of the ballot'),
  };
}

/**
 * Every strict check of a ballot that needs no state. Whether the credential is listed and the ballot is new is for the
 * caller to check.
 *
 * `allowOpen` accepts alpha = identity (the voter shows her vote): right in an archive, refused when a ballot is cast.
 * `points` shares decoded points with other checks.
 */
export function checkBallot(
  election: ElectionKeys,
  text: string,
  options: { allowOpen?: boolean; points?: PointReader } = {},
): Checked<CheckedBallot, BallotErrorCode> {
  return capture(() => {
    const reader = options.points ?? new PointReader();
    const { ballot, proof, signature } = requireShape(election, text);
    const { choices } = ballot.answers[0];
    const credential = requireKey(reader, ballot.credential, "the ballot's credential", 'identity').point;
    const alpha = requirePoint(reader, choices.alpha, "the ballot's alpha").point;
    requirePoint(reader, choices.beta, "the ballot's beta");
    requireHolds(options.allowOpen || !isIdentity(alpha), 'identity', 'the ballot is not encrypted');
    const { hash } = ballot.signature;
    requireHolds(hash === hash64(unsignedText(ballot)), 'bad_hash', 'the signed hash is not the hash of the ballot');
    const signed = verifyKnowledge({ publicKey: credential, prefix: `sig|${hash}|`, proof: signature });
    requireHolds(signed, 'bad_signature', 'the signature of the ballot is wrong');
    const prefix = proofPrefix(election, ballot.credential, choices);
    requireHolds(verifyKnowledge({ publicKey: alpha, prefix, proof }), 'bad_proof', 'the proof of the ballot is wrong');
    return {
      tracker: ballotTracker(text),
      hash: sha256Hex(text),
      credential: ballot.credential,
      alpha: choices.alpha,
      beta: choices.beta,
    };
  });
}

/** The values that `ballotText` would make this ballot of again. @throws SyntaxError, ZodError for what is no ballot. */
export function ballotParts(text: string): BallotParts {
  const { credential, answers, signature } = ballotSchema.parse(JSON.parse(text));
  const [{ choices, proof }] = answers;
  return {
    credential,
    ...choices,
    proof: requireProof(proof, 'the proof of the ballot'),
    signature: requireProof(signature.proof, 'the signature of the ballot'),
  };
}

/** Credential and ciphertext of a ballot that has been checked before. @throws SyntaxError, ZodError otherwise. */
export function ballotContent(text: string): { credential: string } & CiphertextText {
  const ballot = ballotSchema.parse(JSON.parse(text));
  return { credential: ballot.credential, ...ballot.answers[0].choices };
}

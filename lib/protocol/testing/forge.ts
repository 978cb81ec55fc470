import {
  decodePoint,
  type EncodedPoint,
  encodePoint,
  G,
  invertScalar,
  modOrder,
  multiply,
  type Point,
  parsePoint,
  pointText,
  randomScalar,
} from '../../crypto/group';
import { hash64 } from '../../crypto/hash';
import type { RandomBytes } from '../../crypto/random';
import { challenge, proofToJson, proveKnowledge, type SchnorrProofJson } from '../../crypto/schnorr';
import type { ArchiveEvent } from '../archive';
import { encryptPayload } from '../ballot';
import type { CiphertextText } from '../ciphertexts';
import { deriveCredential } from '../credentials';
import type { Draft } from './small-election';

/** The point of order 2: (0, −1). */
const ORDER_TWO: Point = curvePoint(`7${'f'.repeat(61)}ec`);
/** y = 2 belongs to no point of the curve. */
export const OFF_CURVE = '2'.padStart(64, '0');
export const IDENTITY_TEXT = '1'.padStart(64, '0');

export interface BallotParts {
  uuid: string;
  fingerprint: string;
  /** Point text of the credential; the secret below need not belong to it. */
  credential: string;
  secret: bigint;
  choices: CiphertextText;
  /** Encryption scalar that the proof is made with. */
  encryption: bigint;
  random: RandomBytes;
}

/** A point of the curve, whatever its order, from its text. */
function curvePoint(text: string): Point {
  const reading = decodePoint(text);
  if (!reading.ok) throw new Error(reading.code);
  return reading.point;
}

/** What an honest device would use for a voter of a draft election. */
export function honestParts(draft: Draft, voter: number, payload: Uint8Array): BallotParts {
  const { election, random } = draft;
  const { secret, publicKey } = deriveCredential(election.uuid, draft.credentials[voter] ?? '');
  const encryption = randomScalar(random);
  const choices = encryptPayload(election, payload, encryption);
  const { uuid, fingerprint } = election;
  return { uuid, fingerprint, credential: publicKey, secret, choices, encryption, random };
}

/** A ballot put together from any parts, proof and signature made as well as they allow. */
export function forgeBallot(draft: Draft, parts: BallotParts): string {
  const { uuid, fingerprint, credential, secret, choices, encryption, random } = parts;
  const key = draft.election.publicKey;
  const prefix = `raweg|${fingerprint}|${credential}|${key},${choices.alpha},${choices.beta}|`;
  const proof = proofToJson(proveKnowledge({ secret: encryption, prefix, random }));
  const unsigned = {
    election_uuid: uuid,
    election_hash: fingerprint,
    credential,
    answers: [{ choices, proof }],
  };
  return signBallot(unsigned, secret, random);
}

/** A ballot from any value without signature, hashed and signed with any secret. */
export function signBallot(unsigned: object, secret: bigint, random: RandomBytes): string {
  const hash = hash64(JSON.stringify(unsigned));
  const signature = proofToJson(proveKnowledge({ secret, prefix: `sig|${hash}|`, random }));
  return JSON.stringify({ ...unsigned, signature: { hash, proof: signature } });
}

/** A parsed record to change and write back. */
// biome-ignore lint/suspicious/noExplicitAny: forgeries reach into records of every kind
export type Loose = any;

export function editJson(text: string, change: (value: Loose) => void): string {
  const value = JSON.parse(text);
  change(value);
  return JSON.stringify(value);
}

/** The events with the `number`-th (from 0) of a type replaced by what `change` makes of it. */
export function replaceEvent<Type extends ArchiveEvent['type']>(
  events: readonly ArchiveEvent[],
  type: Type,
  number: number,
  change: (event: Extract<ArchiveEvent, { type: Type }>) => ArchiveEvent[],
): ArchiveEvent[] {
  let seen = -1;
  return events.flatMap((event) => {
    if (event.type !== type) return [event];
    seen += 1;
    return seen === number ? change(event as Extract<ArchiveEvent, { type: Type }>) : [event];
  });
}

/** Adds the point of order 2 to a point given by its text: canonical, on the curve, outside the subgroup. */
export function addTorsion(text: string): string {
  return pointText((parsePoint(text) as Point).add(ORDER_TWO));
}

/**
 * A wrong decryption factor with a proof that verifies, after chapter 12 of docs/spec: the proofs of an archive
 * hash neither α nor F, so the forger chooses F after the challenge.
 */
export function forgeFactor(
  key: EncodedPoint,
  fingerprint: string,
  secret: bigint,
  alpha: Point,
  random: RandomBytes,
): { factor: string; proof: SchnorrProofJson } {
  const [w, delta] = [randomScalar(random), randomScalar(random)];
  const second = multiply(alpha, w).add(multiply(G, delta));
  const c = challenge(`decrypt|${fingerprint}|${key.text}|`, [multiply(G, w), second]);
  const response = modOrder(w - secret * c);
  const factor = multiply(second.subtract(multiply(alpha, response)), invertScalar(c));
  return { factor: encodePoint(factor).text, proof: proofToJson({ challenge: c, response }) };
}

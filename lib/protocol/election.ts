/** The election record: what it is about, its public key, its fingerprint (chapter 7 of docs/spec). */
import * as z from 'zod';
import { PAYLOAD_BYTES } from '../crypto/encoding';
import type { EncodedPoint } from '../crypto/group';
import { hash64 } from '../crypto/hash';
import { COST, type Pace } from '../crypto/pace';
import { PointReader } from '../crypto/point-reader';
import type { RandomBytes } from '../crypto/random';
import { randomBase58 } from './base58';
import { type Checked, capture, Refusal, requireKey, type ValueErrorCode } from './refusal';
import { requireExact } from './strict-json';

const UUID_LENGTH = 14;
const UUID = /^[1-9A-HJ-NP-Za-km-z]{14,}$/;
/** Control characters and lone surrogates, which JSON writers escape in different ways. */
const UNSAFE_TEXT = /[\p{Cc}\p{Cs}]/u;

/** What the cryptography of an election depends on. */
export interface ElectionKeys {
  readonly uuid: string;
  /** 43 characters of unpadded base64. */
  readonly fingerprint: string;
  /** Point text of the joint key. */
  readonly publicKey: string;
}

export interface ParsedElection extends ElectionKeys {
  readonly text: string;
  readonly name: string;
  readonly description: string;
  readonly administrator?: string | undefined;
  readonly credentialAuthority?: string | undefined;
  /** Bytes of a payload: the number of answers of the packed question, 30 in our own elections. */
  readonly payloadBytes: number;
  readonly key: EncodedPoint;
}

export type ElectionErrorCode = ValueErrorCode | 'election_key_identity';

const questionSchema = z.strictObject({
  type: z.literal('NonHomomorphic'),
  value: z.strictObject({ answers: z.array(z.string()).min(1).max(PAYLOAD_BYTES), question: z.string() }),
});

const electionSchema = z.strictObject({
  version: z.literal(1),
  description: z.string(),
  name: z.string(),
  group: z.literal('Ed25519'),
  public_key: z.string(),
  questions: z.tuple([questionSchema]),
  uuid: z.string().regex(UUID),
  administrator: z.string().optional(),
  credential_authority: z.string().optional(),
});

/** A fresh election id: 14 base58 characters. */
export function generateUuid(random: RandomBytes): string {
  return randomBase58(UUID_LENGTH, random);
}

/** Unpadded base64 of SHA-256 of the record's exact bytes, 43 characters. */
export function electionFingerprint(text: string): string {
  return hash64(text);
}

function requireSafe(text: string): string {
  if (UNSAFE_TEXT.test(text)) throw new RangeError('control characters are not allowed in an election record');
  return text;
}

/** The record of an election with the packed question of 30 answers. @throws RangeError for unusable texts. */
export function makeElection(request: {
  uuid: string;
  name: string;
  /** 64 hex digits: SHA-256 of the contest's public description. */
  descriptionHash: string;
  /** Point text of the joint key. */
  publicKey: string;
  administrator?: string | undefined;
  credentialAuthority?: string | undefined;
}): string {
  if (!UUID.test(request.uuid)) throw new RangeError('an election id has at least 14 base58 characters');
  const answers = Array.from({ length: PAYLOAD_BYTES }, (_, i) => `b${i}`);
  const { administrator, credentialAuthority } = request;
  return JSON.stringify({
    version: 1,
    description: requireSafe(request.descriptionHash),
    name: requireSafe(request.name),
    group: 'Ed25519',
    public_key: request.publicKey,
    questions: [{ type: 'NonHomomorphic', value: { answers, question: 'Packed ballot' } }],
    uuid: request.uuid,
    ...(administrator === undefined ? {} : { administrator: requireSafe(administrator) }),
    ...(credentialAuthority === undefined ? {} : { credential_authority: requireSafe(credentialAuthority) }),
  });
}

/** Reads a record strictly; throws a `Refusal`. */
export function requireElection(text: string, reader: PointReader): ParsedElection {
  const json = requireExact(electionSchema, text, 'the election record');
  const key = requireKey(reader, json.public_key, "the election's public key", 'election_key_identity');
  return {
    text,
    uuid: json.uuid,
    fingerprint: electionFingerprint(text),
    publicKey: json.public_key,
    name: json.name,
    description: json.description,
    administrator: json.administrator,
    credentialAuthority: json.credential_authority,
    payloadBytes: json.questions[0].value.answers.length,
    key,
  };
}

/** Reads a record strictly: exact text, one packed question, a key in the subgroup that is not the identity. */
export function parseElection(text: string): Checked<{ election: ParsedElection }, ElectionErrorCode> {
  return capture(() => ({ election: requireElection(text, new PointReader()) }));
}

/** Keys of an election record that was made or checked before. @throws RangeError for any other text. */
export function electionKeys(text: string): ElectionKeys {
  const parsed = parseElection(text);
  if (!parsed.ok) throw new RangeError(parsed.message);
  const { uuid, fingerprint, publicKey } = parsed.election;
  return { uuid, fingerprint, publicKey };
}

/** The list of credentials' public keys, a JSON array of distinct points; throws a `Refusal`. */
export async function requireCredentials(text: string, reader: PointReader, pace: Pace): Promise<string[]> {
  const list = requireExact(z.array(z.string()), text, 'the list of credentials');
  const seen = new Set<string>();
  for (const [i, credential] of list.entries()) {
    requireKey(reader, credential, `credential ${i}`, 'credential_identity');
    if (seen.has(credential)) throw new Refusal('credential_duplicate', `credential ${i} occurs twice`);
    seen.add(credential);
    await pace.spend(COST.decode + COST.subgroup);
  }
  return list;
}

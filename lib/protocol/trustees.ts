/** Trustees: making single keys, and reading the list that fixes who can decrypt (chapter 6 of docs/spec). */
import * as z from 'zod';
import {
  type EncodedPoint,
  encodePoint,
  G,
  IDENTITY,
  invertScalar,
  isIdentity,
  modOrder,
  multiply,
  multiplyPublic,
  type Point,
  parseScalar,
  pointText,
  randomScalar,
  scalarText,
} from '../crypto/group';
import { PointReader } from '../crypto/point-reader';
import type { RandomBytes } from '../crypto/random';
import { proofToJson, proveKnowledge, verifyKnowledge } from '../crypto/schnorr';
import { pedersenSchema, requirePedersen } from './pedersen';
import { type Checked, capture, Refusal, requireKey, requireProof, type ValueErrorCode } from './refusal';
import { proofSchema, requireExact } from './strict-json';

export type TrusteeErrorCode =
  | ValueErrorCode
  | 'trustees_empty'
  | 'trustee_key_identity'
  | 'trustee_key_duplicate'
  | 'trustee_bad_proof'
  | 'election_key_identity'
  | 'threshold_bad_shape'
  | 'threshold_bad_signature'
  | 'threshold_bad_key';

const singleSchema = z.strictObject({ pok: proofSchema, public_key: z.string() });
const trusteesSchema = z.array(
  z.union([z.tuple([z.literal('Single'), singleSchema]), z.tuple([z.literal('Pedersen'), pedersenSchema])]),
);

/** A group of trustees that decrypts together: a single trustee alone (threshold 1 of 1), or k of n. */
export interface TrusteeBlock {
  readonly threshold: number;
  /** Owner ids, ascending; ids start at 1 over all blocks. */
  readonly owners: readonly number[];
}

export interface ParsedTrustees {
  readonly text: string;
  readonly blocks: readonly TrusteeBlock[];
  /** Public keys that partial decryptions are checked against: `keys[owner − 1]`. */
  readonly keys: readonly EncodedPoint[];
  readonly publicKey: EncodedPoint;
}

/**
 * A new single trustee. `privateKey` is a decimal number and must not leave the trustee's device; `publicKey` is the
 * JSON text to hand in.
 */
export function makeTrusteeKey(random: RandomBytes): { privateKey: string; publicKey: string } {
  const secret = randomScalar(random);
  const text = pointText(multiply(G, secret));
  const pok = proofToJson(proveKnowledge({ secret, prefix: `pok|Ed25519|${text}|`, random }));
  return { privateKey: scalarText(secret), publicKey: JSON.stringify({ pok, public_key: text }) };
}

/** Reads a private key: a decimal number, or the same as a JSON string (the form of `belenios-tool`). */
export function parsePrivateKey(text: string): bigint | null {
  const secret = parseScalar(text.trim().replace(/^"(.*)"$/, '$1'));
  return secret === 0n ? null : secret;
}

function requireSingle(json: z.infer<typeof singleSchema>, reader: PointReader, what: string): EncodedPoint {
  const key = requireKey(reader, json.public_key, `the key of ${what}`, 'trustee_key_identity');
  const proof = requireProof(json.pok, `the proof of ${what}`);
  if (!verifyKnowledge({ publicKey: key.point, prefix: `pok|Ed25519|${key.text}|`, proof })) {
    throw new Refusal('trustee_bad_proof', `the proof of ${what} is wrong`);
  }
  return key;
}

/** Checks the JSON text that a single trustee hands in. */
export function checkTrusteeKey(text: string): Checked<{ publicKey: string }, TrusteeErrorCode> {
  return capture(() => {
    const json = requireExact(singleSchema, text, 'the trustee key');
    return { publicKey: requireSingle(json, new PointReader(), 'the trustee').text };
  });
}

/** Reads the list of trustees strictly; throws a `Refusal`. */
export function requireTrustees(text: string, reader: PointReader): ParsedTrustees {
  const keys: EncodedPoint[] = [];
  const blocks: TrusteeBlock[] = [];
  let joint: Point = IDENTITY;
  const take = (members: readonly EncodedPoint[], threshold: number, publicKey: Point) => {
    blocks.push({ threshold, owners: members.map((_, i) => keys.length + i + 1) });
    keys.push(...members);
    joint = joint.add(publicKey);
  };
  for (const [kind, json] of requireExact(trusteesSchema, text, 'the list of trustees')) {
    if (kind === 'Single') {
      const key = requireSingle(json, reader, `trustee ${keys.length + 1}`);
      take([key], 1, key.point);
    } else {
      const block = requirePedersen(json, reader);
      take(block.shareKeys, block.threshold, block.publicKey);
    }
  }
  if (keys.length === 0) throw new Refusal('trustees_empty', 'there is no trustee');
  if (new Set(keys.map((key) => key.text)).size !== keys.length) {
    throw new Refusal('trustee_key_duplicate', 'two trustees have the same key');
  }
  if (isIdentity(joint)) throw new Refusal('election_key_identity', 'the joint key is the neutral element');
  return { text, blocks, keys, publicKey: encodePoint(joint) };
}

/** Reads trustees.json with every strict check. */
export function parseTrustees(text: string): Checked<{ trustees: ParsedTrustees }, TrusteeErrorCode> {
  return capture(() => ({ trustees: requireTrustees(text, new PointReader()) }));
}

/** What a list of trustees is made of: the key text of a single trustee, or the text of a block from its ceremony. */
export type TrusteePart = string | { readonly pedersen: string };

/**
 * The list of trustees and their joint key, in the order of owner ids, from texts that have been checked.
 * @throws Error where a text would not pass {@link checkTrusteeKey} or the checks of a ceremony, or two are the same.
 */
export function combineTrustees(parts: readonly TrusteePart[]): { trustees: string; publicKey: string } {
  const items = parts.map((part) =>
    typeof part === 'string' ? `["Single",${part}]` : `["Pedersen",${part.pedersen}]`,
  );
  const trustees = `[${items.join(',')}]`;
  const { publicKey } = requireTrustees(trustees, new PointReader());
  return { trustees, publicKey: publicKey.text };
}

/** Whether a private key belongs to an owner id. */
export function isOwnersKey(trustees: ParsedTrustees, owner: number, privateKey: string): boolean {
  const secret = parsePrivateKey(privateKey);
  const key = trustees.keys[owner - 1];
  return secret !== null && key !== undefined && multiply(G, secret).equals(key.point);
}

/** Lagrange coefficient at 0 of index j among the indices `chosen` (from 1). */
function lagrange(j: number, chosen: readonly number[]): bigint {
  let [numerator, denominator] = [1n, 1n];
  for (const m of chosen) {
    if (m === j) continue;
    numerator = modOrder(numerator * BigInt(m));
    denominator = modOrder(denominator * BigInt(m - j));
  }
  return modOrder(numerator * invertScalar(denominator));
}

/**
 * Weight of each owner whose factors enter the decryption: 1 for single trustees, Lagrange coefficients for the k lowest
 * ids that delivered of a block.
 * @returns null while somebody's partial decryption is still missing.
 */
export function decryptionWeights(
  trustees: Pick<ParsedTrustees, 'blocks'>,
  delivered: readonly number[],
): Map<number, bigint> | null {
  const weights = new Map<number, bigint>();
  for (const { owners, threshold } of trustees.blocks) {
    const first = (owners[0] ?? 1) - 1;
    const chosen = owners.filter((owner) => delivered.includes(owner)).slice(0, threshold);
    if (chosen.length < threshold) return null;
    const indices = chosen.map((owner) => owner - first);
    for (const owner of chosen) weights.set(owner, lagrange(owner - first, indices));
  }
  return weights;
}

/** Σ weight·factor over the owners that count, for one ciphertext. */
export function combineFactors(weights: ReadonlyMap<number, bigint>, factor: (owner: number) => Point): Point {
  let sum: Point = IDENTITY;
  for (const [owner, weight] of weights) {
    sum = sum.add(weight === 1n ? factor(owner) : multiplyPublic(factor(owner), weight));
  }
  return sum;
}

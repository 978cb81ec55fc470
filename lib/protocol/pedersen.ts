/** A block of trustees of whom k of n can decrypt (section 6 of our specification): every check of its public part. */
import { z } from 'zod';
import { type EncodedPoint, IDENTITY, multiplyPublic, type Point } from '../crypto/group';
import type { PointReader } from '../crypto/point-reader';
import { verifyKnowledge } from '../crypto/schnorr';
import { Refusal, requireKey, requirePoint, requireProof } from './refusal';
import { proofSchema, requireExact } from './strict-json';

const signedMessageSchema = z.strictObject({ message: z.string(), signature: proofSchema });

/** A verification key: public key of a share, with proof of knowledge and its owner's signature. */
const shareKeySchema = z.strictObject({ pok: proofSchema, public_key: z.string(), signature: proofSchema });

export const pedersenSchema = z.strictObject({
  threshold: z.int().min(1),
  certs: z.array(signedMessageSchema),
  coefexps: z.array(signedMessageSchema),
  signatures: z.array(proofSchema),
  verification_keys: z.array(shareKeySchema),
});

const certificateSchema = z.strictObject({
  context: z.strictObject({ group: z.literal('Ed25519'), size: z.int(), threshold: z.int(), index: z.int() }),
  verification: z.string(),
  encryption: z.string(),
});

const dealingSchema = z.strictObject({ coefexps: z.array(z.string()) });

export type PedersenJson = z.infer<typeof pedersenSchema>;

export interface PedersenBlock {
  readonly threshold: number;
  /** Public keys of the shares, in order. */
  readonly shareKeys: readonly EncodedPoint[];
  /** What the block adds to the joint key. */
  readonly publicKey: Point;
}

/** Verifies a signed message of the ceremony: a Schnorr proof under `sigmsg|message|`. */
function requireSignature(key: Point, message: string, signature: z.infer<typeof proofSchema>, what: string): void {
  const proof = requireProof(signature, what);
  if (!verifyKnowledge({ publicKey: key, prefix: `sigmsg|${message}|`, proof })) {
    throw new Refusal('threshold_bad_signature', `${what} is wrong`);
  }
}

function requireLengths(block: PedersenJson): number {
  const n = block.certs.length;
  const lists = [block.coefexps, block.signatures, block.verification_keys];
  if (n === 0 || block.threshold > n || lists.some((list) => list.length !== n)) {
    throw new Refusal('threshold_bad_shape', 'a threshold block has lists of different lengths or a bad threshold');
  }
  return n;
}

/** Signing keys of the n trustees, from their certificates. */
function requireCertificates(block: PedersenJson, n: number, reader: PointReader): EncodedPoint[] {
  const keys = block.certs.map((cert, i) => {
    const what = `certificate ${i + 1}`;
    const { context, verification, encryption } = requireExact(certificateSchema, cert.message, what);
    if (context.size !== n || context.threshold !== block.threshold || context.index !== i + 1) {
      throw new Refusal('threshold_bad_shape', `${what} was made for another ceremony or place`);
    }
    const key = requireKey(reader, verification, `the signing key of ${what}`, 'trustee_key_identity');
    requireKey(reader, encryption, `the encryption key of ${what}`, 'trustee_key_identity');
    requireSignature(key.point, cert.message, cert.signature, `the signature of ${what}`);
    return key;
  });
  if (new Set(keys.map((key) => key.text)).size !== n) {
    throw new Refusal('trustee_key_duplicate', 'two certificates have the same signing key');
  }
  return keys;
}

/** The sums Σ_i A_{i,d} of the dealers' coefficient commitments, d = 0 … k − 1. */
function requireDealings(block: PedersenJson, signers: readonly EncodedPoint[], reader: PointReader): Point[] {
  const sums: Point[] = new Array(block.threshold).fill(IDENTITY);
  for (const [i, signer] of signers.entries()) {
    const what = `dealing ${i + 1}`;
    const dealing = block.coefexps[i] as PedersenJson['coefexps'][number];
    const { coefexps } = requireExact(dealingSchema, dealing.message, what);
    if (coefexps.length !== block.threshold) throw new Refusal('threshold_bad_shape', `${what} has a wrong degree`);
    requireSignature(signer.point, dealing.message, dealing.signature, `the signature of ${what}`);
    const agreed = `certs_sig|${JSON.stringify({ certs: block.certs, coefexps })}`;
    requireSignature(
      signer.point,
      agreed,
      block.signatures[i] as PedersenJson['signatures'][number],
      `signature ${i + 1}`,
    );
    for (const [d, text] of coefexps.entries()) {
      sums[d] = (sums[d] ?? IDENTITY).add(requirePoint(reader, text, `coefficient ${d} of ${what}`).point);
    }
  }
  return sums;
}

/** Σ_d j^d·A_d by Horner's rule. */
function evaluate(coefficients: readonly Point[], j: number): Point {
  return coefficients.reduceRight((sum, coefficient) => multiplyPublic(sum, BigInt(j)).add(coefficient), IDENTITY);
}

/** Checks a block completely; throws a `Refusal`. */
export function requirePedersen(block: PedersenJson, reader: PointReader): PedersenBlock {
  const n = requireLengths(block);
  const signers = requireCertificates(block, n, reader);
  const coefficients = requireDealings(block, signers, reader);
  const shareKeys = block.verification_keys.map((json, i) => {
    const what = `verification key ${i + 1}`;
    const key = requireKey(reader, json.public_key, what, 'trustee_key_identity');
    const proof = requireProof(json.pok, `the proof of ${what}`);
    if (!verifyKnowledge({ publicKey: key.point, prefix: `pok|Ed25519|${key.text}|`, proof })) {
      throw new Refusal('trustee_bad_proof', `the proof of ${what} is wrong`);
    }
    const signer = signers[i] as EncodedPoint;
    requireSignature(signer.point, key.text, json.signature, `the signature of ${what}`);
    if (!evaluate(coefficients, i + 1).equals(key.point)) {
      throw new Refusal('threshold_bad_key', `${what} does not belong to the dealt polynomials`);
    }
    return key;
  });
  return { threshold: block.threshold, shareKeys, publicKey: coefficients[0] ?? IDENTITY };
}

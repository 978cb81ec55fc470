/** A block of trustees of whom k of n can decrypt (chapter 6 of docs/spec): every check of its public part. */
import * as z from 'zod';
import { type EncodedPoint, IDENTITY, multiplyPublic, type Point } from '../crypto/group';
import type { PointReader } from '../crypto/point-reader';
import { verifyKnowledge } from '../crypto/schnorr';
import { Refusal, requireKey, requirePoint, requireProof } from './refusal';
import { proofSchema, requireExact } from './strict-json';

export const signedMessageSchema = z.strictObject({ message: z.string(), signature: proofSchema });

/** A verification key: public key of a share, with proof of knowledge and its owner's signature. */
export const shareKeySchema = z.strictObject({ pok: proofSchema, public_key: z.string(), signature: proofSchema });

export const pedersenSchema = z.strictObject({
  threshold: z.int(),
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
export type SignedMessage = z.infer<typeof signedMessageSchema>;
export type ShareKey = z.infer<typeof shareKeySchema>;
type SignatureJson = z.infer<typeof proofSchema>;

/** The keys that a trustee of a block certifies. */
export interface CertifiedKeys {
  readonly signing: EncodedPoint;
  readonly encryption: EncodedPoint;
}

export interface PedersenBlock {
  readonly threshold: number;
  /** Public keys of the shares, in order. */
  readonly shareKeys: readonly EncodedPoint[];
  /** What the block adds to the joint key. */
  readonly publicKey: Point;
}

/** Verifies a signed message of the ceremony: a Schnorr proof under `sigmsg|message|`. */
function requireSignature(key: Point, message: string, signature: SignatureJson, what: string): void {
  const proof = requireProof(signature, what);
  if (!verifyKnowledge({ publicKey: key, prefix: `sigmsg|${message}|`, proof })) {
    throw new Refusal('threshold_bad_signature', `${what} is wrong`);
  }
}

function requireLengths(block: PedersenJson): number {
  const n = block.certs.length;
  const lists = [block.coefexps, block.signatures, block.verification_keys];
  if (block.threshold < 1 || block.threshold > n || lists.some((list) => list.length !== n)) {
    throw new Refusal('threshold_bad_shape', 'a threshold block has lists of different lengths or a bad threshold');
  }
  return n;
}

/** Checks the certificate of trustee `index`, from 1; throws a `Refusal`. */
export function requireCertificate(
  cert: SignedMessage,
  place: { readonly threshold: number; readonly size: number; readonly index: number },
  reader: PointReader,
): CertifiedKeys {
  const what = `certificate ${place.index}`;
  const { context, verification, encryption } = requireExact(certificateSchema, cert.message, what);
  const { size, threshold, index } = context;
  if (size !== place.size || threshold !== place.threshold || index !== place.index) {
    throw new Refusal('threshold_bad_shape', `${what} was made for another ceremony or place`);
  }
  const keys = {
    signing: requireKey(reader, verification, `the signing key of ${what}`, 'trustee_key_identity'),
    encryption: requireKey(reader, encryption, `the encryption key of ${what}`, 'trustee_key_identity'),
  };
  requireSignature(keys.signing.point, cert.message, cert.signature, `the signature of ${what}`);
  return keys;
}

/** The text that a dealer signs beside the dealing: its coefficients under all certificates. */
export function agreedText(certs: readonly SignedMessage[], coefexps: readonly string[]): string {
  return `certs_sig|${JSON.stringify({ certs, coefexps })}`;
}

/** Checks one dealing, from 1, and the dealer's signature over all certificates. @returns its commitments A_0 … A_{k−1}. */
export function requireDealing(
  dealing: SignedMessage & { readonly agreement: SignatureJson },
  by: { readonly index: number; readonly signer: Point; readonly threshold: number },
  certs: readonly SignedMessage[],
  reader: PointReader,
): Point[] {
  const what = `dealing ${by.index}`;
  const { coefexps } = requireExact(dealingSchema, dealing.message, what);
  if (coefexps.length !== by.threshold) throw new Refusal('threshold_bad_shape', `${what} has a wrong degree`);
  requireSignature(by.signer, dealing.message, dealing.signature, `the signature of ${what}`);
  requireSignature(by.signer, agreedText(certs, coefexps), dealing.agreement, `signature ${by.index}`);
  return coefexps.map((text, d) => requirePoint(reader, text, `coefficient ${d} of ${what}`).point);
}

/** Adds up the commitments of all dealers, coefficient by coefficient. */
export function sumDealings(dealings: readonly (readonly Point[])[]): Point[] {
  const sums: Point[] = [];
  for (const points of dealings) {
    for (const [d, point] of points.entries()) sums[d] = (sums[d] ?? IDENTITY).add(point);
  }
  return sums;
}

/** Σ_d j^d·A_d by Horner's rule: the public key of what the polynomial gives at j. */
export function evaluatePoints(coefficients: readonly Point[], j: number): Point {
  return coefficients.reduceRight((sum, coefficient) => multiplyPublic(sum, BigInt(j)).add(coefficient), IDENTITY);
}

/** Checks the verification key of trustee `index`, from 1, against the sums of all dealings; throws a `Refusal`. */
export function requireShareKey(
  json: ShareKey,
  by: { readonly index: number; readonly signer: Point },
  sums: readonly Point[],
  reader: PointReader,
): EncodedPoint {
  const what = `verification key ${by.index}`;
  const key = requireKey(reader, json.public_key, what, 'trustee_key_identity');
  const proof = requireProof(json.pok, `the proof of ${what}`);
  if (!verifyKnowledge({ publicKey: key.point, prefix: `pok|Ed25519|${key.text}|`, proof })) {
    throw new Refusal('trustee_bad_proof', `the proof of ${what} is wrong`);
  }
  requireSignature(by.signer, key.text, json.signature, `the signature of ${what}`);
  if (!evaluatePoints(sums, by.index).equals(key.point)) {
    throw new Refusal('threshold_bad_key', `${what} does not belong to the dealt polynomials`);
  }
  return key;
}

/** Checks a block completely; throws a `Refusal`. */
export function requirePedersen(block: PedersenJson, reader: PointReader): PedersenBlock {
  const size = requireLengths(block);
  const { threshold, certs } = block;
  const signers = certs.map((cert, i) => requireCertificate(cert, { threshold, size, index: i + 1 }, reader).signing);
  if (new Set(signers.map((key) => key.text)).size !== size) {
    throw new Refusal('trustee_key_duplicate', 'two certificates have the same signing key');
  }
  const dealings = signers.map(({ point: signer }, i) => {
    const agreement = block.signatures[i] as SignatureJson;
    const dealing = { ...(block.coefexps[i] as SignedMessage), agreement };
    return requireDealing(dealing, { index: i + 1, signer, threshold }, certs, reader);
  });
  const sums = sumDealings(dealings);
  const shareKeys = signers.map(({ point: signer }, i) =>
    requireShareKey(block.verification_keys[i] as ShareKey, { index: i + 1, signer }, sums, reader),
  );
  return { threshold, shareKeys, publicKey: sums[0] ?? IDENTITY };
}

/**
 * The board: an append-only log (RFC 9162) of everything that a contest's tally depends on. A leaf is one line of
 * canonical JSON; a signed head fixes all leaves so far; a signed receipt promises that a ballot becomes a leaf.
 * No leaf names a person, and none carries a time: entries of one batch cannot be told apart by when they arrived.
 */

import * as z from 'zod';
import { sha256Hex } from '../crypto/hash';
import { leafHash, MerkleTree } from '../crypto/merkle';
import { canonicalJson } from './canonical-json';
import { toHex } from './hex';
import { signValue, verifyValue } from './signed-text';
import { readCanonical } from './strict-json';
import { count, fingerprintText, hexText, minuteText, signatureText } from './texts';

const owner = z.number().int().positive();

const leafSchema = z.discriminatedUnion('kind', [
  /** `description` is the SHA-256 of the public description. Always the first leaf. */
  z.strictObject({ kind: z.literal('election'), fingerprint: fingerprintText, description: hexText }),
  /** A credential's public key, as point text. */
  z.strictObject({ kind: z.literal('registration'), credential: hexText }),
  /** SHA-256 of the ballot text: the tracker in hex. */
  z.strictObject({ kind: z.literal('ballot'), ballot: hexText }),
  /** One credential stops counting; which one is shown after close (`revocationCommitment`). */
  z.strictObject({ kind: z.literal('revocation'), commitment: hexText }),
  /** No ballot follows. */
  z.strictObject({ kind: z.literal('close'), closedAt: minuteText }),
  /** SHA-256 of records of the archive and of side-cars, in the order in which they were published. */
  z.strictObject({ kind: z.literal('tally'), tally: hexText }),
  z.strictObject({ kind: z.literal('shuffle'), owner, shuffle: hexText }),
  z.strictObject({ kind: z.literal('decryption'), owner, decryption: hexText, sidecar: hexText }),
  z.strictObject({ kind: z.literal('result'), result: hexText }),
]);

export type Leaf = z.output<typeof leafSchema>;

export const headSchema = z.strictObject({
  size: count,
  root: hexText,
  electionFingerprint: fingerprintText,
  /** When the batch was closed, to the minute. */
  batch: minuteText,
  signature: signatureText,
});

/** `root` is the RFC 9162 root over the first `size` leaf texts. */
export type SignedHead = z.output<typeof headSchema>;
export type Head = Omit<SignedHead, 'signature'>;

const receiptSchema = z.strictObject({
  electionFingerprint: fingerprintText,
  tracker: fingerprintText,
  /** The promise: the ballot is a leaf of the board at this minute at the latest. */
  includedBy: minuteText,
  signature: signatureText,
});

export type SignedReceipt = z.output<typeof receiptSchema>;
export type Receipt = Omit<SignedReceipt, 'signature'>;

/** The line of the log. Throws if the leaf is malformed. */
export function leafText(leaf: Leaf): string {
  return canonicalJson(leafSchema.parse(leaf));
}

/** Strict: null for anything that `leafText` would not print. */
export function parseLeaf(text: string): Leaf | null {
  return readCanonical(leafSchema, text);
}

/** Root over leaf texts, 64 hex digits. */
export function boardRoot(leafTexts: Iterable<string>): string {
  const tree = new MerkleTree();
  for (const text of leafTexts) tree.append(leafHash(text));
  return toHex(tree.root());
}

/** What a revocation leaf commits to; opened to auditors who are admitted to the roll. `salt`: at least 128 random bits. */
export interface Revocation {
  key: string;
  reason: string;
  salt: string;
  station: string | null;
}

/** SHA-256 of the revocation's canonical JSON, 64 hex digits. */
export function revocationCommitment({ key, reason, salt, station }: Revocation): string {
  return sha256Hex(canonicalJson({ key, reason, salt, station }));
}

/** Signs with the board's 32-byte Ed25519 seed. */
export function signHead(head: Head, secretKey: Uint8Array): SignedHead {
  return headSchema.parse({ ...head, signature: signValue('largo-head-v1', { ...head }, secretKey) });
}

/** Whether `publicKey` (64 hex digits, RFC 8032) signed this head. Never throws. */
export function verifyHead({ signature, ...head }: SignedHead, publicKey: string): boolean {
  return verifyValue('largo-head-v1', { ...head }, signature, publicKey);
}

export function headText(head: SignedHead): string {
  return canonicalJson(headSchema.parse(head));
}

export function parseHead(text: string): SignedHead | null {
  return readCanonical(headSchema, text);
}

/** Signs with the board's 32-byte Ed25519 seed. */
export function signReceipt(receipt: Receipt, secretKey: Uint8Array): SignedReceipt {
  return receiptSchema.parse({ ...receipt, signature: signValue('largo-receipt-v1', { ...receipt }, secretKey) });
}

/** Whether `publicKey` (64 hex digits, RFC 8032) signed this receipt. Never throws. */
export function verifyReceipt({ signature, ...receipt }: SignedReceipt, publicKey: string): boolean {
  return verifyValue('largo-receipt-v1', { ...receipt }, signature, publicKey);
}

export function receiptText(receipt: SignedReceipt): string {
  return canonicalJson(receiptSchema.parse(receipt));
}

export function parseReceipt(text: string): SignedReceipt | null {
  return readCanonical(receiptSchema, text);
}

/**
 * Witnesses: people outside the city's server who keep every head that it signs. A co-signature says "this head is of
 * the board that I know, and it extends every head of this election that I have ever co-signed". Who finds a head
 * co-signed knows that the witness was shown the same log; a city that shows two logs needs the witness's help.
 */

import * as z from 'zod';
import { signingPublicKey } from '../crypto/signing';
import { headSchema, type SignedHead } from './board';
import { canonicalJson } from './canonical-json';
import { toHex } from './hex';
import { signValue, verifyValue } from './signed-text';
import { readCanonical } from './strict-json';
import { hexText } from './texts';
import { type Witness, witnessSchema } from './witness-name';

/** The head's fields without the board's signature, the witness's public key (64 hex digits) and its signature. */
export const cosignatureSchema = headSchema.extend({ witness: hexText });
export type Cosignature = z.output<typeof cosignatureSchema>;

const cosignaturesSchema = z.strictObject({
  version: z.literal(1),
  witnesses: z.array(witnessSchema),
  /** By size, then by key; each witness has one at most for each size. */
  cosignatures: z.array(cosignatureSchema),
});
export type Cosignatures = z.output<typeof cosignaturesSchema>;

/** Co-signs a head with a witness's 32-byte seed. Whether it may be co-signed is for the caller to know. */
export function cosign({ size, root, electionFingerprint, batch }: SignedHead, secretKey: Uint8Array): Cosignature {
  const statement = { size, root, electionFingerprint, batch, witness: toHex(signingPublicKey(secretKey)) };
  return cosignatureSchema.parse({ ...statement, signature: signValue('largo-cosignature-v1', statement, secretKey) });
}

/** Whether the witness that it names made this co-signature. Never throws. */
export function verifyCosignature({ signature, ...statement }: Cosignature): boolean {
  return verifyValue('largo-cosignature-v1', statement, signature, statement.witness);
}

/** Whether a co-signature is for exactly this head. */
export function isForHead(cosignature: Cosignature, head: SignedHead): boolean {
  const { size, root, electionFingerprint, batch } = cosignature;
  return (
    size === head.size && root === head.root && electionFingerprint === head.electionFingerprint && batch === head.batch
  );
}

export function cosignatureText(cosignature: Cosignature): string {
  return canonicalJson(cosignatureSchema.parse(cosignature));
}

/** Strict: null for anything that `cosignatureText` would not print. */
export function parseCosignature(text: string): Cosignature | null {
  return readCanonical(cosignatureSchema, text);
}

/** The file of a bundle: all co-signatures with the names of those who made them, in the one order. */
export function cosignaturesText(witnesses: readonly Witness[], cosignatures: readonly Cosignature[]): string {
  const ordered = [...cosignatures].sort((a, b) => a.size - b.size || (a.witness < b.witness ? -1 : 1));
  const named = witnesses.filter(({ publicKey }) => ordered.some(({ witness }) => witness === publicKey));
  return canonicalJson(cosignaturesSchema.parse({ version: 1, witnesses: byKey(named), cosignatures: ordered }));
}

/** Reads the file strictly: canonical text, ordered, nobody named who signed nothing. */
export function parseCosignatures(text: string): Cosignatures | null {
  const read = readCanonical(cosignaturesSchema, text);
  if (read === null) return null;
  const keys = new Set(read.witnesses.map(({ publicKey }) => publicKey));
  const places = new Set(read.cosignatures.map(({ size, witness }) => `${size} ${witness}`));
  const isOne = keys.size === read.witnesses.length && places.size === read.cosignatures.length;
  const allNamed = read.cosignatures.every(({ witness }) => keys.has(witness));
  return isOne && allNamed && cosignaturesText(read.witnesses, read.cosignatures) === text ? read : null;
}

function byKey(witnesses: readonly Witness[]): Witness[] {
  return [...witnesses].sort((a, b) => (a.publicKey < b.publicKey ? -1 : 1));
}

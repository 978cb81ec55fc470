/**
 * The file in which a trustee keeps a secret: `largo-trustee-key-2`, one line of JSON. PBKDF2-SHA-256 (RFC 8018) makes
 * the AES-256-GCM key from the passphrase. The fields in clear are authenticated with the data. `check` is the SHA-256 of
 * the other fields' canonical JSON: it tells a damaged file from a wrong passphrase, and protects nothing.
 */
import * as z from 'zod';
import { sha256Hex, utf8 } from '../crypto/hash';
import type { RandomBytes } from '../crypto/random';
import { canonicalJson } from './canonical-json';
import { type CeremonySetup, setupSchema } from './ceremony/types';
import { fromHex, toHex } from './hex';

const KEY_FILE_FORMAT = 'largo-trustee-key-2';
/** No key file is longer; what is longer is not even parsed. */
export const MOST_KEY_FILE_BYTES = 8192;

/** OWASP's recommendation for PBKDF2-HMAC-SHA-256 (Password Storage Cheat Sheet, 2023). */
const ITERATIONS = 600_000;
const SALT_BYTES = 16;
const IV_BYTES = 12;

const hex = (length: number) => z.string().regex(new RegExp(`^[0-9a-f]{${2 * length}}$`));
const clearFields = {
  format: z.literal(KEY_FILE_FORMAT),
  /** Id of the contest; away from a server, any name that trustees agree on. */
  contest: z.string().min(1).max(100),
  /** The trustee's number when the secret was made. It can change while a contest is a draft; `publicKey` cannot. */
  owner: z.int().min(1),
  /** Point text: the key that partial decryptions are checked against, or in a ceremony the trustee's signing key. */
  publicKey: hex(32),
  /** The ceremony whose seed this is, or null where it is a private key. */
  ceremony: setupSchema.nullable(),
  kdf: z.literal('PBKDF2-SHA-256'),
  iterations: z.literal(ITERATIONS),
  cipher: z.literal('AES-256-GCM'),
  salt: hex(SALT_BYTES),
  iv: hex(IV_BYTES),
};
const clearSchema = z.strictObject(clearFields);
const sealedSchema = z.strictObject({ ...clearFields, data: z.string().regex(/^([0-9a-f]{2}){17,200}$/) });
const fileSchema = z.strictObject({ ...sealedSchema.shape, check: hex(32) });

type Clear = z.output<typeof clearSchema>;
type Sealed = z.output<typeof sealedSchema>;

/** What a key file holds. */
export interface KeptSecret {
  readonly contest: string;
  readonly owner: number;
  readonly publicKey: string;
  readonly ceremony: CeremonySetup | null;
  /** A private key as a decimal number, or the seed of a ceremony as 64 hexadecimal digits. */
  readonly privateKey: string;
}

/** What the caller knows that a file must be for; `undefined` where it does not know. */
export interface ExpectedKey {
  readonly contest?: string | undefined;
  readonly publicKey?: string | undefined;
  /** Id of a ceremony, or null for a private key. */
  readonly ceremony?: string | null | undefined;
}

export type KeyFileError = 'not_a_key_file' | 'damaged_key_file' | 'other_contest' | 'other_key' | 'wrong_passphrase';

/** WebCrypto, handed in; browsers and workers have it on `crypto.subtle` in secure contexts, Node always. */
export type Subtle = Pick<SubtleCrypto, 'importKey' | 'deriveKey' | 'encrypt' | 'decrypt'>;

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(utf8(text));

async function fileKey(subtle: Subtle, passphrase: string, { salt, iterations }: Clear): Promise<CryptoKey> {
  // NFKC: the same passphrase typed on another keyboard or system gives the same bytes.
  const base = await subtle.importKey('raw', bytesOf(passphrase.normalize('NFKC')), 'PBKDF2', false, ['deriveKey']);
  const saltBytes = new Uint8Array(fromHex(salt, SALT_BYTES) as Uint8Array);
  const kdf = { name: 'PBKDF2', hash: 'SHA-256', salt: saltBytes, iterations };
  return subtle.deriveKey(kdf, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

const gcm = ({ data: _data, ...clear }: Clear & { data?: string }) => ({
  name: 'AES-GCM',
  iv: new Uint8Array(fromHex(clear.iv, IV_BYTES) as Uint8Array),
  additionalData: bytesOf(canonicalJson(clear)),
});

const checkOf = (sealed: Sealed): string => sha256Hex(canonicalJson(sealed));

/** The text of a new key file. */
export async function sealKeyFile(
  { subtle, random }: { subtle: Subtle; random: RandomBytes },
  kept: KeptSecret,
  passphrase: string,
): Promise<string> {
  const clear: Clear = {
    format: KEY_FILE_FORMAT,
    contest: kept.contest,
    owner: kept.owner,
    publicKey: kept.publicKey,
    ceremony: kept.ceremony,
    kdf: 'PBKDF2-SHA-256',
    iterations: ITERATIONS,
    cipher: 'AES-256-GCM',
    salt: toHex(random(SALT_BYTES)),
    iv: toHex(random(IV_BYTES)),
  };
  const secret = await subtle.encrypt(gcm(clear), await fileKey(subtle, passphrase, clear), bytesOf(kept.privateKey));
  const sealed: Sealed = { ...clear, data: toHex(new Uint8Array(secret)) };
  return `${JSON.stringify({ ...sealed, check: checkOf(sealed) })}\n`;
}

type ReadKeyFile = { ok: true; sealed: Sealed } | { ok: false; code: 'not_a_key_file' | 'damaged_key_file' };

function readKeyFile(text: string): ReadKeyFile {
  // A file that names our format but cannot be read was ours and is broken.
  const damagedOrForeign = text.slice(0, 200).includes(KEY_FILE_FORMAT) ? 'damaged_key_file' : 'not_a_key_file';
  if (text.length > MOST_KEY_FILE_BYTES) return { ok: false, code: damagedOrForeign };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, code: damagedOrForeign };
  }
  const parsed = fileSchema.safeParse(json);
  if (!parsed.success) return { ok: false, code: damagedOrForeign };
  const { check, ...sealed } = parsed.data;
  return check === checkOf(sealed) ? { ok: true, sealed } : { ok: false, code: 'damaged_key_file' };
}

function unexpected(sealed: Sealed, expected: ExpectedKey): 'other_contest' | 'other_key' | null {
  const { contest, publicKey, ceremony } = sealed;
  if (expected.contest !== undefined && expected.contest !== contest) return 'other_contest';
  if (expected.publicKey !== undefined && expected.publicKey !== publicKey) return 'other_key';
  const id = ceremony === null ? null : ceremony.id;
  return expected.ceremony === undefined || expected.ceremony === id ? null : 'other_key';
}

/**
 * The secret in a file. A file for something else than expected is refused before the passphrase is tried. Says which
 * of five things is wrong otherwise.
 */
export async function openKeyFile(
  subtle: Subtle,
  text: string,
  expected: ExpectedKey,
  passphrase: string,
): Promise<({ ok: true } & KeptSecret) | { ok: false; code: KeyFileError }> {
  const read = readKeyFile(text);
  if (!read.ok) return read;
  const { sealed } = read;
  const wrong = unexpected(sealed, expected);
  if (wrong) return { ok: false, code: wrong };
  const data = new Uint8Array(fromHex(sealed.data, sealed.data.length / 2) as Uint8Array);
  const key = await fileKey(subtle, passphrase, sealed);
  const { contest, owner, publicKey, ceremony } = sealed;
  try {
    const privateKey = new TextDecoder().decode(await subtle.decrypt(gcm(sealed), key, data));
    return { ok: true, contest, owner, publicKey, ceremony, privateKey };
  } catch (error) {
    // The file is whole (its check holds), so only the passphrase can be wrong.
    if ((error as { name?: string }).name === 'OperationError') return { ok: false, code: 'wrong_passphrase' };
    throw error;
  }
}

/** Whether a file is whole and keeps the seed of a ceremony, from which a share is made; no passphrase is needed to tell. */
export function keepsSeed(text: string): boolean {
  const read = readKeyFile(text);
  return read.ok && read.sealed.ceremony !== null;
}

/** What a key file says in clear: for what, whose, and which key. */
export const keyInClearSchema = clearSchema.pick({ contest: true, owner: true, publicKey: true, ceremony: true });
export type KeyInClear = z.output<typeof keyInClearSchema>;

/** No passphrase is needed, and no secret is read. */
export function readKeyInClear(
  text: string,
): { ok: true; key: KeyInClear } | { ok: false; code: 'not_a_key_file' | 'damaged_key_file' } {
  const read = readKeyFile(text);
  if (!read.ok) return read;
  const { contest, owner, publicKey, ceremony } = read.sealed;
  return { ok: true, key: { contest, owner, publicKey, ceremony } };
}

/**
 * Name under which a key file is saved. `slug` is the contest's address, lower-case letters, digits and hyphens.
 * @param isOpening the share of a finished ceremony, which opens by itself
 */
export function keyFileName(slug: string, owner: number, isOpening = false): string {
  return `largo-key-${slug}-trustee-${owner}${isOpening ? '-opening' : ''}.json`;
}

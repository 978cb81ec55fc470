/**
 * The file in which a trustee keeps a secret: `largo-trustee-key-2`, one line of JSON. PBKDF2-SHA-256 (RFC 8018) makes
 * the AES-256-GCM key from the passphrase. The fields in clear are authenticated with the data. `check` is the SHA-256 of
 * the other fields' canonical JSON: it tells a damaged file from a wrong passphrase, and protects nothing.
 */
import { z } from 'zod';
import { sha256Hex, utf8 } from '../crypto/hash';
import type { RandomBytes } from '../crypto/random';
import { canonicalJson } from './canonical-json';
import { fromHex, toHex } from './hex';
import { SECRET_KINDS, type Secret } from './recovery';

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
  kind: z.enum(SECRET_KINDS),
  /** What it is for: id of a contest for a key, of a ceremony for a seed. */
  contest: z.string().min(1).max(100),
  /** The trustee's number when the secret was made. It can change while a contest is a draft; `publicKey` cannot. */
  owner: z.int().min(1),
  /** Point text of the public key; for a seed its name. */
  publicKey: hex(32),
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

/** What can be read without the passphrase. */
export interface KeyOwner {
  readonly contest: string;
  /** Point text of the trustee's public key, or the name of the seed (`seedName`). */
  readonly publicKey: string;
}

/** Everything that a key file holds. */
export interface KeptSecret extends KeyOwner, Secret {
  readonly owner: number;
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
    kind: kept.kind,
    contest: kept.contest,
    owner: kept.owner,
    publicKey: kept.publicKey,
    kdf: 'PBKDF2-SHA-256',
    iterations: ITERATIONS,
    cipher: 'AES-256-GCM',
    salt: toHex(random(SALT_BYTES)),
    iv: toHex(random(IV_BYTES)),
  };
  const secret = await subtle.encrypt(gcm(clear), await fileKey(subtle, passphrase, clear), bytesOf(kept.secret));
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

/**
 * The secret in a file. `expected` is what the caller knows that it must be for; a file for something else is refused
 * before the passphrase is tried. Says which of five things is wrong otherwise.
 */
export async function openKeyFile(
  subtle: Subtle,
  text: string,
  expected: Partial<KeyOwner>,
  passphrase: string,
): Promise<{ ok: true; kept: KeptSecret } | { ok: false; code: KeyFileError }> {
  const read = readKeyFile(text);
  if (!read.ok) return read;
  const { sealed } = read;
  const { contest, publicKey, owner, kind } = sealed;
  if (contest !== (expected.contest ?? contest)) return { ok: false, code: 'other_contest' };
  if (publicKey !== (expected.publicKey ?? publicKey)) return { ok: false, code: 'other_key' };
  const data = new Uint8Array(fromHex(sealed.data, sealed.data.length / 2) as Uint8Array);
  const key = await fileKey(subtle, passphrase, sealed);
  try {
    const secret = new TextDecoder().decode(await subtle.decrypt(gcm(sealed), key, data));
    return { ok: true, kept: { kind, contest, owner, publicKey, secret } };
  } catch (error) {
    // The file is whole (its check holds), so only the passphrase can be wrong.
    if ((error as { name?: string }).name === 'OperationError') return { ok: false, code: 'wrong_passphrase' };
    throw error;
  }
}

/** Name under which a key file is saved. `slug` is the contest's address, lower-case letters, digits and hyphens. */
export function keyFileName(slug: string, owner: number): string {
  return `largo-key-${slug}-trustee-${owner}.json`;
}

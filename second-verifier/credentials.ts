// Credentials: the archive’s list of public ones, and how a private one becomes a key (docs/spec/05-keys-of-voters.md).
import { mod, type Point, readKey } from './group';
import { hashHex } from './hashing';
import { readArray, readJson } from './json';
import type { Ledger } from './ledger';

/** The public credentials by text. */
export function readCredentials(ledger: Ledger, text: string): Map<string, Point> {
  const list = readArray(ledger, readJson(ledger, text, 'the credential list'), 'the credential list');
  const credentials = new Map<string, Point>();
  for (const [index, item] of list.entries()) {
    const point = readKey(ledger, item, 'credential_identity', `credential ${index + 1}`);
    ledger.require(
      'credential_duplicate',
      !credentials.has(item as string),
      `credential ${index + 1} is listed before`,
    );
    credentials.set(item as string, point);
    ledger.tick('credentials', index + 1, list.length);
  }
  return credentials;
}

/** The secret scalar of a private credential, its hyphens included. */
export function credentialScalar(uuid: string, credential: string): bigint {
  const half = (index: number) => hashHex(`derive_credential|${uuid}|${index}|${credential}`);
  return mod(BigInt(`0x${half(0)}${half(1)}`));
}

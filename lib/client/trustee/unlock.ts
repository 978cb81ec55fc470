/** The secret that a trustee brings: from the key file and its passphrase, or typed from the recovery sheet. */
import { keepsSeed, openKeyFile, type Subtle } from '@/lib/protocol/key-file';
import { parseRecovery } from '@/lib/protocol/recovery';
import type { JobFailureCode } from './messages';

export type KeySource =
  | { readonly from: 'file'; readonly text: string; readonly passphrase: string }
  | { readonly from: 'sheet'; readonly words: string };

export interface ExpectedSecret {
  readonly contest: string;
  /** Point text of the key that was handed in; null where there is none yet to compare the file with. */
  readonly publicKey: string | null;
  /** Id of the ceremony whose seed is wanted; null where it is a private key. */
  readonly ceremony: string | null;
}

export type Unlocked =
  | { readonly ok: true; readonly secret: string }
  | { readonly ok: false; readonly code: JobFailureCode; readonly detail: string };

export async function unlock(subtle: Subtle, source: KeySource, expected: ExpectedSecret): Promise<Unlocked> {
  if (source.from === 'sheet') return readSheet(source.words, expected);
  const { contest, publicKey, ceremony } = expected;
  const wanted = { contest, ceremony, publicKey: publicKey ?? undefined };
  const opened = await openKeyFile(subtle, source.text, wanted, source.passphrase);
  if (opened.ok) return { ok: true, secret: opened.privateKey };
  return { ok: false, code: opened.code, detail: 'the key file was not accepted' };
}

/** Whether the secret is the seed of a ceremony, and not a key that is used as it is. */
export function holdsSeed(source: KeySource): boolean {
  if (source.from === 'file') return keepsSeed(source.text);
  const read = parseRecovery(source.words);
  return read.ok && read.secret.kind === 'seed';
}

function readSheet(words: string, { ceremony }: ExpectedSecret): Unlocked {
  const read = parseRecovery(words);
  if (!read.ok) return { ok: false, code: 'bad_sheet', detail: read.error.code };
  const { kind, secret } = read.secret;
  if ((kind === 'seed') === (ceremony !== null)) return { ok: true, secret };
  return { ok: false, code: 'other_key', detail: `the sheet holds a ${kind}` };
}

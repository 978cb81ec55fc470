import { randomBytes, webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseSecret, type TrusteeSecret } from '@/lib/protocol/ceremony/secret';
import type { CeremonySetup } from '@/lib/protocol/ceremony/types';
import {
  type ExpectedKey,
  type KeptSecret,
  type KeyFileError,
  type KeyInClear,
  MOST_KEY_FILE_BYTES,
  openKeyFile,
  readKeyInClear,
  sealKeyFile,
} from '@/lib/protocol/key-file';
import { recoveryText } from '@/lib/protocol/recovery';
import { EXIT, Failure } from '../failure';
import { requireAbsent, writeNewFile } from '../output-file';
import { choosePassphrase, readPassphrase } from '../passphrase';

export const systemRandom = (length: number): Uint8Array => Uint8Array.from(randomBytes(length));

const FAULTS: Record<KeyFileError, string> = {
  not_a_key_file: 'is not a key file of a trustee',
  damaged_key_file: 'is damaged: take the copy of it, or make it anew from the recovery sheet',
  other_contest: 'was made for something else',
  other_key: 'holds another key than the one that is needed here',
  wrong_passphrase: 'does not open with this passphrase',
};

function readKeyFile(file: string): string {
  try {
    const bytes = readFileSync(file);
    return bytes.length > MOST_KEY_FILE_BYTES ? '' : bytes.toString('utf8');
  } catch (error) {
    throw new Failure(`cannot read ${file}: ${(error as NodeJS.ErrnoException).code}`, EXIT.usage);
  }
}

/** What needs no passphrase to be read. */
export function readKeyFileInClear(file: string): KeyInClear {
  const read = readKeyInClear(readKeyFile(file));
  if (!read.ok) throw new Failure(`${file} ${FAULTS[read.code]}`, EXIT.badInput);
  return read.key;
}

/** Opens a key file with the passphrase that the person gives. */
export async function unlock(file: string, expected: ExpectedKey, passphraseFile?: string): Promise<KeptSecret> {
  const text = readKeyFile(file);
  const opened = await openKeyFile(webcrypto.subtle, text, expected, await readPassphrase(passphraseFile));
  if (!opened.ok) throw new Failure(`${file} ${FAULTS[opened.code]}`, EXIT.badInput);
  return opened;
}

/** The seed of a ceremony in a key file. */
export async function unlockSeed(
  file: string,
  setup: CeremonySetup,
  passphraseFile?: string,
): Promise<{ index: number; secret: TrusteeSecret; kept: KeptSecret }> {
  const kept = await unlock(file, { ceremony: setup.id }, passphraseFile);
  const secret = parseSecret(kept.privateKey);
  if (!secret) throw new Failure(`${file} holds no seed of a ceremony`, EXIT.badInput);
  return { index: kept.owner, secret, kept };
}

/** Locks a secret into a new key file, and writes its recovery sheet beside it where one is wanted. */
export async function keep(
  kept: KeptSecret,
  files: { key: string; sheet?: string | undefined; passphraseFile?: string | undefined },
): Promise<void> {
  requireAbsent(files.key, ...(files.sheet === undefined ? [] : [files.sheet]));
  const passphrase = await choosePassphrase(files.passphraseFile);
  const tools = { subtle: webcrypto.subtle, random: systemRandom };
  writeNewFile(files.key, await sealKeyFile(tools, kept, passphrase), 'secret');
  if (files.sheet !== undefined) writeNewFile(files.sheet, sheetText(kept), 'secret');
}

function sheetText({ contest, owner, publicKey, ceremony, privateKey }: KeptSecret): string {
  const kind = ceremony === null ? 'key' : 'seed';
  const groups = recoveryText({ kind, secret: privateKey }).split('-');
  const rows = [0, 3, 6, 9].map((at) => {
    const numbered = groups.slice(at, at + 3).map((group, i) => `${String(at + i + 1).padStart(2)}  ${group}`);
    return `   ${numbered.join('      ')}`;
  });
  return [
    'LARGO: RECOVERY SHEET OF A TRUSTEE',
    '',
    `For:         ${contest}`,
    `Trustee:     ${owner}`,
    ...(ceremony === null ? [] : [`Ceremony:    ${ceremony.id} (${ceremony.threshold} of ${ceremony.size})`]),
    `Public key:  ${publicKey}`,
    '',
    'Whoever reads these letters holds your key. Print this sheet, lock it away, and delete the file.',
    '',
    ...rows,
    '',
    `To use it: largo trustee recover --owner ${owner} --key NEW_FILE${ceremony === null ? '' : ' --ceremony FOLDER'}`,
    '',
  ].join('\n');
}

import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { G, multiply, pointText } from '@/lib/crypto/group';
import { parseSecret, trusteeKeys } from '@/lib/protocol/ceremony/secret';
import type { KeptSecret } from '@/lib/protocol/key-file';
import { parseRecovery, type RecoveryError, type Secret } from '@/lib/protocol/recovery';
import { checkTrusteeKey, makeTrusteeKey } from '@/lib/protocol/trustees';
import { EXIT, Failure } from '../failure';
import { requireAbsent, writeNewFile } from '../output-file';
import { readFolder } from './ceremony-folder';
import { keep, systemRandom } from './key-files';

export function parseOwner(text: string): number {
  if (!/^[1-9][0-9]{0,3}$/.test(text)) throw new InvalidArgumentError('It must be a number from 1.');
  return Number(text);
}

interface SingleOptions {
  readonly owner: number;
  readonly key: string;
  readonly sheet: string;
  readonly out: string;
  readonly for: string;
  readonly passphraseFile?: string;
}

/** `largo trustee single`: the key of a trustee who is needed in any case. */
export function singleCommand(): Command {
  return new Command('single')
    .description('Make the key of a single trustee, without whom nothing opens.')
    .requiredOption('--owner <id>', 'your number among all trustees, from 1', parseOwner)
    .requiredOption('--key <file>', 'new key file, for you alone')
    .requiredOption('--sheet <file>', 'new file with the recovery sheet: print it, lock it away, delete the file')
    .requiredOption('--out <file>', 'new file with the public key, to hand in')
    .option('--for <name>', 'what the key is for, in your words', 'a single trustee')
    .option('--passphrase-file <file>', 'read the passphrase from a file instead of the terminal')
    .action(async ({ owner, key, sheet, out, for: contest, passphraseFile }: SingleOptions) => {
      requireAbsent(out);
      const { privateKey, publicKey: text } = makeTrusteeKey(systemRandom);
      const checked = checkTrusteeKey(text);
      if (!checked.ok) throw new Error(checked.message);
      const { publicKey } = checked;
      await keep({ contest, owner, publicKey, ceremony: null, privateKey }, { key, sheet, passphraseFile });
      writeNewFile(out, text, 'public');
      process.stdout.write(`Made ${key} and ${sheet}, which stay with you, and ${out} to hand in.\n`);
    });
}

interface RecoverOptions {
  readonly sheet?: string;
  readonly ceremony?: string;
  readonly owner: number;
  readonly key: string;
  readonly for: string;
  readonly passphraseFile?: string;
}

/** `largo trustee recover`: a key file from what the recovery sheet says. */
export function recoverCommand(): Command {
  return new Command('recover')
    .description('Make a key file again from the letters on your recovery sheet.')
    .requiredOption('--owner <id>', 'your number, as it stands on the sheet', parseOwner)
    .requiredOption('--key <file>', 'new key file')
    .option('--sheet <file>', 'a file with the letters (default: type them, then Ctrl-D)')
    .option('--ceremony <folder>', 'the folder of the ceremony, where the sheet names one')
    .option('--for <name>', 'what the key is for, in your words', 'recovered')
    .option('--passphrase-file <file>', 'read the new passphrase from a file instead of the terminal')
    .action(async (options: RecoverOptions) => {
      requireAbsent(options.key);
      const secret = readSheet(options.sheet);
      const kept = options.ceremony === undefined ? ofKey(secret, options) : ofSeed(secret, options.ceremony, options);
      await keep(kept, { key: options.key, passphraseFile: options.passphraseFile });
      process.stdout.write(`Made ${options.key}. Public key: ${kept.publicKey}\nCompare it with the sheet.\n`);
    });
}

function describeError(error: RecoveryError): string {
  switch (error.code) {
    case 'foreign_letters':
      return 'there are signs that are on no recovery sheet';
    case 'wrong_length':
      return `there should be 12 groups of 6 letters; these are ${error.groups} groups`;
    case 'wrong_groups':
      return `there is a slip in group ${error.groups.join(', ')}`;
    case 'wrong_checksum':
      return 'the groups do not belong to one sheet';
  }
}

/** The groups out of what was typed, or out of a whole sheet with its headings and numbers. */
function readSheet(file: string | undefined): Secret {
  let text: string;
  try {
    text = readFileSync(file ?? process.stdin.fd, 'utf8');
  } catch (error) {
    throw new Failure(`cannot read the sheet: ${(error as NodeJS.ErrnoException).code}`, EXIT.usage);
  }
  const printed = text.match(/^ {3,}.*$/gm)?.flatMap((row) => row.match(/\b[0-9A-Z]{6}\b/g) ?? []);
  const read = parseRecovery(printed && printed.length > 0 ? printed.join(' ') : text);
  if (!read.ok) throw new Failure(`the sheet cannot be read: ${describeError(read.error)}`, EXIT.badInput);
  return read.secret;
}

function ofKey({ kind, secret }: Secret, { owner, for: contest }: RecoverOptions): KeptSecret {
  if (kind === 'seed') throw new Failure('this sheet is of a ceremony: give its folder with --ceremony', EXIT.usage);
  const publicKey = pointText(multiply(G, BigInt(secret)));
  return { contest, owner, publicKey, ceremony: null, privateKey: secret };
}

function ofSeed({ kind, secret }: Secret, folder: string, { owner, for: contest }: RecoverOptions): KeptSecret {
  const seed = kind === 'seed' ? parseSecret(secret) : null;
  if (!seed) throw new Failure('this sheet is not of a ceremony: leave out --ceremony', EXIT.usage);
  const { setup } = readFolder(folder);
  if (owner > setup.size) throw new Failure(`there are only ${setup.size} trustees`, EXIT.usage);
  const publicKey = trusteeKeys(setup, owner, seed).verification;
  return { contest, owner, publicKey, ceremony: setup, privateKey: secret };
}

import { Command, InvalidArgumentError } from 'commander';
import { randomBase58 } from '@/lib/protocol/base58';
import { answer, shareOf } from '@/lib/protocol/ceremony/answer';
import { fingerprints, finish } from '@/lib/protocol/ceremony/finish';
import { makeSecret, secretText, trusteeKeys } from '@/lib/protocol/ceremony/secret';
import { MOST_TRUSTEES, nextStep } from '@/lib/protocol/ceremony/types';
import { EXIT, Failure } from '../failure';
import { requireAbsent, writeNewFile } from '../output-file';
import { addMessage, type CeremonyFolder, createFolder, messageFile, readFolder } from './ceremony-folder';
import { describeCeremony, isStopped, refuse } from './ceremony-report';
import { keep, systemRandom, unlockSeed } from './key-files';

const ID_LENGTH = 22;

function parseCount(text: string): number {
  const value = /^[1-9][0-9]?$/.test(text) ? Number(text) : 0;
  if (value < 1 || value > MOST_TRUSTEES) throw new InvalidArgumentError(`It must be 1 to ${MOST_TRUSTEES}.`);
  return value;
}

const print = (text: string) => process.stdout.write(`${text}\n`);

/** `largo trustee start FOLDER`: the setup of a ceremony that everybody joins. */
export function startCommand(): Command {
  return new Command('start')
    .description('Begin a key ceremony: make the folder that the trustees pass around.')
    .argument('<folder>', 'new folder of the ceremony')
    .requiredOption('--threshold <k>', 'how many trustees are needed to open', parseCount)
    .requiredOption('--size <n>', 'how many trustees there are', parseCount)
    .action((folder: string, { threshold, size }: { threshold: number; size: number }, command: Command) => {
      if (threshold > size) command.error('error: more trustees would be needed than there are');
      if (threshold === 1 && size > 1)
        command.error('error: with a threshold of 1, each trustee would hold the whole key');
      createFolder(folder, { id: randomBase58(ID_LENGTH, systemRandom), threshold, size });
      print(`Made ${folder}. Each trustee goes on with: largo trustee new ${folder} --index 1 --key FILE --sheet FILE`);
    });
}

interface NewOptions {
  readonly index: number;
  readonly key: string;
  readonly sheet: string;
  readonly for: string;
  readonly passphraseFile?: string;
}

/** `largo trustee new FOLDER`: a trustee's secret, key file, recovery sheet and certificate. */
export function newCommand(): Command {
  return new Command('new')
    .description('Join a ceremony: make your secret, its key file and recovery sheet, and your certificate.')
    .argument('<folder>', 'folder of the ceremony')
    .requiredOption('--index <i>', 'your number among the trustees, from 1', parseCount)
    .requiredOption('--key <file>', 'new key file, for you alone')
    .requiredOption('--sheet <file>', 'new file with the recovery sheet: print it, lock it away, delete the file')
    .option('--for <name>', 'what the key is for, in your words', 'a key ceremony')
    .option('--passphrase-file <file>', 'read the passphrase from a file instead of the terminal')
    .action(join);
}

async function join(folder: string, options: NewOptions): Promise<void> {
  const { setup, messages } = readFolder(folder);
  const { index, key, sheet, passphraseFile } = options;
  if (index > setup.size) throw new Failure(`there are only ${setup.size} trustees`, EXIT.usage);
  requireAbsent(messageFile(folder, 'certificate', index));
  const secret = makeSecret(systemRandom);
  const made = answer(setup, messages, index, secret, systemRandom);
  if (!made.ok) refuse(made);
  const publicKey = trusteeKeys(setup, index, secret).verification;
  const kept = { contest: options.for, owner: index, publicKey, ceremony: setup, privateKey: secretText(secret) };
  await keep(kept, { key, sheet, passphraseFile });
  print(`Made ${key} and ${sheet}, which stay with you, and ${addMessage(folder, made.kind, index, made.text)}.`);
}

interface AnswerOptions {
  readonly key: string;
  readonly compared?: string;
  readonly passphraseFile?: string;
}

/** `largo trustee answer FOLDER`: the trustee's message for the step that the ceremony waits for. */
export function answerCommand(): Command {
  return new Command('answer')
    .description('Check everything so far and make your next message, or the complaint against who has cheated.')
    .argument('<folder>', 'folder of the ceremony')
    .requiredOption('--key <file>', 'your key file')
    .option('--compared <fingerprint>', 'the fingerprint that you have compared with every other trustee')
    .option('--passphrase-file <file>', 'read the passphrase from a file instead of the terminal')
    .action(answerStep);
}

/** The two steps after which nothing could be taken back: everybody must have seen the same before. */
function requireCompared(ceremony: CeremonyFolder, compared: string | undefined): void {
  const { setup, messages } = ceremony;
  const { step } = nextStep(setup, messages);
  if (step !== 'commitment' && step !== 'confirmation') return;
  const marks = fingerprints(setup, messages);
  if (!marks.ok) refuse(marks);
  const mark = step === 'commitment' ? marks.certificates : marks.block;
  const letters = (text: string | null | undefined) => (text ?? '').replace(/[\s-]/g, '').toUpperCase();
  if (compared === undefined) {
    const what = step === 'commitment' ? 'certificates' : 'block';
    throw new Failure(
      `compare the fingerprint of the ${what} with every other trustee first:\n  ${mark}\nthen add --compared "…"`,
      EXIT.usage,
    );
  }
  if (letters(compared) !== letters(mark)) {
    throw new Failure(
      `the messages here have the fingerprint\n  ${mark}\nSomebody was given others. Stop.`,
      EXIT.badInput,
    );
  }
}

async function answerStep(folder: string, options: AnswerOptions): Promise<void> {
  const ceremony = readFolder(folder);
  const { setup, messages } = ceremony;
  requireCompared(ceremony, options.compared);
  const { index, secret } = await unlockSeed(options.key, setup, options.passphraseFile);
  const made = answer(setup, messages, index, secret, systemRandom);
  if (!made.ok) refuse(made);
  const file = addMessage(folder, made.kind, index, made.text);
  if (made.kind !== 'complaint') return void print(`Checked everything and made ${file}.`);
  print(`A share that you were dealt does not fit. The complaint is in ${file}: give it to everybody.`);
  process.exitCode = EXIT.badInput;
}

/** `largo trustee status FOLDER`: where the ceremony stands. */
export function statusCommand(): Command {
  return new Command('status')
    .description('Check every message of a ceremony and say who is next, and who has cheated.')
    .argument('<folder>', 'folder of the ceremony')
    .action((folder: string) => {
      const ceremony = readFolder(folder);
      print(describeCeremony(ceremony));
      if (isStopped(ceremony)) process.exitCode = EXIT.badInput;
    });
}

/** `largo trustee block FOLDER`: what stands in the election's list of trustees. */
export function blockCommand(): Command {
  return new Command('block')
    .description('Write the public part of a finished ceremony, as it stands in the election’s trustees.')
    .argument('<folder>', 'folder of the ceremony')
    .requiredOption('--out <file>', 'new file')
    .action((folder: string, { out }: { out: string }) => {
      const { setup, messages } = readFolder(folder);
      const made = finish(setup, messages);
      if (!made.ok) refuse(made);
      writeNewFile(out, made.pedersen, 'public');
      print(`Made ${out}. Public key of the block: ${made.publicKey}`);
    });
}

/** `largo trustee share FOLDER`: the share itself, so that the folder is no longer needed to open ballots. */
export function shareCommand(): Command {
  return new Command('share')
    .description('Work out your share of a finished ceremony, and keep it in a key file of its own.')
    .argument('<folder>', 'folder of the ceremony')
    .requiredOption('--key <file>', 'your key file of the ceremony')
    .requiredOption('--share <file>', 'new key file')
    .requiredOption('--sheet <file>', 'new file with the recovery sheet of the share')
    .option('--passphrase-file <file>', 'read the passphrase of both files from a file')
    .action(async (folder: string, options: AnswerOptions & { share: string; sheet: string }) => {
      const { setup, messages } = readFolder(folder);
      const { index, secret, kept } = await unlockSeed(options.key, setup, options.passphraseFile);
      const own = shareOf(setup, messages, index, secret);
      if (!own.ok) refuse(own);
      const { share: key, sheet, passphraseFile } = options;
      const file = { ...kept, ceremony: null, publicKey: own.publicKey, privateKey: own.share.toString() };
      await keep(file, { key, sheet, passphraseFile });
      print(`Made ${key} and ${sheet}. Public key of your share: ${own.publicKey}`);
    });
}

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { sha256Hex } from '@/lib/crypto/hash';
import { shareOf } from '@/lib/protocol/ceremony/answer';
import { parseSecret } from '@/lib/protocol/ceremony/secret';
import { ciphertextListText } from '@/lib/protocol/ciphertexts';
import type { KeptSecret } from '@/lib/protocol/key-file';
import { partiallyDecrypt } from '@/lib/protocol/opening';
import { type BoardAtOpening, checkBoardAtOpening } from '@/lib/protocol/opening-board';
import { isOwnersKey } from '@/lib/protocol/trustees';
import { type InputVerdict, verifyForOpening } from '@/lib/protocol/verify-input';
import { EXIT, Failure } from '../failure';
import { requireAbsent, writeNewFile } from '../output-file';
import { workProgress } from '../progress';
import { readRunning, requireDescription, requireNamed, requireSound } from '../running-archive';
import { readBoardFolder } from './board-folder';
import { readFolder } from './ceremony-folder';
import { refuse } from './ceremony-report';
import { systemRandom, unlock } from './key-files';

interface OpenOptions {
  readonly key: string;
  readonly out: string;
  readonly ceremony?: string;
  readonly description?: string;
  readonly board?: string;
  readonly composition?: string;
  readonly withoutBoard?: boolean;
  readonly passphraseFile?: string;
}

/** `largo trustee open ARCHIVE`: a trustee's part of the opening, after verifying everything before it. */
export function openCommand(): Command {
  return new Command('open')
    .description('Verify everything so far, then decrypt your part of the mixed ballots.')
    .argument('<path>', 'archive (.bel), or folder with it and description.json')
    .requiredOption('--key <file>', 'your key file')
    .requiredOption('--out <file>', 'new file with the partial decryption, to hand in')
    .option('--ceremony <folder>', 'the folder of the ceremony, where the key file holds its seed')
    .option('--description <file>', 'the public description (description.json): mixers are held against it')
    .option('--board <folder>', 'the folder in which your largo monitor has kept the board of this election')
    .option('--composition <file>', 'with --board: the file composition.jsonl of the contest')
    .option('--without-board', 'open although nobody has held the archive against the board')
    .option('--passphrase-file <file>', 'read the passphrase from a file instead of the terminal')
    .addHelpText('after', '\nA key opens one list of ballots, ever: what it has opened is noted beside the key file.')
    .action(open);
}

type Sound = Extract<InputVerdict, { ok: true }>;

async function withProgress<T>(
  label: string,
  work: (onProgress: (done: number, total: number) => void) => Promise<T>,
): Promise<T> {
  const progress = workProgress(label);
  try {
    return await work(progress.advance);
  } finally {
    progress.stop();
  }
}

async function open(place: string, options: OpenOptions): Promise<void> {
  requireAbsent(options.out);
  const board = readBoard(options);
  const running = await readRunning(place, options.description);
  const verdict = await withProgress('Verifying', (onProgress) =>
    verifyForOpening(running.archive, { random: systemRandom, onProgress }),
  );
  const found = requireSound(verdict);
  const description = requireDescription(running, found);
  if (description) requireNamed(description, found, true);
  if (board) await requireBoard(found, board);
  const { privateKey, owner } = await unlockOwner(found, options);
  if (found.opened.includes(owner)) {
    throw new Failure(`trustee ${owner} has opened this election already`, EXIT.badInput);
  }
  const { election, trustees, ciphertexts } = found;
  const note = noteFile(options.key, trustees.keys[owner - 1]?.text as string);
  claimList(note, election.uuid, sha256Hex(ciphertextListText(ciphertexts)));
  const made = await withProgress('Decrypting', (onProgress) =>
    partiallyDecrypt({ election, trustees, privateKey, owner, ciphertexts, random: systemRandom, onProgress }),
  );
  if (!made.ok) throw new Failure(`${made.message} (${made.code})`, EXIT.badInput);
  writeNewFile(options.out, `${JSON.stringify({ record: made.record, sidecar: made.sidecar })}\n`, 'public');
  const mixed = found.mixers.join(', ');
  const held = board ? ', as the board shows' : description ? ', as named in advance' : '';
  process.stdout.write(
    `Verified ${found.report.facts.ballots} ballots, mixed by ${mixed}${held}.\n` +
      `Made ${options.out}, the part of trustee ${owner} of ${ciphertexts.length} ballots.\n`,
  );
}

/**
 * SEC-06: a sound archive may hold a single ballot, or shuffles that one person made alone. Only the board tells; who goes
 * without it has to say so.
 */
function readBoard({ board, composition, withoutBoard }: OpenOptions): BoardAtOpening | null {
  if (board !== undefined && composition !== undefined) return readBoardFolder(board, composition);
  if (withoutBoard && board === undefined) return null;
  throw new Failure(
    'an archive may leave out ballots: give --board and --composition to hold it against the board, ' +
      'or --without-board if the trustees have compared it in another way',
    EXIT.usage,
  );
}

async function requireBoard({ verified }: Sound, board: BoardAtOpening): Promise<void> {
  const checked = await checkBoardAtOpening(verified, board);
  if (checked.ok) return;
  throw new Failure(
    `the archive is not what the board shows, so nothing was done. ${checked.message} (${checked.code})`,
    EXIT.badInput,
  );
}

async function unlockOwner(found: Sound, options: OpenOptions): Promise<{ privateKey: string; owner: number }> {
  const kept = await unlock(options.key, {}, options.passphraseFile);
  const privateKey = kept.ceremony === null ? kept.privateKey : shareFrom(kept, options.ceremony);
  const owner = found.trustees.keys.findIndex((_, i) => isOwnersKey(found.trustees, i + 1, privateKey)) + 1;
  if (owner === 0) throw new Failure('this key belongs to no trustee of this election', EXIT.badInput);
  return { privateKey, owner };
}

function shareFrom({ privateKey, owner: index, ceremony }: KeptSecret, folder: string | undefined): string {
  if (folder === undefined) {
    throw new Failure('the key file holds the seed of a ceremony: give its folder with --ceremony', EXIT.usage);
  }
  const seed = parseSecret(privateKey);
  if (!seed) throw new Failure('the key file holds no seed of a ceremony', EXIT.badInput);
  const { setup, messages } = readFolder(folder);
  if (setup.id !== ceremony?.id)
    throw new Failure(`${folder} is another ceremony than that of the key file`, EXIT.usage);
  const own = shareOf(setup, messages, index, seed);
  return own.ok ? own.share.toString() : refuse(own);
}

/** Named after the key and not after its file: the same share may lie beside it in a file of its own, or recovered. */
const noteFile = (keyFile: string, publicKey: string): string =>
  path.join(path.dirname(keyFile), `largo-${publicKey.slice(0, 16)}.opened`);

/**
 * SEC-06: a key opens one list, ever; opening a second would let its maker single out ballots. Noted before the key is
 * used, in a file that is never overwritten. The same list again (a lost stick) is no second one.
 */
function claimList(file: string, election: string, list: string): void {
  const note = `${JSON.stringify({ election, list })}\n`;
  try {
    writeNewFile(file, note, 'secret');
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (readNote(file) === note) return;
    throw new Failure(
      `this key has opened another list of ballots before (${file}), and opens no second one`,
      EXIT.badInput,
    );
  }
}

function readNote(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

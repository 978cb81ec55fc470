import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { shareKeyOf } from '@/lib/protocol/ceremony/finish';
import { findOwnKey, type PublishedElection } from '@/lib/protocol/own-key';
import { EXIT, Failure } from '../failure';
import { boardClient } from '../monitor-client';
import { MonitorState } from '../monitor-state';
import { readFolder } from './ceremony-folder';
import { refuse } from './ceremony-report';
import { readKeyFileInClear } from './key-files';

interface CheckOptions {
  readonly key: string;
  readonly ceremony?: string;
}

/** `largo trustee check BOARD`: whether ballots are locked with the key of a file. */
export function checkCommand(): Command {
  return new Command('check')
    .description(
      'While people vote: check that the public rules name your key. Needs no passphrase, and sends nothing.',
    )
    .argument('<board>', 'address of the board, or the folder in which your largo monitor has kept it')
    .requiredOption('--key <file>', 'your key file')
    .option('--ceremony <folder>', 'the folder of the ceremony, where the key file holds its seed')
    .action(check);
}

async function check(board: string, { key, ceremony }: CheckOptions): Promise<void> {
  const own = publicKeyOf(key, ceremony);
  const verdict = findOwnKey(await publishedElection(board), own);
  if (verdict.state === 'named') {
    const { owner, name, fingerprint } = verdict;
    process.stdout.write(
      `Ballots are locked with your key: the public rules name it for trustee ${owner}, “${name}”.\n` +
        `Fingerprint of the election, to be compared with what voters see: ${fingerprint}\n`,
    );
    return;
  }
  const what =
    verdict.state === 'unsound'
      ? 'the election and its public rules do not belong together'
      : `the public rules do not name the key of ${key}`;
  throw new Failure(
    `${what}: somebody else could open ballots. If this is the right board and the key file that you saved last, call ` +
      'the other trustees and those who watch the election, then the administrator.',
    EXIT.badInput,
  );
}

async function publishedElection(board: string): Promise<PublishedElection> {
  if (/^https?:\/\//.test(board)) return boardClient(board, fetch).election();
  const pinned = existsSync(board) ? new MonitorState(board).readPinned() : null;
  if (pinned) return pinned;
  throw new Failure(`${board} is neither the address of a board nor a folder that largo monitor has made`, EXIT.usage);
}

function publicKeyOf(file: string, folder: string | undefined): string | null {
  const { publicKey, ceremony } = readKeyFileInClear(file);
  if (ceremony === null) return publicKey;
  if (folder === undefined) {
    throw new Failure('the key file holds the seed of a ceremony: give its folder with --ceremony', EXIT.usage);
  }
  const { setup, messages } = readFolder(folder);
  if (setup.id !== ceremony.id)
    throw new Failure(`${folder} is another ceremony than that of the key file`, EXIT.usage);
  const found = shareKeyOf(setup, messages, publicKey);
  return found.ok ? found.shareKey : refuse(found);
}

import { Command } from 'commander';
import { mix } from '@/lib/protocol/mixing';
import { verifyForMixing } from '@/lib/protocol/verify-input';
import { EXIT, Failure } from './failure';
import { openMixServer } from './mix-server';
import { requireAbsent, writeNewFile } from './output-file';
import { workProgress } from './progress';
import { type RunningElection, readRunning, requireDescription, requireNamed, requireSound } from './running-archive';
import { parseOwner } from './trustee/key-commands';
import { systemRandom } from './trustee/key-files';

interface MixOptions {
  readonly owner?: number;
  readonly out: string;
  readonly description?: string;
  readonly link?: string;
}

/** `largo mix`: shuffles and re-encrypts the ballots of an archive, after verifying everything before. */
export function mixCommand(request: typeof fetch = fetch): Command {
  return new Command('mix')
    .description('Verify everything so far, then shuffle and re-encrypt the ballots.')
    .argument('[path]', 'archive (.bel), or folder with it and description.json')
    .option('--owner <id>', 'the mixer’s number, as the public description names it', parseOwner)
    .requiredOption('--out <file>', 'new file with the shuffle record, to hand in')
    .option('--description <file>', 'the public description (description.json): mixers are held against it')
    .option('--link <file>', 'instead of a path: file with the link that was mailed; fetches and hands in by itself')
    .addHelpText('after', '\nThe permutation is drawn only after everything has verified, and forgotten at the end.')
    .action((path: string | undefined, options: MixOptions, command: Command) => run(path, options, command, request));
}

async function run(
  path: string | undefined,
  { owner, out, description, link }: MixOptions,
  command: Command,
  request: typeof fetch,
): Promise<void> {
  requireAbsent(out);
  if (link !== undefined) {
    if (path !== undefined || owner !== undefined) command.error('error: --link goes without a path and --owner');
    const server = await openMixServer(link, request);
    const record = await mixOnce(server.running, 'next', out);
    await server.handIn(record);
    process.stdout.write('Handed in.\n');
  } else if (path === undefined || owner === undefined) {
    command.error('error: give a path and --owner, or --link');
  } else {
    await mixOnce(await readRunning(path, description), owner, out);
  }
}

/** @returns the shuffle record, which is in the file `out` by then. */
async function mixOnce(running: RunningElection, owner: number | 'next', out: string): Promise<string> {
  const random = systemRandom;
  const verifying = workProgress('Verifying');
  const verdict = await verifyForMixing(running.archive, { random, onProgress: verifying.advance }).finally(
    verifying.stop,
  );
  const found = requireSound(verdict);
  requireTurn(running, found, owner);
  const { election, ciphertexts: input } = found;
  const mixing = workProgress('Mixing');
  const record = await mix({ election, input, random, onProgress: mixing.advance }).finally(mixing.stop);
  writeNewFile(out, record, 'public');
  process.stdout.write(
    `Verified ${found.report.facts.ballots} ballots. Made ${out}, the shuffle of ${input.length}.\n`,
  );
  return record;
}

/** `next`: whoever the description names, which the server has said to be the one who asks. */
function requireTurn(running: RunningElection, found: ReturnType<typeof requireSound>, owner: number | 'next'): void {
  if (owner !== 'next' && found.mixers.includes(owner))
    throw new Failure(`mixer ${owner} has shuffled before`, EXIT.badInput);
  const description = requireDescription(running, found);
  if (!description) return;
  requireNamed(description, found, false);
  const next = description.mixers[found.mixers.length]?.owner;
  if (next === undefined) throw new Failure('every mixer who was named has shuffled', EXIT.badInput);
  if (owner !== 'next' && next !== owner) {
    throw new Failure(`it is the turn of mixer ${next}, not ${owner}`, EXIT.badInput);
  }
}

import { Command } from 'commander';
import { mix } from '@/lib/protocol/mixing';
import { verifyForMixing } from '@/lib/protocol/verify-input';
import { EXIT, Failure } from './failure';
import { requireAbsent, writeNewFile } from './output-file';
import { workProgress } from './progress';
import { readRunning, requireDescription, requireNamed, requireSound } from './running-archive';
import { parseOwner } from './trustee/key-commands';
import { systemRandom } from './trustee/key-files';

interface MixOptions {
  readonly owner: number;
  readonly out: string;
  readonly description?: string;
}

/** `largo mix ARCHIVE`: shuffles and re-encrypts the ballots, after verifying everything before. */
export function mixCommand(): Command {
  return new Command('mix')
    .description('Verify everything so far, then shuffle and re-encrypt the ballots.')
    .argument('<path>', 'archive (.bel), or folder with it and description.json')
    .requiredOption('--owner <id>', 'the mixer’s number, as the public description names it', parseOwner)
    .requiredOption('--out <file>', 'new file with the shuffle record, to hand in')
    .option('--description <file>', 'the public description (description.json): mixers are held against it')
    .addHelpText('after', '\nThe permutation is drawn only after everything has verified, and forgotten at the end.')
    .action(mixOnce);
}

async function mixOnce(path: string, options: MixOptions): Promise<void> {
  const { owner, out } = options;
  requireAbsent(out);
  const running = await readRunning(path, options.description);
  const verifying = workProgress('Verifying');
  const verdict = await verifyForMixing(running.archive, {
    random: systemRandom,
    onProgress: verifying.advance,
  }).finally(verifying.stop);
  const found = requireSound(verdict);
  if (found.mixers.includes(owner)) throw new Failure(`mixer ${owner} has mixed before`, EXIT.badInput);
  const description = requireDescription(running, found);
  if (description) {
    requireNamed(description, found, false);
    const next = description.mixers[found.mixers.length]?.owner;
    if (next !== owner) throw new Failure(`it is the turn of mixer ${next ?? 'nobody'}, not ${owner}`, EXIT.badInput);
  }
  const { election, ciphertexts: input } = found;
  const mixing = workProgress('Mixing');
  const record = await mix({ election, input, random: systemRandom, onProgress: mixing.advance }).finally(mixing.stop);
  writeNewFile(out, record);
  process.stdout.write(
    `Verified ${found.report.facts.ballots} ballots. Made ${out}, the shuffle of ${input.length}.\n`,
  );
}

import { randomBytes } from 'node:crypto';
import { statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { hintsOf } from '@/lib/protocol/archive-hints';
import { HINTS_FILE_NAME } from '@/lib/protocol/hints';
import { EXIT, Failure } from './failure';
import { workProgress } from './progress';
import { type Evidence, readEvidence } from './read-bundle';

/** `largo hints PATH`: makes the file that lets others verify an archive with less work. */
export function hintsCommand(): Command {
  return new Command('hints')
    .description('Make a file that lets everybody verify an archive with less work, and that nobody has to trust.')
    .argument('<path>', 'archive (.bel), or bundle as folder or .tar')
    .option('--out <file>', `where to write it (${HINTS_FILE_NAME} beside the archive)`)
    .addHelpText(
      'after',
      '\nExit code: 0 made, 1 the archive is not one that could verify, 2 cannot be read or written.',
    )
    .action(makeHints);
}

async function makeHints(file: string, { out }: { out?: string }): Promise<void> {
  const archive = archiveOf(await readEvidence(file));
  if (!archive) throw new Failure(`there is no .bel archive in ${file}`, EXIT.usage);
  const progress = workProgress('Making hints');
  const random = (length: number) => Uint8Array.from(randomBytes(length));
  const hints = await hintsOf(archive, { random, onProgress: progress.advance }).finally(progress.stop);
  if (!hints) {
    throw new Failure('this archive is not one that could verify; largo verify says what is wrong', EXIT.badInput);
  }
  const target = out ?? path.join(folderOf(file), HINTS_FILE_NAME);
  try {
    writeFileSync(target, hints);
  } catch (error) {
    throw new Failure(`cannot write ${target}: ${(error as NodeJS.ErrnoException).code}`, EXIT.usage);
  }
  process.stdout.write(`${target}: ${hints.length} bytes\n`);
}

function archiveOf(evidence: Evidence): Uint8Array | undefined {
  if (evidence.kind === 'archive') return evidence.archive;
  return [...evidence.files].find(([name]) => name.endsWith('.bel'))?.[1];
}

function folderOf(file: string): string {
  return statSync(file).isDirectory() ? file : path.dirname(file);
}

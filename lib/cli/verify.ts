import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { HINTS_FILE_NAME } from '@/lib/protocol/hints';
import { verifyArchive } from '@/lib/protocol/verify-archive';
import { EXIT, Failure } from './failure';
import { workProgress } from './progress';
import { type Evidence, readBytes, readEvidence } from './read-bundle';
import { describeReport, headOf, type Report, reportJson } from './verify-report';
import { startWorkers, workersFor } from './workers';

interface VerifyOptions {
  readonly json: boolean;
  readonly sidecars?: string;
  readonly headKey?: string;
  readonly saveHead?: string;
  readonly hints?: string;
  readonly workers?: number;
  readonly marks: boolean;
}

/** `largo verify PATH`: verifies an archive or a whole bundle from the files alone. */
export function verifyCommand(): Command {
  return new Command('verify')
    .description('Verify a published election from its files alone.')
    .argument('<path>', 'archive (.bel), or bundle as folder or .tar')
    .option('--json', 'print the report as one line of JSON', false)
    .option('--sidecars <file>', 'an archive alone: its side-cars (sidecars.json)')
    .addOption(
      new Option('--head-key <key>', 'a bundle: the board’s public key as you know it from elsewhere').argParser(
        parseKey,
      ),
    )
    .option('--save-head <file>', 'a valid bundle: keep its signed head, to hold later logs against')
    .option('--hints <file>', 'hints to use instead of hints.bin beside the archive; they save work and prove nothing')
    .option('--workers <number>', 'threads to use (a large archive: one for each processor)', parseWorkers)
    .option('--no-marks', 'do not look for ballots that were marked on purpose, which only a report is made of')
    .addHelpText('after', '\nExit code: 0 valid, 1 not valid, 2 cannot be read or wrong command line.')
    .action(verify);
}

function parseKey(text: string): string {
  if (!/^[0-9a-f]{64}$/.test(text)) throw new InvalidArgumentError('It must be 64 hexadecimal digits in lower case.');
  return text;
}

function parseWorkers(text: string): number {
  if (!/^[1-9]\d?$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1 to 99.');
  return Number(text);
}

async function verify(file: string, options: VerifyOptions, command: Command): Promise<void> {
  const evidence = await readEvidence(file);
  if (evidence.kind === 'archive' && (options.headKey ?? options.saveHead) !== undefined) {
    command.error('error: an archive alone has no board; --head-key and --save-head need a bundle');
  }
  if (evidence.kind === 'bundle' && options.sidecars !== undefined) {
    command.error('error: a bundle has its own side-cars; --sidecars is for an archive alone');
  }
  const report = await runChecks(evidence, options);
  process.stdout.write(`${options.json ? reportJson(report) : describeReport(report)}\n`);
  if (!report.ok) process.exitCode = EXIT.badInput;
  else if (options.saveHead !== undefined) saveHead(options.saveHead, headOf(report) ?? '');
}

async function runChecks(evidence: Evidence, options: VerifyOptions): Promise<Report> {
  const progress = workProgress('Verifying');
  const random = (length: number) => Uint8Array.from(randomBytes(length));
  const count = options.workers ?? workersFor(sizeOf(evidence));
  const workers = count > 1 ? startWorkers(count, progress.advance) : null;
  const common = {
    random,
    checkPlaintexts: options.marks,
    ...(workers ? { runner: workers.runner } : { onProgress: progress.advance }),
  };
  try {
    if (evidence.kind === 'bundle') {
      const [{ verifyBundle }, { countPublished }] = await Promise.all([
        import('@/lib/protocol/bundle'),
        import('@/lib/counting/published'),
      ]);
      const files = withHints(evidence.files, options.hints);
      return await verifyBundle(files, { ...common, count: countPublished, boardKey: options.headKey });
    }
    const sidecars = options.sidecars === undefined ? evidence.sidecars : readBytes(options.sidecars);
    const hints = options.hints === undefined ? evidence.hints : readBytes(options.hints);
    return await verifyArchive(evidence.archive, {
      ...common,
      ...(sidecars === undefined ? {} : { sidecars: new TextDecoder().decode(sidecars) }),
      ...(hints === undefined ? {} : { hints }),
    });
  } finally {
    progress.stop();
    await workers?.stop();
  }
}

function sizeOf(evidence: Evidence): number {
  if (evidence.kind === 'archive') return evidence.archive.length;
  return Math.max(0, ...[...evidence.files].flatMap(([name, { length }]) => (name.endsWith('.bel') ? [length] : [])));
}

/** Hints that are given by name take the place of a bundle's own. */
function withHints(files: Map<string, Uint8Array>, file: string | undefined): Map<string, Uint8Array> {
  return file === undefined ? files : new Map([...files, [HINTS_FILE_NAME, readBytes(file)]]);
}

function saveHead(file: string, head: string): void {
  try {
    writeFileSync(file, head);
  } catch (error) {
    throw new Failure(`cannot write ${file}: ${(error as NodeJS.ErrnoException).code}`, EXIT.usage);
  }
}

import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { countPublished } from '@/lib/counting/published';
import { verifyBundle } from '@/lib/protocol/bundle';
import { verifyArchive } from '@/lib/protocol/verify-archive';
import { EXIT, Failure } from './failure';
import { workProgress } from './progress';
import { type Evidence, readBytes, readEvidence } from './read-bundle';
import { describeReport, headOf, type Report, reportJson } from './verify-report';

interface VerifyOptions {
  readonly json: boolean;
  readonly sidecars?: string;
  readonly headKey?: string;
  readonly saveHead?: string;
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
    .addHelpText('after', '\nExit code: 0 valid, 1 not valid, 2 cannot be read or wrong command line.')
    .action(verify);
}

function parseKey(text: string): string {
  if (!/^[0-9a-f]{64}$/.test(text)) throw new InvalidArgumentError('It must be 64 hexadecimal digits in lower case.');
  return text;
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

async function runChecks(evidence: Evidence, { sidecars, headKey }: VerifyOptions): Promise<Report> {
  const progress = workProgress('Verifying');
  const random = (length: number) => Uint8Array.from(randomBytes(length));
  const common = { random, onProgress: progress.advance };
  try {
    if (evidence.kind === 'bundle') {
      return await verifyBundle(evidence.files, { ...common, count: countPublished, boardKey: headKey });
    }
    const beside = sidecars === undefined ? evidence.sidecars : readBytes(sidecars);
    const texts = beside === undefined ? {} : { sidecars: new TextDecoder().decode(beside) };
    return await verifyArchive(evidence.archive, { ...common, ...texts });
  } finally {
    progress.stop();
  }
}

function saveHead(file: string, head: string): void {
  try {
    writeFileSync(file, head);
  } catch (error) {
    throw new Failure(`cannot write ${file}: ${(error as NodeJS.ErrnoException).code}`, EXIT.usage);
  }
}

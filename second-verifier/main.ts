// `npm run -s second-verifier -- PATH`: verifies an election slowly and literally, sharing no code with the product.
import { parseArgs } from 'node:util';
import { NotCounted } from './counting/rules';
import { Ledger, Refused, type Tick } from './ledger';
import { limitsOfArchive, limitsOfBundle } from './limits';
import { type Evidence, readFile, readPath, Unreadable } from './read-path';
import { describeChecks, factsOfArchive, factsOfBundle, printable } from './report';
import { verifyArchive } from './verify-archive';
import { verifyBundle } from './verify-bundle';

const USAGE = `Usage: npm run -s second-verifier -- PATH [--sidecars FILE] [--head-key KEY]

  PATH        an archive (.bel), or a bundle as a folder or a .tar
  --sidecars  an archive alone: the file with its strong opening proofs
  --head-key  a bundle: the board's public key as you know it from elsewhere, 64 hexadecimal digits

Exit code: 0 valid, 1 not valid, 2 no verdict: cannot be read, or wrong command line.`;

const EXIT = { valid: 0, invalid: 1, usage: 2 };

interface Options {
  readonly sidecars?: string | undefined;
  readonly headKey?: string | undefined;
}

/** Says on standard error what is being worked on, once a second. */
function progress(): Tick {
  let told = performance.now();
  return (what, done, total) => {
    if (performance.now() - told < 1000) return;
    told = performance.now();
    process.stderr.write(`  ${what}: ${done} of ${total}\n`);
  };
}

function verify(
  evidence: Evidence,
  { sidecars, headKey }: Options,
): { level: string; facts: string[]; limits: string[] } {
  if (evidence.kind === 'bundle') {
    const bundle = verifyBundle(ledger, evidence.files, headKey);
    const facts = [...factsOfArchive(bundle.archive), ...factsOfBundle(bundle)];
    return { level: 'bundle', facts, limits: limitsOfBundle(bundle, headKey !== undefined) };
  }
  const texts =
    sidecars === undefined ? undefined : new TextDecoder('utf-8', { ignoreBOM: true }).decode(readFile(sidecars));
  const archive = verifyArchive(ledger, evidence.file, texts);
  const level = texts === undefined ? 'archive' : 'archive+sidecars';
  return { level, facts: factsOfArchive(archive), limits: limitsOfArchive(texts !== undefined) };
}

function readCommandLine(): { location: string; options: Options } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { sidecars: { type: 'string' }, 'head-key': { type: 'string' } },
  });
  const [location, ...others] = positionals;
  const headKey = values['head-key'];
  if (location === undefined || others.length > 0) throw new Unreadable('give one path');
  if (headKey !== undefined && !/^[0-9a-f]{64}$/.test(headKey)) throw new Unreadable('a key has 64 hexadecimal digits');
  return { location, options: { sidecars: values.sidecars, headKey } };
}

const print = (lines: readonly string[]) => process.stdout.write(`${printable(lines.join('\n'))}\n`);
const ledger = new Ledger(progress());

/** Prints the report, and returns the exit code. */
function run(): number {
  try {
    const { location, options } = readCommandLine();
    const evidence = readPath(location);
    if (evidence.kind === 'bundle' && options.sidecars !== undefined)
      throw new Unreadable('a bundle has its side-cars');
    if (evidence.kind === 'archive' && options.headKey !== undefined) throw new Unreadable('an archive has no board');
    const { level, facts, limits } = verify(evidence, options);
    const checks = describeChecks(ledger, null);
    const report = [`Level: ${level}`, '', 'Checked (number of tests)', ...checks, '', ...facts];
    print([...report, '', 'Nobody can check', ...limits.map((limit) => `  – ${limit}`), '', 'VALID']);
    return EXIT.valid;
  } catch (error) {
    if (error instanceof Refused) {
      const { check, code, detail } = error;
      print([
        'Checked (number of tests)',
        ...describeChecks(ledger, error),
        '',
        `INVALID ${check}: ${detail} (${code})`,
      ]);
      return EXIT.invalid;
    }
    if (error instanceof NotCounted) {
      print([
        'Checked (number of tests)',
        ...describeChecks(ledger, null),
        '',
        `NOT COUNTED, so no verdict: ${error.message}`,
      ]);
      return EXIT.usage;
    }
    const isUsage = error instanceof Unreadable || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS');
    if (!isUsage) throw error;
    process.stderr.write(`second-verifier: ${(error as Error).message}\n\n${USAGE}\n`);
    return EXIT.usage;
  }
}

process.exitCode = run();

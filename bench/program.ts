/** Programs built for the benchmark, and what running them takes. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

const FOLDER = path.resolve('.data/bench/programs');

/** Builds an entry of ours into one file, as a release of the command line would be. */
export async function buildPrograms(): Promise<void> {
  await build({
    entryPoints: {
      largo: 'lib/cli/main.ts',
      'verify-worker': 'lib/cli/verify-worker.ts',
      'shuffle-once': 'bench/shuffle-once.ts',
      'verify-warm': 'bench/verify-warm.ts',
    },
    outdir: FOLDER,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
}

export const program = (name: string) => path.join(FOLDER, `${name}.mjs`);

export interface Usage {
  /** User and system time of the whole process, in seconds. */
  readonly cpu: number;
  /** Wall clock, in seconds. */
  readonly wall: number;
  /** Most memory that it held, in MiB; 0 where the shell does not tell. */
  readonly memory: number;
}

/** Runs a program to its end; the shell measures it, whoever wrote it. @throws Error where it fails. */
export function measure(words: readonly string[], env: NodeJS.ProcessEnv = process.env): Usage {
  const timed = existsSync('/usr/bin/time');
  const command = timed
    ? ['/usr/bin/time', '-f', '%U %S %e %M', ...words]
    : ['bash', '-c', 'TIMEFORMAT="%U %S %R 0"; time "$@"', 'bash', ...words];
  const run = spawnSync(command[0] as string, command.slice(1), { env, encoding: 'utf8', maxBuffer: 2 ** 30 });
  if (run.status !== 0)
    throw new Error(`${words.join(' ')} failed:\n${run.stdout.slice(-2000)}\n${run.stderr.slice(-2000)}`);
  const [user = 0, system = 0, wall = 0, memory = 0] = (run.stderr.trim().split('\n').at(-1) ?? '')
    .split(' ')
    .map(Number);
  return { cpu: user + system, wall, memory: memory / 1024 };
}

/** The run in the middle by CPU time, so that neither luck nor other programs on the machine decide. */
export function median(runs: readonly Usage[]): Usage {
  const sorted = [...runs].sort((a, b) => a.cpu - b.cpu);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (!middle) throw new RangeError('at least one run is needed');
  return middle;
}

/** CPU seconds of verifying an archive in a process that has done so before. */
export function warmVerification(folder: string): number {
  return Number(execFileSync(process.execPath, [program('verify-warm'), folder], { encoding: 'utf8' }));
}

/** The folder of the independent program, or null. */
export function peerFolder(): string | null {
  const folder = process.env.BELENIOS_TOOL_DIR;
  return folder !== undefined && existsSync(path.join(folder, 'belenios-tool')) ? folder : null;
}

/** One command of the independent program. */
export function measurePeer(folder: string, words: readonly string[]): Usage {
  const env = { ...process.env, PATH: `${folder}:${process.env.PATH}` };
  return measure(['belenios-tool', ...words], env);
}

/** Its version in one line. */
export function peerVersion(folder: string): string {
  const env = { ...process.env, PATH: `${folder}:${process.env.PATH}` };
  return execFileSync('belenios-tool', ['--version'], { env, encoding: 'utf8' }).trim();
}

import { spawnSync } from 'node:child_process';

/** The command that every visitor is told to run; from the top folder of the project, where tests are started. */
export function largo(...words: string[]): { code: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync('npm', ['run', '-s', 'largo', '--', ...words], { encoding: 'utf8' });
  return { code: status, output: `${stdout}${stderr}` };
}

import { type Command, CommanderError } from 'commander';
import { vi } from 'vitest';
import { EXIT, Failure } from '../failure';

export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command inside this process, which is much quicker than a process of its own. */
export async function runCommand(make: () => Command, ...args: readonly string[]): Promise<Run> {
  const run = { code: 0, out: '', err: '' };
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    run.out += String(text);
    return true;
  });
  const before = process.exitCode;
  process.exitCode = 0;
  try {
    const command = make();
    for (const one of [command, ...command.commands]) {
      one.exitOverride().configureOutput({ writeErr: (text) => (run.err += text) });
    }
    await command.parseAsync(args, { from: 'user' });
    run.code = Number(process.exitCode);
  } catch (error) {
    if (error instanceof CommanderError) run.code = EXIT.usage;
    else if (error instanceof Failure) Object.assign(run, { code: error.exitCode, err: error.message });
    else throw error;
  } finally {
    process.exitCode = before;
    write.mockRestore();
  }
  return run;
}

import { Command, CommanderError } from 'commander';
import { countCommand } from './count';
import { EXIT, Failure } from './failure';
import { verifyCommand } from './verify';

const COMMANDS = [countCommand, verifyCommand];

function program(): Command {
  const largo = new Command('largo')
    .description('Counts and verifies participatory budgets, from files alone.')
    .exitOverride()
    .showHelpAfterError('(largo --help lists the commands and options)');
  for (const command of COMMANDS) largo.addCommand(command().copyInheritedSettings(largo));
  return largo;
}

/** Sets the exit code instead of exiting, so that output to a pipe is written to its end. */
async function main(): Promise<void> {
  try {
    await program().parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : EXIT.usage;
    else if (error instanceof Failure) {
      process.stderr.write(`largo: ${error.message}\n`);
      process.exitCode = error.exitCode;
    } else throw error;
  }
}

await main();

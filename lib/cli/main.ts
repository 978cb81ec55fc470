import { Command, CommanderError } from 'commander';
import { codesCommand } from './codes';
import { countCommand } from './count';
import { EXIT, Failure } from './failure';
import { hintsCommand } from './hints';
import { mixCommand } from './mix';
import { monitorCommand } from './monitor';
import { trusteeCommand } from './trustee/trustee';
import { verifyCommand } from './verify';
import { witnessCommand } from './witness';

const COMMANDS = [
  codesCommand,
  countCommand,
  hintsCommand,
  () => mixCommand(),
  () => monitorCommand(),
  trusteeCommand,
  verifyCommand,
  () => witnessCommand(),
];

function program(): Command {
  const largo = new Command('largo')
    .description(
      'Counts and verifies participatory budgets, and works for registrars, mixers and trustees, from files alone.',
    )
    .exitOverride()
    .showHelpAfterError('(largo --help lists the commands and options)');
  for (const command of COMMANDS) largo.addCommand(inheriting(command(), largo));
  return largo;
}

/** Commands of commands report and end as the program does. */
function inheriting(command: Command, parent: Command): Command {
  command.copyInheritedSettings(parent);
  for (const part of command.commands) inheriting(part, command);
  return command;
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

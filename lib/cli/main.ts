import './engine';
import { Command, CommanderError } from 'commander';
import { EXIT, Failure } from './failure';

/** Read only when asked for: who verifies does not wait for the code of ceremonies. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  codes: async () => (await import('./codes')).codesCommand(),
  count: async () => (await import('./count')).countCommand(),
  hints: async () => (await import('./hints')).hintsCommand(),
  mix: async () => (await import('./mix')).mixCommand(),
  monitor: async () => (await import('./monitor')).monitorCommand(),
  trustee: async () => (await import('./trustee/trustee')).trusteeCommand(),
  verify: async () => (await import('./verify')).verifyCommand(),
  witness: async () => (await import('./witness')).witnessCommand(),
};

/** The command that the first word names, or all of them, for the list that help prints. */
function commandsFor(word: string | undefined): Promise<Command[]> {
  const named = word !== undefined && Object.hasOwn(COMMANDS, word) ? COMMANDS[word] : undefined;
  return Promise.all((named ? [named] : Object.values(COMMANDS)).map((load) => load()));
}

async function program(): Promise<Command> {
  const largo = new Command('largo')
    .description(
      'Counts and verifies participatory budgets, and works for registrars, mixers and trustees, from files alone.',
    )
    .exitOverride()
    .showHelpAfterError('(largo --help lists the commands and options)');
  for (const command of await commandsFor(process.argv[2])) largo.addCommand(inheriting(command, largo));
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
    await (await program()).parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : EXIT.usage;
    else if (error instanceof Failure) {
      process.stderr.write(`largo: ${error.message}\n`);
      process.exitCode = error.exitCode;
    } else throw error;
  }
}

await main();

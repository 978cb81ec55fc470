import { Command } from 'commander';
import {
  answerCommand,
  blockCommand,
  newCommand,
  shareCommand,
  startCommand,
  statusCommand,
} from './ceremony-commands';
import { checkCommand } from './check';
import { recoverCommand, singleCommand } from './key-commands';
import { openCommand } from './open';

const COMMANDS = [
  startCommand,
  newCommand,
  statusCommand,
  answerCommand,
  blockCommand,
  shareCommand,
  singleCommand,
  recoverCommand,
  checkCommand,
  openCommand,
];

/** `largo trustee …`: what a trustee does, on a machine without a network, by exchanging files. */
export function trusteeCommand(): Command {
  const trustee = new Command('trustee').description('Make and use a trustee’s key, by exchanging files.');
  for (const command of COMMANDS) trustee.addCommand(command());
  return trustee;
}

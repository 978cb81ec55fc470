import { readFileSync } from 'node:fs';
import type { ReadStream, WriteStream } from 'node:tty';
import { passphraseStrength, SHORTEST_PASSPHRASE } from '@/lib/protocol/passphrase';
import { EXIT, Failure } from './failure';

export interface Terminal {
  readonly input: Pick<ReadStream, 'isTTY' | 'setRawMode' | 'resume' | 'pause' | 'on' | 'off'>;
  readonly output: Pick<WriteStream, 'write'>;
}

const CONTROL_C = '\u0003';
const CONTROL_D = '\u0004';
const BACKSPACES = ['\u007f', '\b'];

const own: Terminal = { input: process.stdin, output: process.stderr };

/** Reads one line without showing it. */
function askHidden({ input, output }: Terminal, question: string): Promise<string> {
  output.write(question);
  input.setRawMode(true);
  input.resume();
  return new Promise((resolve, reject) => {
    let typed: string[] = [];
    const end = (settle: () => void) => {
      input.off('data', take);
      input.setRawMode(false);
      input.pause();
      output.write('\n');
      settle();
    };
    const take = (chunk: Buffer | string) => {
      for (const sign of String(chunk)) {
        if (sign === '\r' || sign === '\n') return end(() => resolve(typed.join('')));
        if (sign === CONTROL_C || sign === CONTROL_D) {
          return end(() => reject(new Failure('stopped', EXIT.usage)));
        }
        if (BACKSPACES.includes(sign)) typed = typed.slice(0, -1);
        else typed.push(sign);
      }
    };
    input.on('data', take);
  });
}

function fromFile(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    throw new Failure(`cannot read ${file}: ${(error as NodeJS.ErrnoException).code}`, EXIT.usage);
  }
}

function requireTerminal({ input }: Terminal): void {
  if (!input.isTTY) {
    throw new Failure('there is no terminal to ask for the passphrase: give --passphrase-file', EXIT.usage);
  }
}

/** The passphrase of a key file, from a file or typed without being shown. */
export async function readPassphrase(file: string | undefined, terminal: Terminal = own): Promise<string> {
  if (file !== undefined) return fromFile(file);
  requireTerminal(terminal);
  return askHidden(terminal, 'Passphrase: ');
}

/** A passphrase for a new key file: not too easy, and typed twice. */
export async function choosePassphrase(file: string | undefined, terminal: Terminal = own): Promise<string> {
  if (file !== undefined) return requireStrong(fromFile(file));
  requireTerminal(terminal);
  const first = requireStrong(
    await askHidden(terminal, 'New passphrase (a few words that nobody else would choose): '),
  );
  if ((await askHidden(terminal, 'The same again: ')) === first) return first;
  throw new Failure('the two passphrases differ: start again', EXIT.usage);
}

function requireStrong(passphrase: string): string {
  const strength = passphraseStrength(passphrase);
  if (strength === 'too_short') {
    throw new Failure(`the passphrase is too short: take ${SHORTEST_PASSPHRASE} characters or more`, EXIT.usage);
  }
  if (strength === 'easy') throw new Failure('the passphrase is easy to guess: take more words', EXIT.usage);
  return passphrase;
}

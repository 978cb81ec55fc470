/**
 * A ceremony as a folder: `ceremony.json` with its setup, and one file for each message, `certificate-1.json` and so on.
 * Trustees pass the folder around on a stick, or each keeps a copy and adds the files of the others.
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  type CeremonyMessages,
  type CeremonySetup,
  MESSAGE_KINDS,
  type MessageKind,
  noMessages,
  setupSchema,
  withMessage,
} from '@/lib/protocol/ceremony/types';
import { parseExact } from '@/lib/protocol/strict-json';
import { EXIT, Failure } from '../failure';
import { requireAbsent, writeNewFile } from '../output-file';

const SETUP_FILE = 'ceremony.json';

export interface CeremonyFolder {
  readonly setup: CeremonySetup;
  readonly messages: CeremonyMessages;
}

export function messageFile(folder: string, kind: MessageKind, index: number): string {
  return path.join(folder, `${kind}-${index}.json`);
}

function readText(file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file)).replace(/\r?\n$/, '');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'there is no such file' : (code ?? 'it is not UTF-8');
    throw new Failure(`cannot read ${file}: ${reason}`, EXIT.usage);
  }
}

/** Makes the folder of a new ceremony. */
export function createFolder(folder: string, setup: CeremonySetup): void {
  const file = path.join(folder, SETUP_FILE);
  requireAbsent(file);
  mkdirSync(folder, { recursive: true });
  const { id, threshold, size } = setup;
  writeNewFile(file, `${JSON.stringify({ id, threshold, size })}\n`, 'public');
}

/** Setup and messages as they lie there; nothing of it is checked but the setup. */
export function readFolder(folder: string): CeremonyFolder {
  const setup = parseExact(setupSchema, readText(path.join(folder, SETUP_FILE)));
  if (setup === null) throw new Failure(`${path.join(folder, SETUP_FILE)} is not the setup of a ceremony`, EXIT.usage);
  let messages = noMessages(setup);
  for (const kind of MESSAGE_KINDS) {
    for (let index = 1; index <= setup.size; index++) {
      const file = messageFile(folder, kind, index);
      if (existsSync(file)) messages = withMessage(messages, kind, index, readText(file));
    }
  }
  return { setup, messages };
}

/** Adds a message; another one in its place is never overwritten. */
export function addMessage(folder: string, kind: MessageKind, index: number, text: string): string {
  const file = messageFile(folder, kind, index);
  writeNewFile(file, `${text}\n`, 'public');
  return file;
}

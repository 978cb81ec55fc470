import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { EXIT, Failure } from './failure';

const REASONS: Record<string, string> = {
  EEXIST: 'it is there already, and nothing is ever overwritten',
  ENOENT: 'there is no such folder',
  EACCES: 'no permission',
  EROFS: 'the medium is write-protected',
  ENOSPC: 'the medium is full',
};

function failure(file: string, error: unknown): Failure {
  const { code } = error as NodeJS.ErrnoException;
  return new Failure(`cannot write ${file}: ${REASONS[code ?? ''] ?? code}`, EXIT.usage);
}

/** The whole text on the medium, under a name that nobody has. */
function writeAside(file: string, text: string, mode: number): string {
  const aside = path.join(path.dirname(file), `.${path.basename(file)}.${randomBytes(6).toString('hex')}`);
  const descriptor = openSync(aside, 'wx', mode);
  try {
    writeFileSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  return aside;
}

/**
 * Writes a new file, whole or not at all, and never over another one. A secret is for its owner's eyes only.
 * @throws Failure in plain words where that cannot be done.
 */
export function writeNewFile(file: string, text: string, kind: 'secret' | 'public'): void {
  try {
    const aside = writeAside(file, text, kind === 'secret' ? 0o600 : 0o644);
    try {
      linkSync(aside, file);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Sticks with FAT know no links: there, look first and rename.
      if (code !== 'EPERM' && code !== 'ENOSYS' && code !== 'EOPNOTSUPP') throw error;
      if (existsSync(file)) throw Object.assign(new Error(), { code: 'EEXIST' });
      renameSync(aside, file);
      return;
    } finally {
      if (existsSync(aside)) unlinkSync(aside);
    }
  } catch (error) {
    throw failure(file, error);
  }
}

/** Ends the command where one of the files is there already, before any work is done for it. */
export function requireAbsent(...files: readonly string[]): void {
  for (const file of files) {
    if (existsSync(file)) throw failure(file, { code: 'EEXIST' });
  }
}

import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Reads a JSON file; null when it is absent or was cut short by a crash. */
export function readState(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Replaces a file in one step, readable by its owner only: these files hold local passwords. */
export function writePrivate(file, text) {
  mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.new`;
  writeFileSync(draft, text, { mode: 0o600 });
  renameSync(draft, file);
}

/** Writes a value as JSON with writePrivate. */
export function writeState(file, value) {
  writePrivate(file, `${JSON.stringify(value, null, 2)}\n`);
}

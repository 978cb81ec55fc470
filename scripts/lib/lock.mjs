import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PlainError } from './plain-error.mjs';
import { isAlive } from './processes.mjs';

const holderOf = (folder) => {
  try {
    return Number(readFileSync(path.join(folder, 'pid'), 'utf8'));
  } catch {
    return null;
  }
};

/** A lock is abandoned when its holder is dead, or died between making the folder and writing its id. */
function isAbandoned(folder) {
  const holder = holderOf(folder);
  if (holder) return !isAlive(holder);
  try {
    return Date.now() - statSync(folder).mtimeMs > 5_000;
  } catch {
    return false;
  }
}

/**
 * Runs `work` while no other process holds the same lock. The lock is a folder, because making one is atomic on
 * every file system; one left over from a killed process is taken over.
 */
export async function withLock(folder, work, timeoutMs = 120_000) {
  const until = Date.now() + timeoutMs;
  mkdirSync(path.dirname(folder), { recursive: true });
  for (;;) {
    try {
      mkdirSync(folder);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (isAbandoned(folder)) rmSync(folder, { recursive: true, force: true });
    else if (Date.now() >= until) {
      throw new PlainError(
        'LOCKED',
        `Process ${holderOf(folder) ?? '(unknown)'} has been holding ${folder} for too long.`,
        'Wait for it, or end it by that number, then run the command again.',
      );
    } else await sleep(100);
  }
  writeFileSync(path.join(folder, 'pid'), String(process.pid));
  try {
    return await work();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const onLinux = process.platform === 'linux';

/** State letter and start time of a process as Linux records them; null when there is no such process. */
function linuxStat(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may itself hold blanks and brackets: fields are counted after the last bracket.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0], startTime: fields[19] };
  } catch {
    return null;
  }
}

function ps(pid, column) {
  try {
    const options = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, LC_ALL: 'C' } };
    return execFileSync('ps', ['-o', `${column}=`, '-p', String(pid)], options).trim() || null;
  } catch {
    return null;
  }
}

/** Whether a process with this id runs. A zombie (dead, but not yet collected by its parent) does not count. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  return !onLinux || linuxStat(pid)?.state !== 'Z';
}

/** Text that changes when a process id is used again by another process; null when the system does not tell. */
function startMark(pid) {
  return onLinux ? (linuxStat(pid)?.startTime ?? null) : ps(pid, 'lstart');
}

/** What names a process for good: its id alone is given to another one later. */
export function identify(pid) {
  return { pid, started: startMark(pid) };
}

/** Whether the very process that `identify` described still runs. */
export function isSameAlive(identity) {
  return Boolean(identity) && isAlive(identity.pid) && startMark(identity.pid) === identity.started;
}

/** The words a process was started with, joined by blanks; null when the system does not tell. */
export function commandLine(pid) {
  if (!onLinux) return ps(pid, 'args');
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() || null;
  } catch {
    return null;
  }
}

/** Waits until a process is gone. Returns false when it is still there after `timeoutMs`. */
async function waitForEnd(pid, timeoutMs) {
  const until = Date.now() + timeoutMs;
  while (isAlive(pid)) {
    if (Date.now() >= until) return false;
    await sleep(50);
  }
  return true;
}

/** Asks one process to end, waits, and forces it when it does not. Returns true when it is gone. */
export async function endProcess(pid, { signal = 'SIGTERM', timeoutMs = 10_000 } = {}) {
  const send = (name) => {
    try {
      process.kill(pid, name);
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  };
  send(signal);
  if (await waitForEnd(pid, timeoutMs)) return true;
  send('SIGKILL');
  return waitForEnd(pid, 5_000);
}

import { spawn } from 'node:child_process';
import { endProcess } from './processes.mjs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const isWindows = process.platform === 'win32';

/** Resolves with the name of the first signal that asks this process to end. */
export function untilAsked() {
  return new Promise((resolve) => {
    const keepRunning = setInterval(() => {}, 60_000);
    for (const signal of SIGNALS) {
      process.once(signal, () => {
        clearInterval(keepRunning);
        resolve(signal);
      });
    }
  });
}

/** What has been started here and still runs. */
const running = new Set();

/**
 * Starts a command. `env` is added to this process's own.
 * On Windows npm's programs are command files, which only a shell can start.
 */
export function start([program, ...args], { env = {}, cwd, stdio = 'inherit', ...rest } = {}) {
  const child = spawn(program, args, { cwd, stdio, shell: isWindows, env: { ...process.env, ...env }, ...rest });
  running.add(child);
  child.once('exit', () => running.delete(child));
  child.once('error', () => running.delete(child));
  return child;
}

/** Ends, by their ids, the commands started here that still run. */
export async function endRunning() {
  await Promise.all(
    [...running].map((child) => child.pid && endProcess(child.pid, { signal: 'SIGINT', timeoutMs: 10_000 })),
  );
}

/**
 * Runs a command to its end with our own input and output, handing on every signal, so that it can finish in its
 * own way. Resolves with its exit code (128 + n style codes are not needed: a killed command gives 1).
 */
export function runToEnd(command, options = {}) {
  return new Promise((resolve, reject) => {
    const child = start(command, options);
    const pass = (signal) => child.kill(signal);
    for (const signal of SIGNALS) process.on(signal, pass);
    const finish = (settle) => {
      for (const signal of SIGNALS) process.off(signal, pass);
      settle();
    };
    child.on('error', (error) => finish(() => reject(error)));
    child.on('exit', (code) => finish(() => resolve(code ?? 1)));
  });
}

/** Runs a command quietly. Resolves with `{code, output}`, both streams in the order in which they came. */
export function capture(command, options = {}) {
  return new Promise((resolve, reject) => {
    const env = { NO_COLOR: '1', FORCE_COLOR: undefined, ...options.env };
    const child = start(command, { ...options, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => {
        output += text;
      });
    }
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code: code ?? 1, signal, output }));
  });
}

import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { explain, portTaken } from './explain.mjs';
import { isPortFree, whoListens } from './ports.mjs';
import { endProcess, identify, isSameAlive } from './processes.mjs';
import { start } from './run.mjs';
import { readState, writeState } from './state-file.mjs';

const STOP_MS = 12_000;

/** Ends the server that an earlier command, since killed, has left behind; then insists that the port is free. */
export async function claimPort({ port, pidFile, say }) {
  const old = readState(pidFile);
  if (old && isSameAlive(old.server) && !isSameAlive(old.owner)) {
    say(`Ending the server of an earlier run (process ${old.server.pid})`);
    await endProcess(old.server.pid, { timeoutMs: STOP_MS });
  }
  if (!(await isPortFree(port)) || !(await isPortFree(port, '127.0.0.1'))) throw portTaken(port, whoListens(port));
}

/** Notes which server this process has started, for claimPort. */
export function noteServer(pidFile, child) {
  writeState(pidFile, { server: identify(child.pid), owner: identify(process.pid) });
}

async function waitUntilHealthy(child, address, timeoutMs, output) {
  const until = Date.now() + timeoutMs;
  while (Date.now() < until) {
    if (child.exitCode !== null || child.signalCode !== null) throw explain(output(), 'The server stopped at once.');
    try {
      const answer = await fetch(`${address}/api/health`, { signal: AbortSignal.timeout(2_000) });
      if (answer.ok) return;
    } catch {
      // Not listening yet; a server that never comes is reported below.
    }
    await sleep(150);
  }
  throw explain(output(), `The server did not answer within ${timeoutMs / 1000} s.`);
}

/** Asks for one page: a server that listens but cannot render is not up. */
async function checkPage(address, output) {
  const answer = await fetch(address, { signal: AbortSignal.timeout(30_000) });
  if (answer.status >= 500) throw explain(output(), `The server answers ${answer.status} to ${address}.`);
}

/**
 * Starts the production server and waits until it renders a page. The server ends by itself when this process dies.
 * @returns {Promise<{child: import('node:child_process').ChildProcess, stop: () => Promise<unknown>}>}
 */
export async function startWebServer({ root, port, env, pidFile, page = '/', timeoutMs = 60_000 }) {
  const child = start([process.execPath, path.join('scripts', 'start.mjs')], {
    cwd: root,
    env: { ...env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    shell: false,
  });
  noteServer(pidFile, child);
  let output = '';
  let isUp = false;
  for (const [source, target] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ]) {
    source.on('data', (chunk) => {
      if (isUp) target.write(chunk);
      else output += chunk;
    });
  }
  const stop = () => endProcess(child.pid, { timeoutMs: STOP_MS });
  const address = `http://127.0.0.1:${port}`;
  try {
    await waitUntilHealthy(child, address, timeoutMs, () => output);
    await checkPage(`${address}${page}`, () => output);
  } catch (error) {
    await stop();
    throw error;
  }
  isUp = true;
  return { child, stop };
}

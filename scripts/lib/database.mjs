import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { withLock } from './lock.mjs';
import { PlainError } from './plain-error.mjs';
import { serverAccount } from './postgres-account.mjs';
import { homeFor } from './postgres-home.mjs';
import {
  ensureDatabase,
  FAST_SETTINGS,
  findServer,
  initCluster,
  randomPassword,
  startServer,
  stopServer,
  urlOf,
} from './postgres-server.mjs';
import { identify, isSameAlive } from './processes.mjs';
import { readState, writeState } from './state-file.mjs';

const PREFERRED_PORT = 54_329;

/** The folder with one file for each process that uses a server; the last one to leave stops it. */
const usersFolder = (root, name) => path.join(root, '.data', `${name}.users`);

function livingUsers(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map(Number)
    .filter((pid) => {
      const file = path.join(folder, String(pid));
      const isSame = isSameAlive(readState(file));
      if (!isSame) rmSync(file, { force: true });
      return isSame;
    });
}

function register(folder) {
  mkdirSync(folder, { recursive: true });
  writeState(path.join(folder, String(process.pid)), identify(process.pid));
}

async function leave({ root, name, cluster }) {
  await withLock(path.join(root, '.data', `${name}.lock`), async () => {
    const folder = usersFolder(root, name);
    rmSync(path.join(folder, String(process.pid)), { force: true });
    if (livingUsers(folder).length === 0) await stopServer(cluster);
  });
}

async function removeOld({ root, name, cluster }) {
  const others = livingUsers(usersFolder(root, name));
  if (others.length > 0) {
    throw new PlainError(
      'DATABASE_IN_USE',
      `The database .data/${name} is to be made anew, but process ${others.join(', ')} is using it.`,
      'Wait until it ends, or end it by that number.',
    );
  }
  if (await findServer(cluster.dataDir)) await stopServer(cluster);
  rmSync(cluster.dataDir, { recursive: true, force: true });
}

async function bringUp({ root, name, fresh, durable, port: preferred, say }) {
  const stateFile = path.join(root, '.data', `${name}.json`);
  const state = readState(stateFile) ?? { user: 'largo', password: randomPassword(), database: 'largo' };
  const account = serverAccount();
  const home = homeFor({ root, name, account, known: state.dataDir, say });
  const cluster = { ...home, account, user: state.user, password: state.password };
  if (fresh) await removeOld({ root, name, cluster });
  if (!existsSync(path.join(cluster.dataDir, 'global', 'pg_control'))) {
    say(`Making a database in ${cluster.dataDir}`);
    writeState(stateFile, { ...state, dataDir: cluster.dataDir });
    await initCluster(cluster, { durable });
  }
  const running = await findServer(cluster.dataDir);
  const wanted = state.port ?? preferred;
  const port = running?.port ?? (await startServer(cluster, { port: wanted, settings: durable ? {} : FAST_SETTINGS }));
  if (running && livingUsers(usersFolder(root, name)).length === 0) {
    say(`A database server left over from an earlier command (process ${running.pid}) is used again`);
  }
  if (!running && port !== wanted) say(`Port ${wanted} is taken by another program: the database listens on ${port}`);
  writeState(stateFile, { ...state, port, dataDir: cluster.dataDir });
  await ensureDatabase({ ...state, port });
  register(usersFolder(root, name));
  return { cluster, url: urlOf({ ...state, port }) };
}

/**
 * Opens the project's database and keeps it open until `close()`.
 *
 * With DATABASE_URL set, that is the database and nothing is started or stopped. Otherwise an embedded PostgreSQL
 * serves `.data/<name>`; a server that is already there is shared, and the last process that closes it stops it.
 *
 * @param {object} options
 * @param {string} options.root top folder of the project
 * @param {string} [options.name] name of the cluster; only `pg`, the main one, gives way to DATABASE_URL
 * @param {boolean} [options.fresh] throw away what the cluster held
 * @param {boolean} [options.durable] false: faster, but a crash of the machine may lose everything
 * @param {number} [options.port] where to listen if that is free
 * @param {(line: string) => void} [options.say] told what is worth knowing
 * @returns {Promise<{url: string, embedded: boolean, close: () => Promise<void>}>}
 */
export async function openDatabase({ root, name = 'pg', fresh = false, durable = true, port, say = console.log }) {
  if (name === 'pg' && process.env.DATABASE_URL) {
    return { url: process.env.DATABASE_URL, embedded: false, close: async () => {} };
  }
  const lock = path.join(root, '.data', `${name}.lock`);
  const options = { root, name, fresh, durable, port: port ?? PREFERRED_PORT, say };
  const { cluster, url } = await withLock(lock, () => bringUp(options));
  let closing;
  const close = () => (closing ??= leave({ root, name, cluster }));
  return { url, embedded: true, close };
}

/** The address that the main database had when it was last open, for tools that are called by hand; or null. */
export function lastKnownUrl(root) {
  const state = readState(path.join(root, '.data', 'pg.json'));
  return state?.port ? urlOf(state) : null;
}

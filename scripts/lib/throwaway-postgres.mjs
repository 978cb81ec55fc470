import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { canEnter, serverAccount } from './postgres-account.mjs';
import { binariesFor } from './postgres-home.mjs';
import {
  FAST_SETTINGS,
  findServer,
  initCluster,
  randomPassword,
  startServer,
  stopServer,
  urlOf,
} from './postgres-server.mjs';
import { identify, isSameAlive } from './processes.mjs';
import { projectRoot } from './project-root.mjs';
import { readState, writeState } from './state-file.mjs';

const BASE_PORT = 55_000;

/** One note for each throw-away cluster, so that those of a killed run can be cleared away by the next. */
const notesFolder = path.join(projectRoot, '.data', 'throwaway');

async function clearAbandoned(binaries, account) {
  if (!existsSync(notesFolder)) return;
  for (const file of readdirSync(notesFolder)) {
    const note = readState(path.join(notesFolder, file));
    if (isSameAlive(note?.owner)) continue;
    if (note && existsSync(note.folder)) {
      const dataDir = path.join(note.folder, 'data');
      if (await findServer(dataDir)) await stopServer({ binaries, account, dataDir });
      rmSync(note.folder, { recursive: true, force: true });
    }
    rmSync(path.join(notesFolder, file), { force: true });
  }
}

function emptyFolder(account) {
  const parent = [tmpdir(), '/tmp', '/var/tmp'].find((folder) => canEnter(account, folder)) ?? tmpdir();
  const folder = mkdtempSync(path.join(parent, 'largo-pg-'));
  if (account) chownSync(folder, account.uid, account.gid);
  return folder;
}

/**
 * A PostgreSQL of its own for one test run: fast, empty, on a free port, gone after `close()`.
 * @returns {Promise<{urlFor: (database: string) => string, close: () => Promise<void>}>} addresses without a query
 */
export async function openThrowawayPostgres({ say = () => {} } = {}) {
  const account = serverAccount();
  const binaries = binariesFor({ account, say });
  await clearAbandoned(binaries, account);
  const folder = emptyFolder(account);
  mkdirSync(notesFolder, { recursive: true });
  const note = path.join(notesFolder, `${process.pid}.${path.basename(folder)}.json`);
  writeState(note, { owner: identify(process.pid), folder });
  const cluster = { binaries, account, dataDir: path.join(folder, 'data'), user: 'largo', password: randomPassword() };
  await initCluster(cluster, { durable: false });
  const port = await startServer(cluster, { port: BASE_PORT + (process.pid % 5_000), settings: FAST_SETTINGS });
  return {
    urlFor: (database) => urlOf({ ...cluster, port, database }),
    close: async () => {
      await stopServer(cluster);
      rmSync(folder, { recursive: true, force: true });
      rmSync(note, { force: true });
    },
  };
}

import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { explain } from './explain.mjs';
import { PlainError } from './plain-error.mjs';
import { choosePort } from './ports.mjs';
import { commandLine, isAlive } from './processes.mjs';

/**
 * One cluster: `{binaries, dataDir, account, user, password}`. `account` is `{uid, gid}` or null (see serverAccount);
 * `user` and `password` are those of the database's own administrator.
 */

/** Settings for clusters whose content may be lost: about five times as fast as safe ones. */
export const FAST_SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

const BASE_SETTINGS = { listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: '200' };

/** Runs one of PostgreSQL's programs as the cluster's account; resolves with exit code and output. */
function runProgram(cluster, program, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(path.join(cluster.binaries, 'bin', program), args, {
      ...cluster.account,
      cwd: path.dirname(cluster.dataDir),
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, LC_ALL: 'C' },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('exit', (code) => resolve({ code, output }));
  });
}

/** Makes an empty cluster. One that was left half-made by a kill is made anew. */
export async function initCluster(cluster, { durable = true } = {}) {
  const { dataDir, account, user, password } = cluster;
  rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (account) chownSync(dataDir, account.uid, account.gid);
  const passwordFile = `${dataDir}.password-${randomBytes(6).toString('hex')}`;
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account) chownSync(passwordFile, account.uid, account.gid);
  const locale = process.platform === 'linux' ? 'C.UTF-8' : 'C';
  try {
    const { code, output } = await runProgram(cluster, 'initdb', [
      ...[`--pgdata=${dataDir}`, '--auth=scram-sha-256', `--username=${user}`, `--pwfile=${passwordFile}`],
      ...['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', `--locale=${locale}`],
      ...(durable ? ['--data-checksums'] : ['--no-sync']),
    ]);
    if (code !== 0) {
      rmSync(dataDir, { recursive: true, force: true });
      throw explain(output, 'The database could not be made.');
    }
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** What postmaster.pid says: `{pid, port, ready}`, or null when there is no such file or it was cut short. */
function readPidFile(dataDir) {
  let lines;
  try {
    lines = readFileSync(path.join(dataDir, 'postmaster.pid'), 'utf8').split('\n');
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return pid > 0 ? { pid, port, ready: lines[7]?.trim() === 'ready' } : null;
}

/** Whether the process in postmaster.pid is this cluster's server, and not another that was given the same number. */
function isOurServer(pid, dataDir) {
  if (!isAlive(pid)) return false;
  const words = commandLine(pid);
  return words === null || (words.includes('postgres') && words.includes(dataDir));
}

/**
 * Finds the server that already serves this data folder (left over from a killed command, or started in another
 * shell) and waits until it is ready. A postmaster.pid that belongs to no such server is removed.
 * @returns {Promise<{pid: number, port: number} | null>}
 */
export async function findServer(dataDir, timeoutMs = 60_000) {
  const until = Date.now() + timeoutMs;
  for (;;) {
    const found = readPidFile(dataDir);
    if (!found || !isOurServer(found.pid, dataDir)) {
      rmSync(path.join(dataDir, 'postmaster.pid'), { force: true });
      return null;
    }
    if (found.ready) return { pid: found.pid, port: found.port };
    if (Date.now() >= until) {
      throw new PlainError(
        'POSTGRES_FAILED',
        `The PostgreSQL of ${dataDir} (process ${found.pid}) has not become ready.`,
        `End process ${found.pid}, then run the command again.`,
      );
    }
    await sleep(100);
  }
}

const logOf = (dataDir) => path.join(dataDir, 'server.log');

/** Starts a server in a session of its own, so that Ctrl-C reaches those who use it first. Resolves with its port. */
export async function startServer(cluster, { port: preferred, settings = {} }) {
  const refused = new Set();
  for (;;) {
    const port = await choosePort(preferred, refused);
    const flags = Object.entries({ ...BASE_SETTINGS, ...settings }).map(([key, value]) => `-c ${key}='${value}'`);
    const log = logOf(cluster.dataDir);
    rmSync(log, { force: true });
    const args = [
      'start',
      '-w',
      '-s',
      '-t',
      '120',
      '-D',
      cluster.dataDir,
      '-l',
      log,
      '-o',
      `-p ${port} ${flags.join(' ')}`,
    ];
    const { code, output } = await runProgram(cluster, 'pg_ctl', args);
    if (code === 0) return port;
    const said = `${output}\n${existsSync(log) ? readFileSync(log, 'utf8') : ''}`;
    if (!/could not bind|could not create any TCP/i.test(said) || refused.size >= 5) {
      throw explain(said, 'PostgreSQL did not start.');
    }
    refused.add(port); // somebody took it between our look and PostgreSQL's
  }
}

/** Stops a cluster's server without waiting for its clients to leave; what was committed is kept. */
export async function stopServer(cluster) {
  if (!existsSync(path.join(cluster.dataDir, 'postmaster.pid'))) return;
  const { code, output } = await runProgram(cluster, 'pg_ctl', [
    'stop',
    '-w',
    '-s',
    '-t',
    '60',
    '-m',
    'fast',
    '-D',
    cluster.dataDir,
  ]);
  if (code !== 0 && existsSync(path.join(cluster.dataDir, 'postmaster.pid'))) {
    throw explain(output, 'PostgreSQL did not stop.');
  }
}

/** Creates a database unless it exists. */
export async function ensureDatabase({ port, user, password, database }) {
  const client = new pg.Client({ host: '127.0.0.1', port, user, password, database: 'postgres' });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (!rowCount) await client.query(`create database ${client.escapeIdentifier(database)}`);
  } finally {
    await client.end();
  }
}

/** The address of a database on a local server, without a trailing query. */
export function urlOf({ port, user, password, database }) {
  return `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`;
}

/** A password for a local server: letters and digits, 24 of them. */
export function randomPassword() {
  return randomBytes(12).toString('hex');
}

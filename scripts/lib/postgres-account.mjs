import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { PlainError } from './plain-error.mjs';

const idOf = (flag) => {
  try {
    return Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch {
    return null;
  }
};

/**
 * The account that PostgreSQL runs as: null for "whoever runs this", or `{uid, gid}` of the user postgres when this
 * is root, because PostgreSQL refuses to run as root. The user is made when it is missing.
 */
export function serverAccount() {
  if (process.getuid?.() !== 0) return null;
  if (idOf('-u') === null) {
    try {
      execFileSync('useradd', ['--system', '--user-group', '--shell', '/bin/sh', 'postgres'], { stdio: 'pipe' });
    } catch (error) {
      throw new PlainError(
        'NO_POSTGRES_USER',
        'PostgreSQL refuses to run as root, and a user "postgres" for it could not be made.',
        'Run this as an ordinary user, or make the user yourself (adduser postgres), or set DATABASE_URL.',
        String(error.stderr ?? error.message),
      );
    }
  }
  return { uid: idOf('-u'), gid: idOf('-g') };
}

/** Whether the account can enter a folder, found by trying it: modes, lists and mounts are then all accounted for. */
export function canEnter(account, folder) {
  if (!account) return existsSync(folder);
  const options = { ...account, cwd: '/', stdio: 'ignore' };
  return spawnSync('/bin/sh', ['-c', 'test -d "$0" && test -x "$0"', folder], options).status === 0;
}

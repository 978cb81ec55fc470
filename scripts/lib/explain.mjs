import { PlainError } from './plain-error.mjs';

/**
 * Faults that programs below us report in words of their own: what to look for, what it means, how to mend it.
 * The first row that matches is used.
 */
const TABLE = [
  {
    code: 'DISK_FULL',
    sign: /ENOSPC|No space left on device/i,
    message: 'The disk is full.',
    mend: 'Free some space (npm cache clean --force helps; so does removing .next), then run the command again.',
  },
  {
    code: 'OTHER_VERSION',
    sign: /incompatible with server|initialized by PostgreSQL version/i,
    message: 'The data were written by another version of PostgreSQL.',
    mend: 'If they may be lost, remove the folder .data; else export them with the version that wrote them.',
  },
  {
    code: 'LOCK_OUT_OF_STEP',
    sign: /npm ci.*can only install|EUSAGE|not in sync|Missing: .* from lock file/is,
    message: 'package.json and package-lock.json do not belong together.',
    mend: 'Run npm install, then node scripts/complete-lock.mjs, then the command again.',
  },
  {
    code: 'REGISTRY_UNREACHABLE',
    sign: /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|npm error (network|code (ECONNREFUSED|E40[13]|E5\d\d))/i,
    message: 'The npm registry cannot be reached.',
    mend: 'Check the connection, the proxy (npm config get proxy) and the registry (npm config get registry), then run the command again.',
  },
  {
    code: 'DATABASE_UNREACHABLE',
    sign: /P1001|Can't reach database server|ECONNREFUSED.*5432/i,
    message: 'The database cannot be reached.',
    mend: 'Check DATABASE_URL and that its server is running; or unset DATABASE_URL to use the embedded PostgreSQL.',
  },
  {
    code: 'DATABASE_PASSWORD',
    sign: /P1000|Authentication failed against database server|password authentication failed/i,
    message: 'The database refuses the name or the password.',
    mend: 'Correct them in DATABASE_URL.',
  },
  {
    code: 'MIGRATION_FAILED',
    sign: /P3009|P3018|failed migrations in the target database/i,
    message: 'An earlier migration of the database failed half-way.',
    mend: 'Read its error above; then `npm run db -- npx prisma migrate resolve --rolled-back NAME`. If the data may be lost, remove .data instead.',
  },
  {
    code: 'NOT_ALLOWED',
    sign: /EACCES|EPERM|Permission denied/,
    message: 'A file or folder could not be entered or written.',
    mend: 'Give the project folder, and the way to it, to the user who runs this (chown -R), then run the command again.',
  },
  {
    code: 'OUT_OF_MEMORY',
    sign: /heap out of memory|ENOMEM|SIGKILL/i,
    message: 'There was not enough memory.',
    mend: 'Close other programs, or give this machine at least 2 GB, then run the command again.',
  },
];

/** A PlainError for a program's output; what no row of the table knows keeps `otherwise` as its message. */
export function explain(output, otherwise, mend = 'The indented lines are from the program that failed.') {
  const row = TABLE.find(({ sign }) => sign.test(output));
  const detail = output.trim().split('\n').slice(-40).join('\n');
  return row
    ? new PlainError(row.code, `${otherwise} ${row.message}`, row.mend, detail)
    : new PlainError('UNKNOWN', otherwise, mend, detail);
}

/** Says how a taken port can be given back. `holder` is what whoListens found. */
export function portTaken(port, holder, variable = 'PORT') {
  const by = holder ? `process ${holder.pid} (${holder.command})` : 'another program';
  const end = holder ? `End it (kill ${holder.pid}), or choose` : 'Choose';
  return new PlainError(
    'PORT_TAKEN',
    `Port ${port} is taken by ${by}.`,
    `${end} another port: ${variable}=${port + 1} npm run ${process.env.npm_lifecycle_event ?? '…'}`,
  );
}

/** Compares two version numbers of three parts; negative when `a` is the older one. */
function compareVersions(a, b) {
  const [left, right] = [a, b].map((text) => text.replace(/^v/, '').split('.').map(Number));
  return left[0] - right[0] || left[1] - right[1] || left[2] - right[2];
}

const OLDEST_NODE = '20.19.0';

/** A PlainError when this Node is too old for the project; else null. */
export function nodeTooOld(version = process.version) {
  if (compareVersions(version, OLDEST_NODE) >= 0) return null;
  return new PlainError(
    'NODE_TOO_OLD',
    `This is Node ${version}; Largo needs ${OLDEST_NODE} or newer.`,
    'Install a newer one from https://nodejs.org (or: nvm install 22), then run the command again.',
  );
}

/** The text shown for an error: what is wrong, what the failing program said, how to mend it. */
export function wordsFor(error) {
  if (!(error instanceof PlainError)) return `\n✗ Unexpected error: ${error?.stack ?? error}`;
  const detail = error.detail ? `${error.detail.replace(/^/gm, '    ')}\n` : '';
  return `\n✗ ${error.message}\n${detail}  → ${error.mend}`;
}

/** Prints an error with wordsFor and ends this process with code 1. */
export function failPlainly(error) {
  console.error(wordsFor(error));
  process.exit(1);
}

import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { canEnter, serverAccount } from './postgres-account.mjs';
import { homeFor } from './postgres-home.mjs';
import { findServer } from './postgres-server.mjs';

const made = [];
const newFolder = (mode = 0o755) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'largo-test-'));
  made.push(folder);
  mkdirSync(path.join(folder, '.data'));
  chmodSync(folder, mode);
  return folder;
};
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const pidFile = (dataDir, pid) =>
  writeFileSync(
    path.join(dataDir, 'postmaster.pid'),
    `${pid}\n${dataDir}\n1700000000\n54329\n\n127.0.0.1\n 1 2\nready   \n`,
  );

describe('postmaster.pid', () => {
  test('of a dead process is removed', async () => {
    const folder = newFolder();
    pidFile(folder, 2 ** 22 + 1);
    expect(await findServer(folder)).toBeNull();
    expect(existsSync(path.join(folder, 'postmaster.pid'))).toBe(false);
  });

  test('whose number now belongs to another program is removed', async () => {
    const folder = newFolder();
    pidFile(folder, process.pid);
    expect(await findServer(folder)).toBeNull();
    expect(existsSync(path.join(folder, 'postmaster.pid'))).toBe(false);
  });

  test('that was cut short is removed', async () => {
    const folder = newFolder();
    writeFileSync(path.join(folder, 'postmaster.pid'), '');
    expect(await findServer(folder)).toBeNull();
  });
});

// Whoever is not root runs PostgreSQL as themselves: there is then no second user who could be locked out.
describe.runIf(process.getuid?.() === 0)('a project that the user postgres cannot enter', () => {
  const placeOf = (root, known) => {
    const said = [];
    const home = homeFor({ root, name: 'pg', account: serverAccount(), known, say: (line) => said.push(line) });
    // Clear away what was made outside the project: the data, and the programs where they had to be copied too.
    made.push(
      ...[home.dataDir, home.binaries]
        .map(path.dirname)
        .filter((folder) => /\/largo-[^/]+$/.test(folder) && !folder.startsWith(root)),
    );
    return { ...home, said };
  };

  test('has its database outside, in a folder that this user can enter, and says so', () => {
    const folder = newFolder(0o700);
    const { dataDir, said } = placeOf(folder);
    expect(dataDir.startsWith(folder)).toBe(false);
    expect(canEnter(serverAccount(), path.dirname(dataDir))).toBe(true);
    expect(said.join('\n')).toContain(dataDir);
  });

  test('takes along what was already there, and stays outside afterwards', () => {
    const folder = newFolder(0o700);
    const inside = path.join(folder, '.data', 'pg');
    mkdirSync(inside);
    writeFileSync(path.join(inside, 'PG_VERSION'), '18\n');
    const { dataDir } = placeOf(folder);
    expect(existsSync(path.join(dataDir, 'PG_VERSION'))).toBe(true);
    expect(existsSync(inside)).toBe(false);
    expect(placeOf(folder, dataDir).dataDir).toBe(dataDir);
  });

  test('that can be entered keeps its database inside', () => {
    const folder = newFolder();
    expect(placeOf(folder).dataDir).toBe(path.join(folder, '.data', 'pg'));
  });
});

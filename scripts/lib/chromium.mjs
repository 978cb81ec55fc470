import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { PlainError } from './plain-error.mjs';
import { projectRoot } from './project-root.mjs';
import { capture } from './run.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ON_A_MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

const isProgram = (file) => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Where Playwright keeps the browsers that it has downloaded. */
function playwrightCache() {
  if (process.env.PLAYWRIGHT_BROWSERS_PATH) return process.env.PLAYWRIGHT_BROWSERS_PATH;
  const home = homedir();
  if (process.platform === 'darwin') return path.join(home, 'Library', 'Caches', 'ms-playwright');
  if (process.platform === 'win32') return path.join(home, 'AppData', 'Local', 'ms-playwright');
  return path.join(process.env.XDG_CACHE_HOME ?? path.join(home, '.cache'), 'ms-playwright');
}

/**
 * The Chromium for browser tests: PW_CHROMIUM, one that the system has, or one that Playwright has downloaded.
 * @returns {{executablePath: string | undefined, source: string} | null} no path means Playwright's own; null: none
 */
export function findChromium(env = process.env) {
  if (env.PW_CHROMIUM) {
    if (isProgram(env.PW_CHROMIUM)) return { executablePath: env.PW_CHROMIUM, source: 'PW_CHROMIUM' };
    throw new PlainError(
      'NO_BROWSER',
      `PW_CHROMIUM names ${env.PW_CHROMIUM}, which is no program.`,
      'Correct the path, or unset PW_CHROMIUM.',
    );
  }
  const folders = (env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const files = folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name)));
  const executablePath = ['/usr/bin/chromium', ...files, ON_A_MAC].find(isProgram);
  if (executablePath) return { executablePath, source: 'the system' };
  const cache = playwrightCache();
  const wanted = playwrightRevision();
  const has = wanted && existsSync(cache) && readdirSync(cache).some((name) => wanted.includes(name));
  return has ? { executablePath: undefined, source: 'Playwright' } : null;
}

/** Folder names under which this version of Playwright looks for its browser; null when it is not installed. */
function playwrightRevision() {
  try {
    const file = path.join(projectRoot, 'node_modules', 'playwright-core', 'browsers.json');
    const { browsers } = JSON.parse(readFileSync(file, 'utf8'));
    return browsers
      .filter(({ name }) => name.startsWith('chromium'))
      .map(({ name, revision }) => `${name.replaceAll('-', '_')}-${revision}`);
  } catch {
    return null;
  }
}

/** Finds a Chromium, or installs one: Debian's package when this is root, else Playwright's download. */
export async function installChromium() {
  const found = findChromium();
  if (found) return found;
  const attempts = [];
  if (process.getuid?.() === 0 && isProgram('/usr/bin/apt-get')) {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await capture(['apt-get', 'update'], { env });
    attempts.push(await capture(['apt-get', 'install', '-y', '--no-install-recommends', 'chromium'], { env }));
    const installed = findChromium();
    if (installed) return installed;
  }
  attempts.push(await capture([path.join('node_modules', '.bin', 'playwright'), 'install', 'chromium']));
  const installed = findChromium();
  if (installed) return installed;
  throw new PlainError(
    'NO_BROWSER',
    'There is no Chromium for the browser tests, and none could be installed.',
    'Install Chromium or Chrome, or name one: PW_CHROMIUM=/path/to/chromium npm test',
    attempts.map(({ output }) => output.trim().split('\n').slice(-8).join('\n')).join('\n'),
  );
}

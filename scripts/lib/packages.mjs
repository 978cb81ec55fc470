import { existsSync } from 'node:fs';
import path from 'node:path';
import { explain } from './explain.mjs';
import { capture } from './run.mjs';
import { readState } from './state-file.mjs';

/**
 * What node_modules lacks of package-lock.json, by comparing it with the list that npm keeps inside node_modules.
 * Times of files say nothing: git sets them anew at every checkout. Optional packages belong to other machines.
 * @returns {string[]} paths of packages that are absent or of another version
 */
export function missingPackages(root) {
  const wanted = readState(path.join(root, 'package-lock.json'))?.packages ?? {};
  const present = readState(path.join(root, 'node_modules', '.package-lock.json'))?.packages ?? {};
  return Object.entries(wanted)
    .filter(([at, { optional, link }]) => at !== '' && !optional && !link)
    .filter(([at, { version }]) => present[at]?.version !== version || !existsSync(path.join(root, at)))
    .map(([at]) => at);
}

/** Brings node_modules into step with package-lock.json when it is not. Resolves with what was done, in words. */
export async function installPackages(root) {
  if (missingPackages(root).length === 0) return 'already installed';
  const { code, output } = await capture(['npm', 'ci', '--no-audit', '--no-fund'], { cwd: root });
  if (code !== 0) throw explain(output, 'The packages could not be installed.');
  return 'installed from package-lock.json';
}

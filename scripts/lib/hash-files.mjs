import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

function filesBelow(root, at) {
  const info = statSync(path.join(root, at), { throwIfNoEntry: false });
  if (!info) return [];
  if (!info.isDirectory()) return [at];
  return readdirSync(path.join(root, at)).flatMap((name) => filesBelow(root, `${at}/${name}`));
}

/**
 * SHA-256 (hex) over names and contents of files and folders, named from `root`. Absent ones are left out;
 * so are files for which `skip(path)` holds.
 */
export function hashFiles(root, names, skip = () => false) {
  const hash = createHash('sha256');
  const files = names.flatMap((name) => filesBelow(root, name)).filter((file) => !skip(file));
  for (const file of files.sort()) {
    const bytes = readFileSync(path.join(root, file));
    hash.update(`${file}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

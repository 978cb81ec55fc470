import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot as root } from './project-root.mjs';

const CORES = ['lib/crypto', 'lib/protocol'];
const IMPORT = /(?:from|import)\s*\(?\s*'((?:\.{1,2}|@)\/[^']+)'/g;

const isTest = (file) => /\.test\.ts$/.test(file);
/** Not mutated: tests and what serves them, what a generator wrote, and sources of another language. */
const isOther = (file) => isTest(file) || /\/(testing|assembly)\/|\.generated\.ts$|\.d\.ts$/.test(file);

function filesBelow(folder) {
  const entries = readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
}

function importsOf(file, known) {
  const found = [];
  for (const [, name] of readFileSync(path.join(root, file), 'utf8').matchAll(IMPORT)) {
    const target = name.startsWith('@/') ? name.slice(2) : path.join(path.dirname(file), name);
    const resolved = [`${target}.ts`, target].find((candidate) => known.has(candidate));
    if (resolved) found.push(resolved);
  }
  return found;
}

const everything = new Set(CORES.flatMap(filesBelow));
const graph = new Map([...everything].map((file) => [file, importsOf(file, everything)]));

/** Source files of the cores that mutation tests change, sorted. */
export function coreFiles() {
  return [...everything].filter((file) => !isOther(file)).sort();
}

/** Test files of the cores that run `file`, each with how many imports away it is: 1 where it imports the file itself. */
export function testsReaching(file) {
  const found = [];
  let [seen, ring] = [new Set([file]), [file]];
  for (let distance = 1; ring.length > 0; distance++) {
    ring = [...graph.keys()].filter(
      (name) => !seen.has(name) && graph.get(name).some((target) => ring.includes(target)),
    );
    seen = new Set([...seen, ...ring]);
    for (const test of ring.filter(isTest)) found.push({ test, distance });
  }
  return found;
}

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

function reachableFrom(file) {
  const seen = new Set([file]);
  for (const next of seen) for (const target of graph.get(next) ?? []) seen.add(target);
  return seen;
}

/** Source files of the cores that mutation tests change, sorted. */
export function coreFiles() {
  return [...everything].filter((file) => !isOther(file)).sort();
}

/** Test files of the cores that import `file` themselves. */
export function testsImporting(file) {
  return [...graph.keys()].filter((test) => isTest(test) && graph.get(test).includes(file)).sort();
}

/** Test files of the cores that run `file` directly or through others. */
export function testsReaching(file) {
  return [...graph.keys()].filter((test) => isTest(test) && reachableFrom(test).has(file)).sort();
}

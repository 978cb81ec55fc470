import path from 'node:path';
import { testsReaching } from '../core-imports.mjs';
import { hashFiles } from '../hash-files.mjs';
import { projectRoot as root } from '../project-root.mjs';
import { readState, writeState } from '../state-file.mjs';
import { QuickRunner } from './runner.mjs';

/** Milliseconds of work. A test file this quick is worth running for everything that it reaches. */
const QUICK = 200;
/** One that takes longer is left out, unless no other comes as near to the file. */
const LONG = 1200;
/** Thousands of forgeries: sure to find much, and too slow to ask about every mutant. */
const isSlow = (test) => test.includes('/forgeries/') || test.endsWith('/peer.test.ts');
const WORK = path.join(root, '.data/mutation/work.json');

/** Milliseconds of work that a test file is, measured once and again when it changes. */
async function workOf(test) {
  const known = readState(WORK) ?? {};
  const hash = hashFiles(root, [test]);
  if (known[test]?.hash !== hash) {
    const runner = new QuickRunner();
    await runner.init([test]);
    const { costs } = await runner.measureAll();
    known[test] = { hash, work: Math.round(Object.values(costs).reduce((sum, cost) => sum + cost, 0)) };
    writeState(WORK, known);
  }
  return known[test].work;
}

/** The tests nearest to a file: those that import it, or come closest to it where none does. */
export function nearest(file) {
  const reaching = testsReaching(file).filter(({ test }) => !isSlow(test));
  const distance = Math.min(...reaching.map((found) => found.distance));
  return reaching.filter((found) => found.distance === distance).map(({ test }) => test);
}

async function within(limit, tests) {
  const kept = [];
  for (const test of tests) if ((await workOf(test)) <= limit) kept.push(test);
  return kept;
}

/** The tests that look for a file's mutants: the nearest, and the quick ones that reach it; with `deep`, all of them. */
export async function chooseTests(file, deep) {
  const reaching = testsReaching(file).map(({ test }) => test);
  if (deep) return reaching;
  const near = nearest(file);
  const bearable = await within(LONG, near);
  const quick = await within(
    QUICK,
    reaching.filter((test) => !isSlow(test)),
  );
  return [...new Set([...(bearable.length > 0 ? bearable : near), ...quick])];
}

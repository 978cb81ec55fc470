// `npm run mutation [-- FILE… --deep --table]`: changes lib/crypto and lib/protocol one small fault at a time (Stryker)
// and looks whether a test notices; docs/mutation.md says which tests and why. With --deep all tests that reach a file
// try what the first ones let live, which takes long; --table only writes what is known into docs/mutation.md.
// Scores are kept by the hash of the file and of the tests next to it, so that a run goes on where another stopped;
// delete .data/mutation to begin anew. Ends with code 1 while the share of faults found is below the goal.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { coreFiles } from './lib/core-imports.mjs';
import { hashFiles } from './lib/hash-files.mjs';
import { chooseTests, nearest } from './lib/mutants/choose-tests.mjs';
import { writeDocument } from './lib/mutants/document.mjs';
import { merge, survivors, tally, writeTable } from './lib/mutation-score.mjs';
import { projectRoot as root } from './lib/project-root.mjs';
import { readState, writeState } from './lib/state-file.mjs';

const GOAL = 0.85;
const FOLDER = path.join(root, '.data/mutation');
/** One file of scores for each source file, so that two runs at a time do not overwrite each other. */
const scoreFile = (file) => path.join(FOLDER, 'scores', `${file.replaceAll('/', '.')}.json`);

/** Runs Stryker on `ranges` of one file against `tests`; @returns the report's mutants, null where it could not run. */
async function mutate(ranges, tests) {
  const report = path.join(FOLDER, `report-${process.pid}.json`);
  const env = { ...process.env, MUTATION_TESTS: tests.join(','), MUTATION_REPORT: report };
  const options = { cwd: root, env, stdio: ['ignore', 2, 2] };
  const child = spawn(path.join(root, 'node_modules/.bin/stryker'), ['run', '--mutate', ranges.join(',')], options);
  await new Promise((resolve) => child.on('close', resolve));
  try {
    const { files } = JSON.parse(readFileSync(report, 'utf8'));
    return Object.values(files).flatMap((file) => file.mutants);
  } catch {
    return null;
  } finally {
    rmSync(report, { force: true });
  }
}

async function judge(file, deep) {
  const tests = await chooseTests(file);
  if (tests.length === 0) return { error: 'no test reaches it' };
  const first = await mutate([file], tests);
  if (first === null) return { error: 'Stryker could not run its tests' };
  const left = survivors(first).map((mutant) => rangeOf(file, mutant));
  const second = deep && left.length > 0 ? await mutate(left, await chooseTests(file, true)) : null;
  return { mutants: second ? merge(first, second) : first };
}

// Reports count columns from 1, the command line from 0.
const rangeOf = (file, { location: { start, end } }) =>
  `${file}:${start.line}:${start.column - 1}-${end.line}:${end.column - 1}`;

const options = { deep: { type: 'boolean' }, table: { type: 'boolean' } };
const { values, positionals: wanted } = parseArgs({ options, allowPositionals: true });
const files = coreFiles().filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)));
mkdirSync(FOLDER, { recursive: true });
const hashOf = (file) => hashFiles(root, [file, ...nearest(file)]);
for (const [index, file] of values.table ? [] : files.entries()) {
  const [hash, known] = [hashOf(file), readState(scoreFile(file))];
  if (known?.hash === hash && (known.deep || !values.deep)) continue;
  process.stderr.write(`${index + 1}/${files.length} ${file} … `);
  const began = performance.now();
  const date = new Date().toISOString().slice(0, 10);
  const score = { hash, date, deep: values.deep ?? false, ...(await judge(file, values.deep)) };
  writeState(scoreFile(file), score);
  process.stderr.write(`${tally(score)} (${Math.round((performance.now() - began) / 1000)} s)\n`);
}
const known = coreFiles().map((file) => [file, readState(scoreFile(file))]);
const scores = Object.fromEntries(known.filter(([, score]) => score !== null));
if (values.table) writeDocument(path.join(root, 'docs/mutation.md'), coreFiles(), scores, hashOf);
const measured = files.filter((file) => scores[file]);
const share = writeTable(measured, scores, path.join(FOLDER, 'survivors.txt'));
process.exitCode = share >= GOAL && measured.length === files.length ? 0 : 1;

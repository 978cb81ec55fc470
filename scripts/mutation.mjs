// `npm run mutation [-- FILE… --deep]`: changes lib/crypto and lib/protocol one small fault at a time (Stryker) and
// looks whether a test notices: a test that imports the file itself, or any test that reaches it where none does.
// With --deep, what survives is tried again by every test that reaches the file, which takes long. Scores are kept by the hash of the file and of the tests that import it,
// so that a run goes on where another stopped; delete .data/mutation to begin anew. Ends with code 1 while the share of faults found is below the goal.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { coreFiles, testsImporting, testsReaching } from './lib/core-imports.mjs';
import { hashFiles } from './lib/hash-files.mjs';
import { merge, survivors, tally, writeTable } from './lib/mutation-score.mjs';
import { projectRoot as root } from './lib/project-root.mjs';
import { readState, writeState } from './lib/state-file.mjs';

const GOAL = 0.85;
const FOLDER = path.join(root, '.data/mutation');
const SCORES = path.join(FOLDER, 'scores.json');

/** Runs Stryker on `ranges` of one file against `tests`; @returns the report's mutants, null where it could not run. */
async function mutate(ranges, tests) {
  const report = path.join(FOLDER, 'report.json');
  rmSync(report, { force: true });
  const env = { ...process.env, MUTATION_TESTS: tests.join(','), MUTATION_REPORT: report };
  const options = { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] };
  const child = spawn(path.join(root, 'node_modules/.bin/stryker'), ['run', '--mutate', ranges.join(',')], options);
  await new Promise((resolve) => child.on('close', resolve));
  try {
    const { files } = JSON.parse(readFileSync(report, 'utf8'));
    return Object.values(files).flatMap((file) => file.mutants);
  } catch {
    return null;
  }
}

async function judge(file, deep) {
  const near = testsImporting(file);
  const all = testsReaching(file);
  if (all.length === 0) return { error: 'no test reaches it' };
  const first = await mutate([file], near.length > 0 ? near : all);
  if (first === null) return { error: 'Stryker could not run its tests' };
  const left = survivors(first);
  if (!deep || near.length === 0 || near.length === all.length || left.length === 0) return { mutants: first };
  const second = await mutate(
    left.map((mutant) => rangeOf(file, mutant)),
    all,
  );
  return second === null ? { mutants: first } : { mutants: merge(first, second) };
}

// Reports count columns from 1, the command line from 0.
const rangeOf = (file, { location: { start, end } }) =>
  `${file}:${start.line}:${start.column - 1}-${end.line}:${end.column - 1}`;

const { values, positionals: wanted } = parseArgs({ options: { deep: { type: 'boolean' } }, allowPositionals: true });
const files = coreFiles().filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)));
mkdirSync(FOLDER, { recursive: true });
const scores = readState(SCORES) ?? {};
for (const [index, file] of files.entries()) {
  const hash = `${hashFiles(root, [file, ...testsImporting(file)])}${values.deep ? ' deep' : ''}`;
  if (scores[file]?.hash === hash) continue;
  process.stderr.write(`${index + 1}/${files.length} ${file} … `);
  const began = performance.now();
  scores[file] = { hash, ...(await judge(file, values.deep)) };
  writeState(SCORES, scores);
  process.stderr.write(`${tally(scores[file])} (${Math.round((performance.now() - began) / 1000)} s)\n`);
}
const share = writeTable(files, scores, path.join(FOLDER, 'survivors.txt'));
process.exitCode = share >= GOAL ? 0 : 1;

import { writeFileSync } from 'node:fs';

const FOUND = new Set(['Killed', 'Timeout']);
/** A mutant that does not even load tells nothing about the tests. */
const COUNTED = new Set([...FOUND, 'Survived', 'NoCoverage']);

const keyOf = ({ location: { start, end }, mutatorName, replacement }) =>
  [start.line, start.column, end.line, end.column, mutatorName, replacement].join(' ');

/** Mutants that no test has noticed. */
export function survivors(mutants) {
  return mutants.filter(({ status }) => COUNTED.has(status) && !FOUND.has(status));
}

/** The mutants of `first`, those found that a second run found. */
export function merge(first, second) {
  const found = new Set(second.filter(({ status }) => FOUND.has(status)).map(keyOf));
  return first.map((mutant) => (found.has(keyOf(mutant)) ? { ...mutant, status: 'Killed' } : mutant));
}

export function count({ mutants = [] }) {
  const counted = mutants.filter(({ status }) => COUNTED.has(status));
  return { total: counted.length, found: counted.length - survivors(mutants).length };
}

export const percent = (found, total) => (total === 0 ? '–' : `${((100 * found) / total).toFixed(1)} %`);

/** One file's score in words. */
export function tally(score) {
  if (score.error) return score.error;
  const { found, total } = count(score);
  return `${found} of ${total} found, ${percent(found, total)}`;
}

/** Prints the table, writes the survivors to a file. @returns the share found over all files, 0 when one has an error. */
export function writeTable(files, scores, survivorsFile) {
  const rows = files.map((file) => ({ file, ...count(scores[file]), error: scores[file].error }));
  for (const { file, found, total, error } of rows) {
    console.log(
      `${file.padEnd(48)} ${`${found}/${total}`.padStart(10)} ${(error ?? percent(found, total)).padStart(8)}`,
    );
  }
  const lines = files.flatMap((file) =>
    survivors(scores[file].mutants ?? []).map(
      ({ location: { start }, mutatorName, replacement }) =>
        `${file}:${start.line}:${start.column} ${mutatorName} → ${(replacement ?? '').split('\n')[0]}`,
    ),
  );
  writeFileSync(survivorsFile, `${lines.join('\n')}\n`);
  const [found, total] = [rows.reduce((sum, row) => sum + row.found, 0), rows.reduce((sum, row) => sum + row.total, 0)];
  console.log(`\n${found} of ${total} faults found, ${percent(found, total)}; the others: ${survivorsFile}`);
  return rows.some(({ error }) => error) || total === 0 ? 0 : found / total;
}

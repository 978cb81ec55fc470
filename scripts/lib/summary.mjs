import path from 'node:path';
import { duration } from './steps.mjs';

/**
 * What one stage came to: `{passed, failed, notRun}`, counted in tests (a tool counts as one test); `notRun` holds
 * `{name, why}`.
 */

const OWN_CONDITION = 'skipped by a condition of its own';

/** Tests that need something say so in their name, "… (needs ../shared)", because vitest reports no reasons. */
const reasonIn = (name) => name.match(/\((needs [^)]+)\)/)?.[1] ?? OWN_CONDITION;

/** Reads the report of vitest's JSON reporter. A file that fails before its tests begin is one failure. */
export function readVitest(report, root) {
  const tests = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map((test) => ({ ...test, file: path.relative(root, name) })),
  );
  const count = (status) => tests.filter((test) => test.status === status).length;
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  const notRun = tests
    .filter(({ status }) => status !== 'passed' && status !== 'failed')
    .map(({ file, fullName, status }) => ({
      name: `${file}: ${fullName}`,
      why: status === 'todo' ? 'not written yet' : reasonIn(fullName),
    }));
  return { passed: count('passed'), failed: count('failed') + brokenFiles.length, notRun };
}

function specsOf(suite) {
  return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];
}

/** Reads the report of Playwright's JSON reporter. A test that passed only when repeated counts as passed. */
export function readPlaywright(report) {
  const { expected, unexpected, flaky } = report.stats;
  const skipped = report.suites.flatMap(specsOf).flatMap(({ file, title, tests }) =>
    tests
      .filter(({ status }) => status === 'skipped')
      .map(({ annotations = [] }) => ({
        name: `${file}: ${title}`,
        why: annotations.find(({ description }) => description)?.description ?? OWN_CONDITION,
      })),
  );
  // A fault outside any test (the server did not start) would otherwise leave no trace in the numbers.
  const outside = unexpected === 0 && report.errors?.length ? 1 : 0;
  return { passed: expected + flaky, failed: unexpected + outside, notRun: skipped };
}

/** The sum over stages. */
export function total(results) {
  return results.reduce(
    (sum, { passed, failed, notRun }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      notRun: [...sum.notRun, ...notRun],
    }),
    { passed: 0, failed: 0, notRun: [] },
  );
}

/** The table of stages as text. `results` hold `title` and `timeMs` besides the numbers. */
export function table(results) {
  const head = ['Stage', 'Passed', 'Failed', 'Not run', 'Time'];
  const rows = results.map(({ title, passed, failed, notRun, timeMs }) => [
    `${failed > 0 ? '✗' : passed > 0 ? '✓' : '·'} ${title}`,
    ...[passed, failed, notRun.length].map(String),
    duration(timeMs),
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column].length)));
  const line = (row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join('  ');
  return [head, ...rows].map(line).join('\n');
}

/** The names of what was not run, each with its reason; empty text when everything was. */
export function notRunText(notRun) {
  return notRun.length === 0 ? '' : `Not run:\n${notRun.map(({ name, why }) => `  ${name} (${why})`).join('\n')}`;
}

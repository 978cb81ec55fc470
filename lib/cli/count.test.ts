import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const INCREMENTS = 'lib/counting/fixtures/increments.pb';
const SKIPS = 'lib/counting/fixtures/skips.pb';
const SEED = '0'.repeat(64);

/** Runs `largo count …` as a program of its own, from the root of the repository. */
function count(...options: string[]): Promise<{ code: number; out: string; err: string }> {
  const command = ['--import', 'tsx', 'lib/cli/main.ts', 'count', ...options];
  return new Promise((done) => {
    const child = execFile(process.execPath, command, { cwd: ROOT }, (_error, out, err) => {
      done({ code: child.exitCode ?? -1, out, err });
    });
  });
}

function temporary(content: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'largo-count-')), 'bad.pb');
  writeFileSync(file, content);
  return file;
}

test.concurrent.for([
  [[SKIPS, '--rule', 'greedy_votes'], '{"winners":["a","c"],"totalCost":"90.25"}'],
  [
    ['lib/counting/fixtures/shares.pb', '--rule', 'mes_cost_plain'],
    '{"winners":["garden","lamp","bench"],"totalCost":"71"}',
  ],
  [
    [INCREMENTS, '--rule', 'mes_cost_add1u', '--step', '0.1', '--ties', 'lexicographic'],
    '{"winners":["x","z","w","zz"],"totalCost":"3.2"}',
  ],
  // The step is an amount of the file's unit, not of its tenths.
  [[INCREMENTS, '--rule', 'mes_cost_add1u', '--step', '1'], '{"winners":["x","z","zz","w"],"totalCost":"3.2"}'],
  // z is cheaper than x; without --step, a thousandth of 1.1 is enough to stop at the same winners.
  [[INCREMENTS, '--rule', 'mes_cost_add1u', '--ties', 'cheapest'], '{"winners":["z","x","zz","w"],"totalCost":"3.2"}'],
  [
    [SKIPS, '--rule', 'greedy_votes', '--ties', 'default', '--seed', SEED],
    '{"winners":["a","d","e"],"totalCost":"95"}',
  ],
] as [string[], string][])('prints one line of JSON: %j', async ([options, line]) => {
  expect(await count(...options, '--json')).toEqual({ code: 0, out: `${line}\n`, err: '' });
});

test.concurrent('prints a table for people', async () => {
  const { code, out, err } = await count(INCREMENTS, '--rule', 'mes_cost_add1u', '--step', '0.1');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const lines = out.split('\n').map((line) => line.trim().replace(/ {2,}/g, ' | '));
  expect(lines).toContain('1 | x | 1.2 | 2 | equal shares | Crossing');
  expect(lines).toContain('4 | zz | 0.3 | 1 | by votes | Zebra sign');
  expect(lines).toContain('4 selected for 3.2');
  expect(lines).toContain('y | 1.2 | 1 | too dear for the money left | Yard');
  expect(lines).toContain('Tie for place 1: x, z (order decided by id)');
  expect(lines).toContain('Increments: 5 (the next one exceeds the budget)');
});

test.concurrent.for([
  [2, ['--rule', 'greedy_votes'], "missing required argument 'file'"],
  [2, [SKIPS], "required option '--rule <name>' not specified"],
  [2, [SKIPS, '--rule', 'coin'], 'Allowed choices are greedy_votes, mes_cost_plain, mes_cost_add1u'],
  [2, [SKIPS, '--rule', 'mes_cost_add1u', '--step', '0'], 'positive amount'],
  [2, [SKIPS, '--rule', 'mes_cost_add1u', '--step', '-1'], 'positive amount'],
  [2, [SKIPS, '--rule', 'mes_cost_add1u', '--step', 'one'], 'positive amount'],
  [2, [SKIPS, '--rule', 'greedy_votes', '--ties', 'default'], 'needs --seed'],
  [2, [SKIPS, '--rule', 'greedy_votes', '--ties', 'default', '--seed', 'x'], '64 hexadecimal digits'],
  [2, [SKIPS, '--rule', 'greedy_votes', '--fast'], "unknown option '--fast'"],
  [1, ['no-such-file.pb', '--rule', 'greedy_votes'], 'cannot read no-such-file.pb: ENOENT'],
  [
    1,
    [temporary('META\nkey;value\nbudget;1,5\n'), '--rule', 'greedy_votes'],
    'line 4, column 1: section PROJECTS is missing',
  ],
  [1, [temporary('PROJECTS\n'), '--rule', 'greedy_votes'], 'line 1, column 1: section META is missing'],
] as [number, string[], string][])(
  'exits with %i and prints nothing but a reason: %j',
  async ([exit, options, reason]) => {
    const { code, out, err } = await count(...options, '--json');
    expect({ code, out }).toEqual({ code: exit, out: '' });
    expect(err).toContain(reason);
  },
);

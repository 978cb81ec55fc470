import { describe, expect, test } from 'vitest';
import { notRunText, readPlaywright, readVitest, table, total } from './summary.mjs';

const vitestReport = {
  testResults: [
    {
      name: '/project/lib/a.test.ts',
      status: 'failed',
      assertionResults: [
        { status: 'passed', fullName: 'adds' },
        { status: 'failed', fullName: 'divides' },
        { status: 'skipped', fullName: 'agrees (needs ../shared) on everything' },
        { status: 'todo', fullName: 'rounds' },
      ],
    },
    { name: '/project/lib/broken.test.ts', status: 'failed', assertionResults: [] },
  ],
};

const playwrightReport = {
  stats: { expected: 2, unexpected: 0, flaky: 1, skipped: 1 },
  errors: [],
  suites: [
    {
      specs: [],
      suites: [
        {
          specs: [
            { file: 'vote.spec.ts', title: 'votes', tests: [{ status: 'expected' }] },
            {
              file: 'vote.spec.ts',
              title: 'scans',
              tests: [{ status: 'skipped', annotations: [{ type: 'skip', description: 'no camera' }] }],
            },
          ],
        },
      ],
    },
  ],
};

describe('summary', () => {
  test('counts each test of vitest once, and a file that cannot be loaded as one failure', () => {
    const result = readVitest(vitestReport, '/project');
    expect(result).toMatchObject({ passed: 1, failed: 2 });
    expect(result.notRun).toEqual([
      { name: 'lib/a.test.ts: agrees (needs ../shared) on everything', why: 'needs ../shared' },
      { name: 'lib/a.test.ts: rounds', why: 'not written yet' },
    ]);
  });

  test('counts a browser test that passed when repeated, and gives the reason of a skipped one', () => {
    expect(readPlaywright(playwrightReport)).toEqual({
      passed: 3,
      failed: 0,
      notRun: [{ name: 'vote.spec.ts: scans', why: 'no camera' }],
    });
  });

  test('counts a fault outside any browser test', () => {
    expect(readPlaywright({ ...playwrightReport, errors: [{ message: 'no server' }] }).failed).toBe(1);
  });

  test('adds stages up and shows them', () => {
    const results = [
      { title: 'types', passed: 1, failed: 0, notRun: [], timeMs: 2_000 },
      { title: 'unit tests', timeMs: 65_000, ...readVitest(vitestReport, '/project') },
    ];
    const sum = total(results);
    expect(sum).toMatchObject({ passed: 2, failed: 2 });
    expect(table(results)).toMatch(/✓ types +1 +0 +0 +2\.0 s\n✗ unit tests +1 +2 +2 +1 min 05 s/);
    expect(notRunText(sum.notRun)).toContain('lib/a.test.ts: rounds (not written yet)');
    expect(notRunText([])).toBe('');
  });
});

import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from './build.mjs';
import { installChromium } from './chromium.mjs';
import { explain } from './explain.mjs';
import { capture } from './run.mjs';
import { readState } from './state-file.mjs';
import { readPlaywright, readVitest } from './summary.mjs';
import { openThrowawayPostgres } from './throwaway-postgres.mjs';

const bin = (name) => path.join('node_modules', '.bin', name);
const PASSED = { passed: 1, failed: 0, notRun: [] };
const FAILED = { passed: 0, failed: 1, notRun: [] };

/** A stage that runs commands one after the other and passes when all end with code 0. */
const tool = (key, title, commands) => ({
  key,
  title,
  run: async () => {
    let output = '';
    for (const command of commands) {
      const done = await capture(command);
      output += done.output;
      if (done.code !== 0) return { ...FAILED, output };
    }
    return { ...PASSED, output };
  },
});

/** Runs a test runner that writes a JSON report, and counts by that report. */
async function counted(command, { env, report, read }) {
  mkdirSync(path.dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const { code, output } = await capture(command, { env });
  const found = readState(report);
  const result = found ? read(found, process.cwd()) : FAILED;
  const failed = code !== 0 && result.failed === 0 ? 1 : result.failed;
  return { ...result, failed, output };
}

const vitest = (key, title) => ({
  key,
  title,
  run: () => {
    const report = path.join('.data', 'reports', `${key}.json`);
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    return counted([bin('vitest'), 'run', '--project', key, ...reporters], { report, read: readVitest });
  },
});

async function drift() {
  const server = await openThrowawayPostgres();
  try {
    const words = ['migrate', 'diff', '--from-migrations', 'prisma/migrations', '--to-schema', 'prisma/schema'];
    const { code, output } = await capture([bin('prisma'), ...words, '--exit-code'], {
      env: { DATABASE_URL: server.urlFor('postgres'), CHECKPOINT_DISABLE: '1' },
    });
    if (code === 0) return { ...PASSED, output };
    const note = code === 2 ? '\nThe schema and the migrations differ: npm run db -- npx prisma migrate dev' : '';
    return { ...FAILED, output: `${output}${note}` };
  } finally {
    await server.close();
  }
}

async function browser() {
  const { executablePath } = await installChromium();
  const report = path.join('.data', 'reports', 'browser.json');
  const env = {
    PLAYWRIGHT_JSON_OUTPUT_FILE: path.resolve(report),
    ...(executablePath && { PW_CHROMIUM: executablePath }),
  };
  const command = [bin('playwright'), 'test', '--reporter=list,json'];
  const result = await counted(command, { env, report, read: readPlaywright });
  // A report without any test means that the site did not come up: say why in our own words.
  if (result.passed + result.failed <= 1 && result.failed === 1) {
    return { ...result, mend: explain(result.output, 'The browser tests could not run.').mend };
  }
  return result;
}

/** Every stage of `npm test`, in order. `needs` names a stage without which this one makes no sense. */
export const STAGES = [
  tool('lint', 'format and lint', [[bin('biome'), 'check', '--error-on-warnings', '.']]),
  tool('types', 'types', [
    [bin('next'), 'typegen'],
    [bin('tsc'), '--noEmit'],
  ]),
  tool('rules', 'dependency rules', [[process.execPath, path.join('scripts', 'dependency-rules.mjs')]]),
  tool('dead', 'dead code', [[bin('knip'), '--no-progress']]),
  { key: 'drift', title: 'schema drift', run: drift },
  vitest('unit', 'unit and property tests'),
  vitest('db', 'database tests'),
  { key: 'build', title: 'production build', run: async () => ({ ...PASSED, output: await build(process.cwd()) }) },
  { key: 'browser', title: 'browser tests', needs: 'build', run: browser },
];

/** The stages of `npm run check`. */
export const QUICK = ['lint', 'types', 'rules', 'dead', 'drift', 'unit'];

// A test runner for Stryker (stryker.config.mjs) that tries a mutant in a few milliseconds: test files are bundled once,
// and every mutant gets modules of its own by running the bundle again, with the mutant active from the first line on.
// So nothing that one mutant has computed reaches the next, and constants of modules are mutated like anything else.
import { readFileSync, writeFileSync } from 'node:fs';
import { bundle } from './bundle.mjs';
import { newSuite, runTest } from './suite.mjs';

/** What the instrumented code looks at; its name is Stryker's. */
globalThis.__stryker__ ??= {};
const state = globalThis.__stryker__;
const COSTS = 'mutation-costs.json';
const LOADING = 'loading';

// A promise that a mutant leaves behind must not end the process; the tests judge.
process.on('unhandledRejection', () => {});

const cpuMilliseconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

export class QuickRunner {
  loaders = new Map();

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init(files = process.env.MUTATION_TESTS.split(',')) {
    for (const file of files) this.loaders.set(file, await bundle(process.cwd(), file));
  }

  async load(file) {
    const suite = newSuite();
    await this.loaders.get(file)(suite.api);
    return suite.tests.map((test, index) => ({ ...test, id: `${file}#${index}`, fileName: file }));
  }

  /** Runs every test once, unmutated: which mutants it meets (for Stryker), and how much work it is (for us). */
  async dryRun() {
    const { tests, perTest, costs } = await this.measureAll();
    writeFileSync(COSTS, JSON.stringify(costs));
    return { status: 'complete', tests, mutantCoverage: { static: {}, perTest } };
  }

  async measureAll() {
    const [tests, perTest, costs] = [[], {}, {}];
    for (const file of this.loaders.keys()) {
      state.mutantCoverage = { static: {}, perTest: {} };
      state.currentTestId = LOADING;
      const began = cpuMilliseconds();
      const found = await this.load(file);
      costs[file] = cpuMilliseconds() - began;
      for (const test of found) tests.push(await this.measure(test, costs));
      const { perTest: met } = state.mutantCoverage;
      // Loading happens in every run of the file's tests, so each of them meets what it meets.
      for (const { id } of found) perTest[id] = { ...met[LOADING], ...met[id] };
    }
    Object.assign(state, { currentTestId: undefined, mutantCoverage: undefined });
    return { tests, perTest, costs };
  }

  async measure(test, costs) {
    state.currentTestId = test.id;
    const [began, work] = [performance.now(), cpuMilliseconds()];
    const { id, name, fileName } = test;
    try {
      await runTest(test);
      return { id, name, fileName, timeSpentMs: performance.now() - began, status: 0 };
    } catch (error) {
      return { id, name, fileName, timeSpentMs: 0, status: 1, failureMessage: String(error?.stack ?? error) };
    } finally {
      costs[id] = cpuMilliseconds() - work;
    }
  }

  /** Tries one mutant: the files with the least work first, until a test fails. */
  async mutantRun({ activeMutant, hitLimit, testFilter = [] }) {
    const costs = JSON.parse(readFileSync(COSTS, 'utf8'));
    const chosen = new Set(testFilter);
    const work = new Map();
    for (const id of chosen) {
      const file = id.slice(0, id.lastIndexOf('#'));
      work.set(file, (work.get(file) ?? costs[file]) + costs[id]);
    }
    const files = [...work.keys()].sort((a, b) => work.get(a) - work.get(b));
    Object.assign(state, { activeMutant: activeMutant.id, hitCount: 0, hitLimit });
    try {
      for (const file of files) {
        const failure = await this.firstFailure(file, chosen);
        if (state.hitCount > hitLimit) return { status: 'timeout', reason: 'an endless loop' };
        if (failure) return { status: 'killed', nrOfTests: chosen.size, ...failure };
      }
      return { status: 'survived', nrOfTests: chosen.size };
    } finally {
      state.activeMutant = undefined;
    }
  }

  async firstFailure(file, chosen) {
    let running = [...chosen].find((id) => id.startsWith(`${file}#`));
    try {
      for (const test of await this.load(file)) {
        if (!chosen.has(test.id)) continue;
        running = test.id;
        await runTest(test);
      }
      return null;
    } catch (error) {
      return { killedBy: [running], failureMessage: String(error?.message ?? error) };
    }
  }
}

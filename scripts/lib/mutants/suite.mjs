// What test files import from vitest, as far as the tests of the cores use it: they are collected into plain lists,
// so that one process can run the same test against thousands of mutants without starting anything anew.
import { JestAsymmetricMatchers, JestChaiExpect, JestExtend } from '@vitest/expect';
import * as chai from 'chai';

for (const matchers of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(matchers);

/**
 * A place to collect one test file into.
 * @returns `tests`: in the order of the file, with the groups that each stands in, and `api`: the module "vitest"
 */
export function newSuite() {
  const tests = [];
  const top = { setUp: [] };
  let groups = [top];

  const describe = (_name, body) => {
    const around = groups;
    groups = [...groups, { setUp: [] }];
    body();
    groups = around;
  };
  // Between the name and the body there may be options, of which only time limits are in use: Stryker has its own.
  const it = (name, ...rest) => tests.push({ name, body: rest.find((part) => typeof part === 'function'), groups });
  const each =
    (add) =>
    (rows) =>
    (name, ...rest) => {
      const body = rest.find((part) => typeof part === 'function');
      for (const row of rows) add(name, () => body(...(Array.isArray(row) ? row : [row])));
    };
  const skipped = Object.assign(() => {}, { each: () => () => {} });
  const withVariants = (add) => {
    const variants = Object.assign(add, { each: each(add) });
    return Object.assign(variants, { skipIf: (skip) => (skip ? skipped : variants) });
  };
  const beforeAll = (body) => groups.at(-1).setUp.push(body);
  const api = { describe: withVariants(describe), it: withVariants(it), beforeAll, expect: chai.expect };
  return { tests, api: { ...api, test: api.it } };
}

/** Runs one collected test, after what its groups ask to be set up once. @throws what the test throws */
export async function runTest({ body, groups }) {
  for (const group of groups) {
    for (const setUp of group.setUp.splice(0)) await setUp();
  }
  await body();
}

// How scripts/mutation.mjs runs Stryker: one source file at a time, against the tests that it chose.
export default {
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutation.config.ts', related: false },
  plugins: ['@stryker-mutator/vitest-runner'],
  ignorePatterns: ['.data', '.next*', '.stryker', 'app', 'components', 'e2e', 'prisma', 'messages', 'test-results'],
  coverageAnalysis: 'perTest',
  // Stryker would rewrite tsconfig.json through an interface that TypeScript 7 no longer has.
  tsconfigFile: 'none',
  tempDirName: '.stryker',
  concurrency: 2,
  timeoutMS: 4_000,
  timeoutFactor: 2,
  reporters: ['json'],
  jsonReporter: { fileName: process.env.MUTATION_REPORT ?? '.data/mutation/report.json' },
  logLevel: 'warn',
};

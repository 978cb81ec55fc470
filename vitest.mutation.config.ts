import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// The tests that stand behind the mutants of one source file; scripts/mutation.mjs chooses them.
export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') } },
  test: {
    include: process.env.MUTATION_TESTS?.split(',') ?? ['lib/{crypto,protocol}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/*.db.test.ts'],
    environment: 'node',
    testTimeout: 60_000,
  },
});

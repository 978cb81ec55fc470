import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { makeKernel } from './scripts/lib/kernel.mjs';

const root = fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '');
const alias = { '@': root };
await makeKernel(root);
const exclude = ['**/node_modules/**', '.next/**', '.stryker/**', 'e2e/**', '**/*.db.test.ts'];

export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: { name: 'unit', include: ['**/*.test.{ts,tsx,mjs}'], exclude, environment: 'node', testTimeout: 30_000 },
      },
      {
        resolve: { alias },
        test: {
          name: 'db',
          include: ['lib/**/*.db.test.ts'],
          environment: 'node',
          globalSetup: ['lib/server/testing/postgres.ts'],
          setupFiles: ['lib/server/testing/clone-database.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});

import { execFileSync } from 'node:child_process';
import type { TestProject } from 'vitest/node';
import { openThrowawayPostgres } from '../../../scripts/lib/throwaway-postgres.mjs';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the test server's database `postgres`. */
    adminUrl: string;
  }
}

/** The migrated database that every test file gets a copy of. */
export const TEMPLATE = 'template_largo';

/** One throw-away server for the whole run. The template is migrated once; copying it takes about 50 ms. */
export default async function setup(project: TestProject) {
  const server = await openThrowawayPostgres({ say: console.log });
  try {
    execFileSync('node_modules/.bin/prisma', ['migrate', 'deploy'], {
      env: { ...process.env, DATABASE_URL: server.urlFor(TEMPLATE), CHECKPOINT_DISABLE: '1' },
      stdio: 'pipe',
      shell: process.platform === 'win32',
    });
  } catch (error) {
    await server.close();
    const { stdout, stderr } = error as { stdout?: Buffer; stderr?: Buffer };
    throw new Error(`The test database could not be migrated:\n${stdout ?? ''}${stderr ?? ''}`, { cause: error });
  }
  project.provide('adminUrl', server.urlFor('postgres'));
  return () => server.close();
}

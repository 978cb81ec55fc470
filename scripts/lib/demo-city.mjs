import path from 'node:path';
import { openDatabase } from './database.mjs';
import { makeKernel } from './kernel.mjs';
import { localSecrets } from './local-secrets.mjs';
import { generateClient, migrate, seed } from './prisma.mjs';
import { step } from './steps.mjs';

/**
 * Opens a database, brings its tables up to date and fills it with the demo city.
 * @param {object} options
 * @param {string} options.root top folder of the project
 * @param {'demo' | 'development'} options.mode becomes LARGO_MODE
 * @param {number} options.port where the site will be served
 * @param {string} options.signInsFile where the seed writes how to sign in
 * @param {object} [options.database] further options of openDatabase
 * @param {(close: () => Promise<void>) => void} options.keep receives what has to be closed at the end
 * @returns {Promise<Record<string, string>>} the environment that the server has to run with
 */
export async function prepareDemoCity({ root, mode, port, signInsFile, database = {}, keep }) {
  const opened = await step('Database', async (say) => {
    const found = await openDatabase({ root, say, ...database });
    keep(found.close);
    return found;
  });
  const env = {
    NEXTAUTH_URL: `http://localhost:${port}`,
    // One voter at a time is what a demo has: their ballot should not wait for others before it is on the board.
    BOARD_BATCH_MINIMUM: '1',
    ...localSecrets(root),
    LARGO_MODE: mode,
    DATABASE_URL: opened.url,
    DEMO_SIGN_INS_FILE: path.join(root, signInsFile),
  };
  await step('Database client', () => generateClient(root));
  await step('Kernel', () => makeKernel(root));
  await step('Tables', () => migrate(root, opened.url));
  await step('Demo city', () => seed(root, env));
  return env;
}

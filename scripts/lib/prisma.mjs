import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { explain } from './explain.mjs';
import { hashFiles } from './hash-files.mjs';
import { capture } from './run.mjs';

const QUIET = { CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' };

async function prisma(root, words, { env = {}, otherwise }) {
  const command = [path.join(root, 'node_modules', '.bin', 'prisma'), ...words];
  const { code, output } = await capture(command, { cwd: root, env: { ...QUIET, ...env } });
  if (code !== 0) throw explain(output, otherwise);
  return output;
}

/** Makes the typed database client, unless it already belongs to this schema. */
export async function generateClient(root) {
  const stamp = path.join(root, 'lib', 'server', 'generated', 'schema.sha256');
  const wanted = hashFiles(root, ['prisma/schema', 'node_modules/prisma/package.json']);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return 'already in step with the schema';
  await prisma(root, ['generate'], { otherwise: 'The database client could not be generated.' });
  writeFileSync(stamp, wanted);
  return 'generated';
}

/** Brings a database's tables up to date. Resolves with what was done, in words. */
export async function migrate(root, url) {
  const otherwise = 'The database could not be migrated.';
  const output = await prisma(root, ['migrate', 'deploy'], { env: { DATABASE_URL: url }, otherwise });
  const count = output.match(/└─ migration\.sql/g)?.length ?? 0;
  return count === 0 ? 'up to date' : `${count} migrations applied`;
}

/** Fills a database with the demo city. Running it again changes nothing. `env` is what the server will run with. */
export async function seed(root, env) {
  const command = [process.execPath, '--import', 'tsx', 'prisma/seed.ts'];
  const { code, output } = await capture(command, { cwd: root, env });
  if (code !== 0) throw explain(output, 'The demo city could not be put into the database.');
  return 'in place';
}

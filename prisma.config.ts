import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'prisma/config';
import { lastKnownUrl } from './scripts/lib/database.mjs';

const root = path.dirname(fileURLToPath(import.meta.url));

process.env.CHECKPOINT_DISABLE ??= '1';
// One engine everywhere: the npm-shipped WebAssembly schema engine, so no step
// downloads from a download site. (A Windows shell cannot spawn a .mjs: it keeps the native engine.)
if (process.platform !== 'win32') {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.join(root, 'scripts', 'schema-engine.mjs');
}

// `prisma generate` and `validate` need no database, but the configuration always needs an address.
const nowhere = 'postgresql://largo@127.0.0.1:54329/largo';

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations', seed: 'node --import tsx prisma/seed.ts' },
  datasource: { url: process.env.DATABASE_URL ?? lastKnownUrl(root) ?? nowhere },
});

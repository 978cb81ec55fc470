import { fileURLToPath } from 'node:url';
import { defineConfig } from 'prisma/config';

// One engine everywhere: the npm-shipped WebAssembly schema engine, so no step
// downloads from a download site. (A Windows shell cannot spawn a .mjs: it keeps the native engine.)
if (process.platform !== 'win32') {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(new URL('./scripts/schema-engine.mjs', import.meta.url));
}

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations', seed: 'node scripts/seed.mjs' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://app:app@127.0.0.1:54329/app' },
});

// `npm run start`: the production server (server.ts), with the real environment.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { register } from 'tsx/esm/api';
import { loadEnvironmentFile } from './lib/environment.mjs';
import { failPlainly } from './lib/explain.mjs';
import { PlainError } from './lib/plain-error.mjs';
import { projectRoot as root } from './lib/project-root.mjs';

async function main() {
  process.chdir(root);
  loadEnvironmentFile(root);
  // React and Next choose their production code when they are loaded, so this has to stand before.
  process.env.NODE_ENV = 'production';
  process.env.NEXT_TELEMETRY_DISABLED = '1';
  if (!existsSync(path.join('.next', 'BUILD_ID'))) {
    throw new PlainError('NOT_BUILT', 'There is no production build.', 'Run npm run build first.');
  }
  register(); // server.ts and the environment's schema are TypeScript
  const { serve } = await import('./server.ts');
  await serve();
}

main().catch(failPlainly);

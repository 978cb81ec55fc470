// The site that browser tests run against: an empty database of its own, the demo city, the production server.
// Playwright starts it, waits for /api/health and ends it with SIGTERM.
import path from 'node:path';
import { build } from './lib/build.mjs';
import { prepareDemoCity } from './lib/demo-city.mjs';
import { withCleanUp } from './lib/lifetime.mjs';
import { projectRoot as root } from './lib/project-root.mjs';
import { step } from './lib/steps.mjs';
import { claimPort, startWebServer } from './lib/web-server.mjs';

const DATABASE = { name: 'e2e-pg', fresh: true, durable: false, port: 54_351 };

withCleanUp(async (keep) => {
  process.chdir(root);
  const port = Number(process.env.PORT ?? 3100);
  const pidFile = path.join(root, '.data', 'e2e-server.json');
  await claimPort({ port, pidFile, say: console.log });
  await step('Production build', () => build(root));
  const signInsFile = '.data/e2e-sign-ins.json';
  const env = await prepareDemoCity({ root, mode: 'demo', port, signInsFile, database: DATABASE, keep });
  const started = await step('Server', async () => {
    const server = await startWebServer({ root, port, pidFile, env: { ...env, HOST: '127.0.0.1' }, page: '/en' });
    keep(server.stop);
    return server;
  });
  return new Promise((resolve) => started.child.once('exit', (code) => resolve(code ?? 1)));
});

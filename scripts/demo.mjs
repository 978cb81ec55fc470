// `npm run demo`: a small city that is voting, on this machine, from a fresh clone.
import path from 'node:path';
import { withCleanUp } from './lib/lifetime.mjs';
import { projectRoot as root } from './lib/project-root.mjs';
import { makeReady } from './lib/ready.mjs';
import { step } from './lib/steps.mjs';

const SIGN_INS = '.data/demo-sign-ins.json';

withCleanUp(async (keep) => {
  process.chdir(root);
  const port = Number(process.env.PORT ?? 3000);
  const pidFile = path.join(root, '.data', 'demo-server.json');
  // What follows uses installed packages, so it is imported only once they are there.
  await makeReady(root);
  const { claimPort, startWebServer } = await import('./lib/web-server.mjs');
  const { prepareDemoCity } = await import('./lib/demo-city.mjs');
  const { build } = await import('./lib/build.mjs');
  const { signInsText } = await import('./lib/sign-ins.mjs');

  await step(`Port ${port}`, async (say) => {
    await claimPort({ port, pidFile, say });
    return 'free';
  });
  const env = await prepareDemoCity({ root, mode: 'demo', port, signInsFile: SIGN_INS, keep });
  await step('Production build (one to three minutes when anything has changed)', () => build(root));
  const server = await step('Server', async () => {
    // Everybody's mail and sign-ins are on display in a demo: it is for this machine unless HOST says otherwise.
    const started = await startWebServer({
      root,
      port,
      pidFile,
      env: { HOST: '127.0.0.1', ...hostOf(), ...env },
      page: '/en',
    });
    keep(started.stop);
    return started;
  });
  const origin = `http://localhost:${port}`;
  console.log(
    `\nLargo is running at ${origin} (Ctrl-C stops it)\n\n${signInsText(path.join(root, SIGN_INS), origin)}\n`,
  );
  return ended(server.child);
});

const hostOf = () => (process.env.HOST ? { HOST: process.env.HOST } : {});

function ended(child) {
  return new Promise((resolve) => {
    if (child.exitCode !== null) resolve(child.exitCode);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

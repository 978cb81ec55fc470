// `npm run dev`: the demo city with pages that follow every change of the code.
import path from 'node:path';
import { withCleanUp } from './lib/lifetime.mjs';
import { projectRoot as root } from './lib/project-root.mjs';
import { makeReady } from './lib/ready.mjs';
import { step } from './lib/steps.mjs';

const SIGN_INS = '.data/demo-sign-ins.json';

withCleanUp(async (keep) => {
  process.chdir(root);
  const port = Number(process.env.PORT ?? 3000);
  const pidFile = path.join(root, '.data', 'dev-server.json');
  await makeReady(root);
  const { claimPort, noteServer } = await import('./lib/web-server.mjs');
  const { prepareDemoCity } = await import('./lib/demo-city.mjs');
  const { signInsText } = await import('./lib/sign-ins.mjs');
  const { endProcess } = await import('./lib/processes.mjs');
  const { start } = await import('./lib/run.mjs');

  await step(`Port ${port}`, async (say) => {
    await claimPort({ port, pidFile, say });
    return 'free';
  });
  const env = await prepareDemoCity({ root, mode: 'development', port, signInsFile: SIGN_INS, keep });
  console.log(`\n${signInsText(path.join(root, SIGN_INS), `http://localhost:${port}`)}\n`);
  const next = [process.execPath, path.join('node_modules', 'next', 'dist', 'bin', 'next')];
  const words = [...next, 'dev', '--port', String(port), '--hostname', process.env.HOST ?? '127.0.0.1'];
  const child = start(words, { env: { ...env, NEXT_TELEMETRY_DISABLED: '1' }, shell: false });
  noteServer(pidFile, child);
  keep(() => endProcess(child.pid));
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 0)));
});

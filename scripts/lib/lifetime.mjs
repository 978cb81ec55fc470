import { wordsFor } from './explain.mjs';
import { endRunning } from './run.mjs';

/**
 * Runs a command that keeps things open. `work` hands each thing's `close` to `keep`; they are closed in reverse
 * order when `work` fails, when it ends, and on Ctrl-C or a request to end. A second Ctrl-C ends at once.
 */
export async function withCleanUp(work) {
  const closers = [];
  let closing;
  const closeAll = () =>
    (closing ??= (async () => {
      for (const close of [...closers.reverse(), endRunning]) {
        await close().catch((error) => console.error(wordsFor(error)));
      }
    })());
  let asked = 0;
  const onSignal = async () => {
    if (++asked > 1) process.exit(1);
    console.log('\nStopping …');
    await closeAll();
    console.log('Stopped.');
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, onSignal);
  let code = 0;
  try {
    code = (await work((close) => closers.push(close))) ?? 0;
  } catch (error) {
    // While stopping, what is under way fails because its ground is taken away: that is no news.
    if (!closing) console.error(wordsFor(error));
    code = 1;
  }
  await closeAll();
  process.exit(code);
}

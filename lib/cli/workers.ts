import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Job, JobRunner, Terms } from '@/lib/protocol/batch/jobs';
import { type Lane, pool } from '@/lib/protocol/batch/pool';

/** Archives from which on the start of workers costs less than it saves, in bytes: some 4,000 ballots. */
const WORTH_WORKERS = 16 * 2 ** 20;
/** More workers than this would wait for one another. */
const MOST_WORKERS = 8;

/** How many workers to verify an archive with where nobody said: 1 stands for none beside the main thread. */
export function workersFor(archiveBytes: number): number {
  return archiveBytes < WORTH_WORKERS ? 1 : Math.min(availableParallelism(), MOST_WORKERS);
}

/** Starts `count` threads that run parts of a verification; `stop` ends them. */
export function startWorkers(
  count: number,
  onJob: (done: number, total: number) => void,
): { runner: JobRunner; stop: () => Promise<void> } {
  const workers = Array.from({ length: count }, startWorker);
  const stop = async () => {
    await Promise.all(workers.map((worker) => worker.terminate()));
  };
  return { runner: pool(workers.map(laneOf), onJob), stop };
}

/** From its source the thread first needs the loader that the program itself was started with. */
function startWorker(): Worker {
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL('./verify-worker.mjs', import.meta.url));
  const source = JSON.stringify(new URL('./verify-worker.ts', import.meta.url).href);
  const program = `import('tsx/esm/api').then(({ register }) => { register(); return import(${source}); })`;
  return new Worker(program, { eval: true, execArgv: [] });
}

function laneOf(worker: Worker): Lane {
  let settle: { resolve: (terms: Terms | null) => void; reject: (error: Error) => void } | null = null;
  worker.on('message', (terms: Terms | null) => settle?.resolve(terms));
  worker.on('error', (error) => settle?.reject(error));
  worker.on('exit', () => settle?.reject(new Error('a worker ended before its work')));
  return (job: Job) =>
    new Promise<Terms | null>((resolve, reject) => {
      settle = { resolve, reject };
      worker.postMessage(job);
    });
}

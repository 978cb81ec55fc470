/** Both ends of a worker that runs parts of a verification. Whatever happens in it, it answers. */
import type { Job, Terms } from '@/lib/protocol/batch/jobs';
import type { Lane } from '@/lib/protocol/batch/pool';

/** `terms` null: the job cannot vouch for its part of the archive. `failure`: it broke, which says nothing of the archive. */
export type LaneAnswer = { readonly terms: Terms | null } | { readonly failure: string };

/** In the worker: the terms, or how the work broke. Never rejects. */
export async function answerJob(job: Job, run: (job: Job) => Promise<Terms | null>): Promise<LaneAnswer> {
  try {
    return { terms: await run(job) };
  } catch (error) {
    return { failure: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}

/** As much of a `Worker` as a lane needs. */
export type LaneWorker = Pick<Worker, 'postMessage' | 'onmessage' | 'onerror' | 'onmessageerror'>;

/**
 * In whoever leads: one job at a time. A worker that could not be started, or broke outside a job, fails the job at hand
 * and every later one.
 */
export function laneOf(worker: LaneWorker): Lane {
  let broken: Error | null = null;
  let settle: { resolve: (terms: Terms | null) => void; reject: (error: Error) => void } | null = null;
  const fail = (message: string) => {
    broken = new Error(message);
    settle?.reject(broken);
  };
  worker.onmessage = ({ data }: MessageEvent<LaneAnswer>) => {
    if ('failure' in data) settle?.reject(new Error(data.failure));
    else settle?.resolve(data.terms);
  };
  worker.onerror = (event) => fail(event.message || 'a worker could not be started');
  worker.onmessageerror = () => fail('the answer of a worker could not be read');
  return (job) =>
    new Promise<Terms | null>((resolve, reject) => {
      if (broken) return reject(broken);
      settle = { resolve, reject };
      worker.postMessage(job);
    });
}

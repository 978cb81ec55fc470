import type { VerifyJob, VerifyReport } from './messages';

export interface Verifier {
  readonly verify: (job: VerifyJob) => void;
  /** Ends the worker at once. */
  readonly stop: () => void;
}

/** Starts the worker, which loads everything that it will need, and waits for jobs. */
export function startVerifier(onReport: (report: VerifyReport) => void): Verifier {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'largo-verifier' });
  worker.onmessage = ({ data }: MessageEvent<VerifyReport>) => onReport(data);
  worker.onerror = (event) => {
    onReport({ kind: 'failed', code: 'unexpected', detail: event.message || 'the worker could not be started' });
  };
  return { verify: (job) => worker.postMessage(job), stop: () => worker.terminate() };
}

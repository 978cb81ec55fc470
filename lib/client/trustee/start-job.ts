import type { JobReport, TrusteeJob } from './messages';

/**
 * Starts a job in a worker of its own. `stop` ends the worker at once: nothing it held survives, and nothing unfinished
 * was sent. After the last report the worker is gone too.
 */
export function startJob(job: TrusteeJob, onReport: (report: JobReport) => void): { stop: () => void } {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'largo-trustee' });
  worker.onmessage = ({ data }: MessageEvent<JobReport>) => {
    if (data.kind !== 'progress') worker.terminate();
    onReport(data);
  };
  worker.onerror = (event) => {
    worker.terminate();
    onReport({ kind: 'failed', code: 'unexpected', detail: event.message || 'the worker could not be started' });
  };
  worker.postMessage(job);
  return { stop: () => worker.terminate() };
}

import type { MakeCodes } from '@/lib/protocol/make-codes';
import type { CodesReport } from './messages';

/** Starts making codes in a worker of its own; `stop` ends it and forgets what it made. */
export function startMaking(job: MakeCodes, onReport: (report: CodesReport) => void): { stop: () => void } {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'largo-registrar' });
  worker.onmessage = ({ data }: MessageEvent<CodesReport>) => {
    if (data.kind !== 'made') worker.terminate();
    onReport(data);
  };
  worker.onerror = (event) => {
    worker.terminate();
    onReport({ kind: 'failed', detail: event.message || 'the worker could not be started' });
  };
  worker.postMessage(job);
  return { stop: () => worker.terminate() };
}

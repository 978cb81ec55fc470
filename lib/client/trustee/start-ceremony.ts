import type { CeremonyOrder, CeremonyReport } from './ceremony';
import type { CeremonyAnswer, CeremonyRequest } from './ceremony-worker';

export interface CeremonyDesk {
  /** Carries out one order after another; never rejects. */
  order: (order: CeremonyOrder) => Promise<CeremonyReport>;
  /** Ends the worker: the secret is gone from this device's memory. */
  leave: () => void;
}

/** Starts the worker that keeps a trustee's secret while the page is open. */
export function sitDown(contest: string): CeremonyDesk {
  const worker = new Worker(new URL('./ceremony-worker.ts', import.meta.url), {
    type: 'module',
    name: 'largo-ceremony',
  });
  const waiting = new Map<number, (report: CeremonyReport) => void>();
  let last = 0;
  worker.onmessage = ({ data }: MessageEvent<CeremonyAnswer>) => {
    waiting.get(data.number)?.(data.report);
    waiting.delete(data.number);
  };
  worker.onerror = (event) => {
    const detail = event.message || 'the worker could not be started';
    for (const answer of waiting.values()) answer({ kind: 'failed', code: 'unexpected', detail, index: null });
    waiting.clear();
  };
  return {
    order: (order) =>
      new Promise((resolve) => {
        last += 1;
        waiting.set(last, resolve);
        worker.postMessage({ contest, number: last, order } satisfies CeremonyRequest);
      }),
    leave: () => worker.terminate(),
  };
}

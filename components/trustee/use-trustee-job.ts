'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { useRouter } from '@/i18n/navigation';
import type { JobFailureCode, JobResult, JobStage, TrusteeJob } from '@/lib/client/trustee/messages';
import { startJob } from '@/lib/client/trustee/start-job';

export type JobState =
  | { readonly phase: 'idle' }
  | {
      readonly phase: 'working';
      readonly stage: JobStage;
      readonly done: number;
      readonly total: number;
      /** When the stage began and when this was reported, in milliseconds of the page's clock. */
      readonly since: number;
      readonly at: number;
    }
  | { readonly phase: 'stopped' }
  | { readonly phase: 'failed'; readonly code: JobFailureCode; readonly detail: string }
  | { readonly phase: 'finished'; readonly result: JobResult };

/** Whether a report changes anything that the page shows: another stage, or another whole percent. */
function isNews(known: JobState, stage: JobStage, done: number, total: number): boolean {
  if (known.phase !== 'working' || known.stage !== stage || known.total !== total) return true;
  return Math.floor((100 * done) / total) !== Math.floor((100 * known.done) / known.total);
}

/** Runs one job at a time in a worker; it ends with the page, and `stop` ends it at once. */
export function useTrusteeJob() {
  const [state, setState] = useState<JobState>({ phase: 'idle' });
  const running = useRef<{ stop: () => void } | null>(null);
  const stop = useCallback(() => {
    running.current?.stop();
    running.current = null;
    setState({ phase: 'stopped' });
  }, []);
  const start = useCallback((job: TrusteeJob, firstStage: JobStage) => {
    running.current?.stop();
    const now = performance.now();
    setState({ phase: 'working', stage: firstStage, done: 0, total: 0, since: now, at: now });
    running.current = startJob(job, (report) => {
      if (report.kind === 'finished') setState({ phase: 'finished', result: report.result });
      else if (report.kind === 'failed') setState({ phase: 'failed', code: report.code, detail: report.detail });
      else {
        const { stage, done, total } = report;
        setState((known) => {
          if (!isNews(known, stage, done, total)) return known;
          const at = performance.now();
          const since = known.phase === 'working' && known.stage === stage ? known.since : at;
          return { phase: 'working', stage, done, total, since, at };
        });
      }
    });
  }, []);
  useEffect(() => () => running.current?.stop(), []);
  return { state, start, stop };
}

/** Whether the contest may have moved on, so that the page has to be asked for again. */
function mayHaveMoved(state: JobState): boolean {
  // Also after a stop: what was just being handed in may have arrived.
  if (state.phase === 'finished' || state.phase === 'stopped') return true;
  return state.phase === 'failed' && (state.code === 'not_your_turn' || state.code === 'too_late');
}

/** Asks the server for the page again once a job may have changed it. */
export function useFreshPage(state: JobState): void {
  const router = useRouter();
  const isStale = mayHaveMoved(state);
  useEffect(() => {
    if (isStale) router.refresh();
  }, [isStale, router]);
}

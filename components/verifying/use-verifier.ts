'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type {
  VerifyFailureCode,
  VerifyJob,
  VerifyReport,
  VerifyStage,
  VerifySummary,
} from '@/lib/client/verifying/messages';
import { startVerifier, type Verifier } from '@/lib/client/verifying/start';

export type VerifierState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'working'; readonly stage: VerifyStage; readonly done: number; readonly total: number }
  | { readonly phase: 'stopped' }
  | { readonly phase: 'failed'; readonly code: VerifyFailureCode; readonly detail: string }
  | { readonly phase: 'finished'; readonly summary: VerifySummary; readonly seconds: number };

/** What the page shows after a report: progress by whole percents only. */
function next(known: VerifierState, report: VerifyReport): VerifierState {
  if (report.kind !== 'progress') {
    return report.kind === 'finished' ? { ...report, phase: 'finished' } : { ...report, phase: 'failed' };
  }
  const { stage, done, total } = report;
  const percent = (n: { done: number; total: number }) => Math.floor((100 * n.done) / n.total);
  const isNews = known.phase !== 'working' || known.stage !== stage || percent(known) !== percent(report);
  return isNews ? { phase: 'working', stage, done, total } : known;
}

/** One verification at a time. The worker starts with the page, so that it is there when the device is offline later. */
export function useVerifier() {
  const [state, setState] = useState<VerifierState>({ phase: 'idle' });
  const verifier = useRef<Verifier | null>(null);
  const renew = useCallback(() => {
    verifier.current?.stop();
    verifier.current = startVerifier((report) => setState((known) => next(known, report)));
  }, []);
  useEffect(() => {
    renew();
    return () => verifier.current?.stop();
  }, [renew]);
  const start = useCallback((job: VerifyJob) => {
    setState({ phase: 'working', stage: job.kind === 'file' ? 'read' : 'download', done: 0, total: 0 });
    verifier.current?.verify(job);
  }, []);
  const stop = useCallback(() => {
    renew();
    setState({ phase: 'stopped' });
  }, [renew]);
  return { state, start, stop };
}

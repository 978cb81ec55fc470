'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { useRouter } from '@/i18n/navigation';
import type { CeremonyOrder, CeremonyReport } from '@/lib/client/trustee/ceremony';
import { type CeremonyDesk, sitDown } from '@/lib/client/trustee/start-ceremony';

export type CeremonyFailure = Extract<CeremonyReport, { kind: 'failed' }>;

/** One device at the ceremony: its worker lives as long as the page, and with it the unlocked secret. */
export function useCeremony(contest: string) {
  const router = useRouter();
  const desk = useRef<CeremonyDesk | null>(null);
  const [isUnlocked, setUnlocked] = useState(false);
  const [hasPassphrase, setHasPassphrase] = useState(false);
  const [busy, setBusy] = useState<CeremonyOrder['kind'] | null>(null);
  const [failure, setFailure] = useState<CeremonyFailure | null>(null);
  useEffect(
    () => () => {
      desk.current?.leave();
      desk.current = null;
    },
    [],
  );
  const order = useCallback(
    async (given: CeremonyOrder): Promise<CeremonyReport> => {
      desk.current ??= sitDown(contest);
      setBusy(given.kind);
      const report = await desk.current.order(given);
      setBusy(null);
      setFailure(report.kind === 'failed' ? report : null);
      if (report.kind === 'made' || report.kind === 'unlocked') {
        setUnlocked(true);
        setHasPassphrase(given.kind === 'make' || (given.kind === 'unlock' && given.source.from === 'file'));
      }
      // Also after a refusal: another window, or another trustee, may have moved the ceremony on.
      if (report.kind === 'answered' || report.kind === 'failed') router.refresh();
      return report;
    },
    [contest, router],
  );
  return { isUnlocked, hasPassphrase, busy, failure, order };
}

export type CeremonyAtWork = ReturnType<typeof useCeremony>;

'use client';

import { useEffect } from 'react';
import { useRouter } from '@/i18n/navigation';

const EVERY_MS = 15_000;

/** Asks the server for the page again and again, while somebody can see it. For pages that wait for others. */
export function KeepLooking({ everyMs = EVERY_MS }: { everyMs?: number }) {
  const router = useRouter();
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') router.refresh();
    };
    const timer = setInterval(look, everyMs);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [router, everyMs]);
  return null;
}

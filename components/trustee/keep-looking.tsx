'use client';

import { useEffect } from 'react';
import { useRouter } from '@/i18n/navigation';

const EVERY_MS = 15_000;

/** Asks the server for the page again every 15 seconds, while somebody can see it. For pages that wait for others. */
export function KeepLooking() {
  const router = useRouter();
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') router.refresh();
    };
    const timer = setInterval(look, EVERY_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [router]);
  return null;
}

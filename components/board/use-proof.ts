'use client';

import { useEffect, useState } from 'react';
import type { Proof } from '@/lib/client/board/prove';
import { proveHere } from '@/lib/client/board/this-device';

/**
 * The proof that this device made. Without a tracker it is about the list alone. Null before scripts run, so that a page
 * without them does not wait for one.
 */
export function useProof(contestId: string, tracker: string | null): Proof | 'working' | null {
  const [proof, setProof] = useState<Proof | 'working' | null>(null);
  useEffect(() => {
    let isGone = false;
    setProof('working');
    proveHere(contestId, tracker).then(
      (made) => isGone || setProof(made),
      () => isGone || setProof({ state: 'unavailable' }),
    );
    return () => {
      isGone = true;
    };
  }, [contestId, tracker]);
  return proof;
}

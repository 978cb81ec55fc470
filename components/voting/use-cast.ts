'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { castHere, thisDevice } from '@/lib/client/voting/device';
import type { Trying } from '@/lib/client/voting/patience';
import type { Sealed } from '@/lib/client/voting/storage';
import { type CastFault, hasKey, sealDraft } from '@/lib/client/voting/vote';
import type { BallotContest } from './ballot-contest';

export type Casting =
  | { state: 'sealing' }
  | { state: 'nothing' }
  | { state: 'sealed'; chosen: number[]; tracker: string; needsCode: boolean }
  | { state: 'sending'; chosen: number[]; tracker: string; trying: Trying }
  | { state: 'fault'; chosen: number[]; tracker: string | null; fault: CastFault | 'broken' }
  | { state: 'done' };

/** Step 2 as a machine: seal what was chosen, wait for the voter, cast, and on return go on with what was under way. */
export function useCast(contest: BallotContest): {
  casting: Casting;
  cast: () => void;
  /** The tab has the code's key again. */
  keyArrived: () => void;
} {
  const { election } = contest;
  const [casting, setCasting] = useState<Casting>({ state: 'sealing' });
  const isGone = useRef(false);
  const show = useCallback((next: Casting) => {
    if (!isGone.current) setCasting(next);
  }, []);

  const send = useCallback(
    async (chosen: number[], { tracker }: Pick<Sealed, 'tracker'>) => {
      show({ state: 'sending', chosen, tracker, trying: { kind: 'sending' } });
      const result = await castHere(election, (trying) => show({ state: 'sending', chosen, tracker, trying })).catch(
        () => ({ ok: false, fault: 'broken' }) as const,
      );
      if (result.ok) return show({ state: 'done' });
      if (result.fault === 'needs_code') return show({ state: 'sealed', chosen, tracker, needsCode: true });
      show({ state: 'fault', chosen, tracker, fault: result.fault });
    },
    [election, show],
  );

  const begin = useCallback(async () => {
    const device = thisDevice();
    const chosen = (await device.storage.getDraft(election)) ?? [];
    const sealed = await sealDraft(device, election).catch(() => 'broken' as const);
    if (sealed === 'broken') return show({ state: 'fault', chosen, tracker: null, fault: 'broken' });
    if (!sealed) return show({ state: 'nothing' });
    if (sealed.isSending) return send(chosen, sealed);
    show({ state: 'sealed', chosen, tracker: sealed.tracker, needsCode: !(await hasKey(device, election)) });
  }, [election, send, show]);

  useEffect(() => {
    isGone.current = false;
    void begin().catch(() => show({ state: 'fault', chosen: [], tracker: null, fault: 'broken' }));
    return () => {
      isGone.current = true;
    };
  }, [begin, show]);

  const cast = () => {
    if (casting.state === 'sealed') void send(casting.chosen, casting);
    if (casting.state === 'fault' && casting.tracker) void send(casting.chosen, { tracker: casting.tracker });
  };
  const keyArrived = () => {
    if (casting.state === 'sealed') setCasting({ ...casting, needsCode: false });
  };
  return { casting, cast, keyArrived };
}

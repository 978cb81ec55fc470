'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { castHere, thisDevice } from '@/lib/client/voting/device';
import { type OpenFault, openSealed } from '@/lib/client/voting/open-ballot';
import type { Trying } from '@/lib/client/voting/patience';
import { type CastFault, hasKey, sealDraft } from '@/lib/client/voting/vote';
import type { BallotContest } from './ballot-contest';

/** Why the ballot on screen is another one than before. */
export type Renewal = 'changed' | 'renewed' | 'stopped' | 'again';
export type ShownFault = Exclude<CastFault | OpenFault, Renewal | 'needs_code' | 'not_openable'> | 'broken' | 'lost';

export type Casting =
  | { state: 'sealing' }
  | { state: 'nothing' }
  | {
      state: 'sealed';
      chosen: number[];
      tracker: string;
      needsCode: boolean;
      /** This page still holds what encrypted the ballot. */
      canTest: boolean;
      renewal: Renewal | null;
    }
  | { state: 'sending' | 'opening'; chosen: number[]; tracker: string; trying: Trying }
  /** The ballot is open and useless; its opening is here and nowhere else. */
  | { state: 'opened'; chosen: number[]; tracker: string; opening: string }
  | { state: 'fault'; chosen: number[]; tracker: string | null; fault: ShownFault }
  | { state: 'done' };

export type Step2 = {
  casting: Casting;
  cast: () => void;
  /** Opens the ballot for a test, or makes a new one first if this one cannot be opened any more. */
  test: () => void;
  /** Does not wait for the city any longer. */
  stop: () => void;
  /** A fresh ballot with the same choices. */
  sealAnew: () => void;
  /** The tab has the code's key again. */
  keyArrived: () => void;
};

type Ballot = { chosen: number[]; tracker: string };
const START: Trying = { kind: 'sending' };

/** Step 2 as a machine: seal what was chosen, wait for the voter, cast or test, and on return go on with what was under way. */
export function useCast(contest: BallotContest): Step2 {
  const { election } = contest;
  const [casting, setCasting] = useState<Casting>({ state: 'sealing' });
  const isGone = useRef(false);
  const isStopped = useRef(false);
  const isBusy = useRef(false);
  const show = useCallback((next: Casting) => {
    if (!isGone.current) setCasting(next);
  }, []);

  const send = useCallback(
    async ({ chosen, tracker }: Ballot): Promise<Renewal | null> => {
      const tell = (trying: Trying) => show({ state: 'sending', chosen, tracker, trying });
      tell(START);
      const broken = { ok: false, fault: 'broken' } as const;
      const result = await castHere(election, tracker, tell).catch(() => broken);
      if (result.ok) show({ state: 'done' });
      else if (result.fault === 'changed' || result.fault === 'renewed') return result.fault;
      else if (result.fault === 'needs_code') {
        show({ state: 'sealed', chosen, tracker, needsCode: true, canTest: await canTest(tracker), renewal: null });
      } else show({ state: 'fault', chosen, tracker, fault: result.fault });
      return null;
    },
    [election, show],
  );

  const begin = useCallback(
    async (renewal: Renewal | null): Promise<void> => {
      const device = thisDevice();
      const sealed = await sealDraft(device, election);
      if (!sealed) return show({ state: 'nothing' });
      const chosen = (await device.storage.getDraft(election)) ?? [];
      const { tracker } = sealed;
      if (sealed.state === 'sending') {
        const next = await send({ chosen, tracker });
        return next === null ? undefined : begin(next);
      }
      const needsCode = !(await hasKey(device, election));
      show({ state: 'sealed', chosen, tracker, needsCode, canTest: await canTest(tracker), renewal });
    },
    [election, send, show],
  );

  const beginSafely = useCallback(
    (renewal: Renewal | null) =>
      begin(renewal).catch(async () => {
        const chosen = await thisDevice()
          .storage.getDraft(election)
          .catch(() => null);
        show({ state: 'fault', chosen: chosen ?? [], tracker: null, fault: 'broken' });
      }),
    [begin, election, show],
  );

  useEffect(() => {
    isGone.current = false;
    isStopped.current = false;
    void beginSafely(null);
    return () => {
      isGone.current = true;
      // Nobody would see what is opened: the ballot goes, and a fresh one is made on return.
      isStopped.current = true;
    };
  }, [beginSafely]);

  const open = async ({ chosen, tracker }: Ballot) => {
    isStopped.current = false;
    const tell = (trying: Trying) => show({ state: 'opening', chosen, tracker, trying });
    tell(START);
    const lost = { ok: false, fault: 'lost' } as const;
    const asked = { tell, isStopped: () => isStopped.current };
    const result = await openSealed(thisDevice(), election, tracker, asked).catch(() => lost);
    if (result.ok) return show({ state: 'opened', chosen, tracker, opening: result.opening });
    const { fault } = result;
    if (fault === 'changed' || fault === 'renewed' || fault === 'stopped') return beginSafely(fault);
    if (fault === 'needs_code' || fault === 'not_openable') return beginSafely(null);
    show({ state: 'fault', chosen, tracker, fault });
  };

  const sealAnew = async () => {
    const device = thisDevice();
    const sealed = await device.storage.getSealed(election);
    if (sealed?.state === 'ready') await device.storage.deleteSealed(election, sealed.idempotencyKey);
    await beginSafely('again');
  };

  const castShown = async (ballot: Ballot) => {
    const renewal = await send(ballot);
    if (renewal !== null) await beginSafely(renewal);
  };

  /** The first press decides; a second one, of whichever button, comes to nothing until that is done. */
  const once = (act: () => Promise<void>) => {
    if (isBusy.current) return;
    isBusy.current = true;
    void act()
      .catch(() => beginSafely(null))
      .finally(() => {
        isBusy.current = false;
      });
  };

  return {
    casting,
    cast: () => {
      const { state } = casting;
      if (state === 'sealed') once(() => castShown(casting));
      if (state === 'fault' && casting.tracker) once(() => castShown({ ...casting, tracker: casting.tracker ?? '' }));
    },
    test: () => {
      if (casting.state === 'sealed') once(() => (casting.canTest ? open(casting) : sealAnew()));
    },
    stop: () => {
      isStopped.current = true;
      thisDevice().wake();
    },
    sealAnew: () => once(sealAnew),
    keyArrived: () => {
      if (casting.state === 'sealed') setCasting({ ...casting, needsCode: false });
    },
  };
}

async function canTest(tracker: string): Promise<boolean> {
  return (await thisDevice().booth.ask('canOpen', { tracker })).canOpen;
}

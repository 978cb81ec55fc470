'use client';

import { useCallback, useEffect, useState } from 'react';
import { randomHex, thisDevice } from '@/lib/client/voting/device';
import { shuffledBy } from '@/lib/client/voting/order';
import type { PublicProject } from '@/lib/voting/queries';
import type { BallotContest } from './ballot-contest';

const SEED_BYTES = 16;

export type Draft =
  | { state: 'loading' }
  /** The browser keeps nothing, so nothing could survive a lost answer. */
  | { state: 'unusable' }
  /** A ballot is on its way and its answer has to come first. */
  | { state: 'sending' }
  | {
      state: 'ready';
      /** In this device's order. */
      projects: PublicProject[];
      /** Positions, in the order in which they were chosen. */
      chosen: number[];
      hasReceipt: boolean;
      canUndo: boolean;
      toggle: (position: number) => void;
      undo: () => void;
    };

type Loaded = { projects: PublicProject[]; hasReceipt: boolean };

async function load({ election, projects }: BallotContest) {
  const { storage } = thisDevice();
  const seed = await storage.getSeed(election, () => randomHex(SEED_BYTES));
  const [draft, sealed, receipt] = await Promise.all([
    storage.getDraft(election),
    storage.getSealed(election),
    storage.getReceipt(election),
  ]);
  const known = new Set(projects.map(({ position }) => position));
  return {
    chosen: (draft ?? []).filter((position) => known.has(position)),
    isSending: sealed?.state === 'sending',
    loaded: { projects: shuffledBy(projects, seed), hasReceipt: receipt !== null },
  };
}

/** The choices of this voter on this device: kept with every change, with a way back to each step of this visit. */
export function useDraft(contest: BallotContest): Draft {
  const [phase, setPhase] = useState<'loading' | 'unusable' | 'sending' | Loaded>('loading');
  const [steps, setSteps] = useState<number[][]>([[]]);

  useEffect(() => {
    let isGone = false;
    load(contest).then(
      ({ chosen, isSending, loaded }) => {
        if (isGone) return;
        setSteps([chosen]);
        setPhase(isSending ? 'sending' : loaded);
      },
      () => !isGone && setPhase('unusable'),
    );
    return () => {
      isGone = true;
    };
  }, [contest]);

  const chosen = steps.at(-1) ?? [];
  const change = useCallback(
    (next: number[][]) => {
      setSteps(next);
      thisDevice()
        .storage.saveDraft(contest.election, next.at(-1) ?? [])
        .then((saved) => saved || setPhase('sending'))
        .catch(() => setPhase('unusable'));
    },
    [contest.election],
  );
  if (typeof phase === 'string') return { state: phase };
  const toggle = (position: number) => {
    const without = chosen.filter((other) => other !== position);
    if (without.length < chosen.length) change([...steps, without]);
    else if (chosen.length < contest.max) change([...steps, [...chosen, position]]);
  };
  const undo = () => steps.length > 1 && change(steps.slice(0, -1));
  return { state: 'ready', ...phase, chosen, canUndo: steps.length > 1, toggle, undo };
}

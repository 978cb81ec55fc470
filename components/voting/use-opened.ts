'use client';

import { useCallback, useEffect, useState } from 'react';
import { thisDevice } from '@/lib/client/voting/device';
import type { Answer } from '@/lib/client/voting/messages';

export type OpenedView = Extract<Answer<'checkOpened'>, { ok: true }>;
type Refused = Extract<Answer<'checkOpened'>, { ok: false }>;
/** What the city says about this ballot, asked by its hash alone. */
export type Noted = 'noted' | 'not_noted' | 'unknown';
export type Opened =
  | { state: 'none' }
  | { state: 'checking' }
  | { state: 'refused'; code: Refused['code'] | 'broken' }
  | { state: 'holds'; view: OpenedView; noted: Noted | null };

export type Texts = { contestId: string; electionText: string; descriptionText: string };

/** What stands behind the last # of whatever was pasted. */
const openingIn = (text: string) => text.trim().split('#').at(-1)?.replace(/\s/g, '') ?? '';

/**
 * Takes the opening out of the address at once, so that it stays in no bookmark, no screenshot and no list of open tabs,
 * and has the worker recompute the ballot.
 */
export function useOpened(texts: Texts): { opened: Opened; check: (typed: string) => void } {
  const { contestId, electionText, descriptionText } = texts;
  const [opened, setOpened] = useState<Opened>({ state: 'none' });
  const check = useCallback(
    async (typed: string) => {
      setOpened({ state: 'checking' });
      const opening = openingIn(typed);
      const view = await thisDevice()
        .booth.ask('checkOpened', { electionText, descriptionText, opening })
        .catch(() => null);
      if (!view?.ok) return setOpened({ state: 'refused', code: view?.code ?? 'broken' });
      setOpened({ state: 'holds', view, noted: null });
      const noted = await askCity(contestId, view);
      setOpened((now) => (now.state === 'holds' && now.view === view ? { ...now, noted } : now));
    },
    [contestId, electionText, descriptionText],
  );
  useEffect(() => {
    const look = () => {
      if (location.hash.length < 2) return;
      const { hash, pathname, search } = location;
      history.replaceState(history.state, '', pathname + search);
      void check(hash);
    };
    look();
    addEventListener('hashchange', look);
    return () => removeEventListener('hashchange', look);
  }, [check]);
  return { opened, check: (typed) => void check(typed) };
}

async function askCity(contestId: string, { hash, credential }: OpenedView): Promise<Noted> {
  const query = new URLSearchParams({ hash, credential });
  try {
    const response = await fetch(`/api/v1/contests/${contestId}/challenges?${query}`, {
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    });
    const { noted } = (await response.json()) as { noted?: unknown };
    return typeof noted === 'boolean' ? (noted ? 'noted' : 'not_noted') : 'unknown';
  } catch {
    return 'unknown';
  }
}

'use client';

import { useEffect, useState } from 'react';
import { thisDevice } from '@/lib/client/voting/device';
import { receiptFacts } from '@/lib/client/voting/receipt-facts';
import type { BallotContest } from './ballot-contest';

export type ReceiptView =
  | { state: 'loading' }
  | { state: 'none' }
  | { state: 'ready'; text: string; tracker: string; includedBy: Date; castAt: Date; isGenuine: boolean };

async function load({ election }: BallotContest): Promise<ReceiptView> {
  const { storage, booth } = thisDevice();
  const stored = await storage.getReceipt(election);
  const facts = stored && receiptFacts(stored.receipt);
  if (!stored || !facts) return { state: 'none' };
  const { electionText, descriptionText } = election;
  const { tracker, includedBy } = facts;
  const { receipt, castAt } = stored;
  // Checked each time it is shown: what lay in storage is not trusted more than what came over the network.
  const { isGenuine } = await booth
    .ask('checkReceipt', { electionText, descriptionText, tracker, receipt })
    .catch(() => ({ isGenuine: false }));
  const times = { includedBy: new Date(includedBy), castAt: new Date(castAt) };
  return { state: 'ready', text: receipt, tracker, isGenuine, ...times };
}

export function useReceipt(contest: BallotContest): ReceiptView {
  const [view, setView] = useState<ReceiptView>({ state: 'loading' });
  useEffect(() => {
    let isGone = false;
    load(contest).then(
      (loaded) => isGone || setView(loaded),
      () => isGone || setView({ state: 'none' }),
    );
    return () => {
      isGone = true;
    };
  }, [contest]);
  return view;
}

import { notFound } from 'next/navigation';
import { cache } from 'react';
import { deps } from '@/lib/server/deps';
import { getContest, type PublicContest } from '@/lib/voting/queries';

/** The contest of an address, or the same 404 for a draft as for a name that nobody gave. */
export const requireContest = cache(async (slug: string): Promise<PublicContest> => {
  const contest = await getContest(deps(), slug);
  if (!contest) notFound();
  return contest;
});

import { notFound } from 'next/navigation';
import { getContest } from '@/lib/rounds/queries';
import { requireRole } from '@/lib/server/auth';
import { deps } from '@/lib/server/deps';

/** The contest of an administrator's page; whoever may not see it gets the same 404 as for one that does not exist. */
export async function requireContest(params: Promise<{ contest: string }>) {
  await requireRole('administrator');
  return (await getContest(deps(), (await params).contest)) ?? notFound();
}

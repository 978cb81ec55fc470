import { notFound } from 'next/navigation';
import { getRound } from '@/lib/rounds/queries';
import { requireRole } from '@/lib/server/auth';
import { deps } from '@/lib/server/deps';

/** The round of an administrator's page; whoever may not see it gets the same 404 as for a round that does not exist. */
export async function requireRound(params: Promise<{ round: string }>) {
  await requireRole('administrator');
  return (await getRound(deps(), (await params).round)) ?? notFound();
}

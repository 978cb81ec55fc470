'use server';

import { revalidatePath } from 'next/cache';
import * as z from 'zod';
import type { HandInError } from '@/components/trustee/make-key';
import { requireRole } from '@/lib/server/auth';
import { deps } from '@/lib/server/deps';
import { submitTrusteeKey } from '@/lib/tally/service';
import { ContestId } from '@/lib/voting/schema';

/** The public half: a point and a proof, under 400 characters. */
const PublicKeyText = z.string().min(2).max(1000);

/** Takes the public half of the signed-in trustee's key. */
export async function handInKey(
  contestId: string,
  publicKey: string,
): Promise<{ ok: true } | { ok: false; code: HandInError }> {
  const user = await requireRole('trustee');
  const input = z.tuple([ContestId, PublicKeyText]).safeParse([contestId, publicKey]);
  if (!input.success) return { ok: false, code: 'key_refused' };
  const taken = await submitTrusteeKey(deps(), user.id, ...input.data);
  if (!taken.ok) return { ok: false, code: taken.error.code };
  revalidatePath('/[locale]/trustee', 'layout');
  return { ok: true };
}

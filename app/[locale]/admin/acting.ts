import type { Actor } from '@/lib/server/audit';
import { requireRole } from '@/lib/server/auth';

/** Who acts, for the audit log. Anybody but an administrator gets the 404 of a missing page. */
export async function administrator(): Promise<Actor> {
  const { id } = await requireRole('administrator');
  return { id, role: 'administrator' };
}

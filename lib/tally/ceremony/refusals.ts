import { z } from 'zod';
import { MESSAGE_KINDS } from '@/lib/protocol/ceremony/types';
import type { Tx } from '@/lib/server/db';

const detailSchema = z.object({
  ceremony: z.string(),
  owner: z.int(),
  kind: z.enum(MESSAGE_KINDS),
  /** Code of what is wrong with it. */
  reason: z.string(),
});

export type RefusedMessage = Omit<z.infer<typeof detailSchema>, 'ceremony'> & { readonly at: Date };

/**
 * Messages of a ceremony that were refused and that their makers have signed, from the audit log, oldest first. What was
 * refused without a good signature may come from anybody, and is not noted.
 */
export async function getRefusedMessages(
  db: Pick<Tx, 'auditEvent'>,
  contestId: string,
  ceremonyId: string,
): Promise<RefusedMessage[]> {
  const rows = await db.auditEvent.findMany({
    where: { action: 'ceremony.refuse', subject: `contest:${contestId}` },
    orderBy: { position: 'asc' },
    select: { at: true, detail: true },
  });
  return rows.flatMap(({ at, detail }) => {
    const { ceremony, ...refused } = detailSchema.parse(detail);
    return ceremony === ceremonyId ? [{ ...refused, at }] : [];
  });
}

import { createHash } from 'node:crypto';
import { canonicalJson } from '@/lib/protocol/canonical-json';
import type { Tx } from './db';
import type { Prisma } from './generated/prisma/client';

export type Actor = { id: string | null; role: 'administrator' | 'trustee' | 'system' };
export type AuditEntry = {
  /** What was done, `noun.verb`: `contest.open`. */
  action: string;
  /** What it was done to, `noun:id`. */
  subject: string;
  /** Figures and public names only: never a personal datum (SEC-11). Integers, strings, booleans. */
  detail?: Record<string, string | number | boolean | null>;
};

const GENESIS = '0'.repeat(64);
const AUDIT_LOCK = 7_301_001;

/** One line of the chain, as it is hashed: anyone with an export can recompute it with `sha256sum`. */
export const auditText = (event: Omit<AuditRow, 'hash'>): string =>
  canonicalJson({ ...event, at: event.at.toISOString(), detail: event.detail });

type AuditRow = {
  position: number;
  at: Date;
  actorId: string | null;
  actorRole: string;
  action: string;
  subject: string;
  detail: Record<string, string | number | boolean | null>;
  previousHash: string;
  hash: string;
};

/** Appends to the audit log inside the caller's transaction: no act without its entry, no entry without its act. */
export async function audit(tx: Tx, at: Date, actor: Actor, entry: AuditEntry): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(${AUDIT_LOCK})`;
  const last = await tx.auditEvent.findFirst({
    orderBy: { position: 'desc' },
    select: { position: true, hash: true },
  });
  const row = {
    position: (last?.position ?? 0) + 1,
    at,
    actorId: actor.id,
    actorRole: actor.role,
    action: entry.action,
    subject: entry.subject,
    detail: entry.detail ?? {},
    previousHash: last?.hash ?? GENESIS,
  };
  const hash = createHash('sha256').update(auditText(row)).digest('hex');
  await tx.auditEvent.create({ data: { ...row, detail: row.detail as Prisma.InputJsonObject, hash } });
}

import { createHash } from 'node:crypto';
import { auditText } from './audit';
import type { Db } from './db';

const PAGE = 50;

export type AuditFilter = { action?: string | undefined; subject?: string | undefined };

/** One page of the audit log, newest first; `page` starts at 1. Actors are named by their account. */
export async function listAuditEvents(db: Db, filter: AuditFilter, page: number) {
  const where = { ...(filter.action && { action: filter.action }), ...(filter.subject && { subject: filter.subject }) };
  const [total, events] = await Promise.all([
    db.auditEvent.count({ where }),
    db.auditEvent.findMany({
      where,
      orderBy: { position: 'desc' },
      skip: (page - 1) * PAGE,
      take: PAGE,
      select: { position: true, at: true, actorId: true, actorRole: true, action: true, subject: true, detail: true },
    }),
  ]);
  const ids = [...new Set(events.flatMap(({ actorId }) => actorId ?? []))];
  const users = await db.user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true, email: true } });
  const names = new Map(users.map(({ id, name, email }) => [id, name ?? email]));
  return {
    total,
    pages: Math.max(1, Math.ceil(total / PAGE)),
    events: events.map((event) => ({
      ...event,
      detail: event.detail as Record<string, string | number | boolean | null>,
      actor: event.actorId ? (names.get(event.actorId) ?? event.actorId) : null,
    })),
  };
}

/** The words that the log can be filtered by: every action that occurs, and every subject with its latest place. */
export async function listAuditFilters(db: Db): Promise<{ actions: string[]; subjects: string[] }> {
  const [actions, subjects] = await Promise.all([
    db.auditEvent.groupBy({ by: ['action'], orderBy: { action: 'asc' } }),
    db.auditEvent.groupBy({
      by: ['subject'],
      _max: { position: true },
      orderBy: { _max: { position: 'desc' } },
      take: 200,
    }),
  ]);
  return { actions: actions.map(({ action }) => action), subjects: subjects.map(({ subject }) => subject) };
}

/** Names for `noun:id` subjects, where the thing still has one. */
export async function nameSubjects(db: Db, subjects: readonly string[]): Promise<Map<string, string>> {
  const idsOf = (noun: string) =>
    subjects.flatMap((subject) => (subject.startsWith(`${noun}:`) ? subject.slice(noun.length + 1) : []));
  const find = (noun: string) => ({ where: { id: { in: idsOf(noun) } }, select: { id: true, name: true } });
  const [rounds, contests, envelopes] = await Promise.all([
    db.round.findMany(find('round')),
    db.contest.findMany(find('contest')),
    db.envelope.findMany(find('envelope')),
  ]);
  const named = (noun: string, rows: { id: string; name: string }[]) =>
    rows.map(({ id, name }) => [`${noun}:${id}`, name] as const);
  return new Map([...named('round', rounds), ...named('contest', contests), ...named('envelope', envelopes)]);
}

/** The first position at which the hash chain does not hold, or null when it holds from the first event to the last. */
export async function firstBrokenLink(db: Db): Promise<number | null> {
  let previous = '0'.repeat(64);
  let position = 0;
  for (;;) {
    const rows = await db.auditEvent.findMany({
      where: { position: { gt: position } },
      orderBy: { position: 'asc' },
      take: 1000,
    });
    for (const row of rows) {
      const { hash, ...event } = row;
      const text = auditText({ ...event, detail: event.detail as Record<string, string | number | boolean | null> });
      const isNext = row.position === position + 1 && row.previousHash === previous;
      if (!isNext || createHash('sha256').update(text).digest('hex') !== hash) return row.position;
      previous = hash;
      position = row.position;
    }
    if (rows.length < 1000) return null;
  }
}

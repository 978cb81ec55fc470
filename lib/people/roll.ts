import { randomBytes } from 'node:crypto';
import { err, ok, type Result } from '@/lib/result';
import { type Actor, audit } from '@/lib/server/audit';
import type { Tx } from '@/lib/server/db';
import type { Deps } from '@/lib/server/deps';
import { type RollFileError, type RollRowError, readRollFile } from './roll-file';

export type RollError = { code: 'not_found' } | { code: 'roll_frozen' } | { code: 'bad_file'; fault: RollFileError };
export type RollImport = { added: number; changed: number; unchanged: number; errors: RollRowError[] };

const CHUNK = 5_000;

/** Locks the round's roll against a simultaneous import or opening; refuses once a contest has opened. */
export async function requireOpenRoll(tx: Tx, roundId: string): Promise<Result<null, RollError>> {
  const [round] = await tx.$queryRaw<{ id: string }[]>`select id from city.round where id = ${roundId} for update`;
  if (!round) return err({ code: 'not_found' });
  const opened = await tx.contest.count({ where: { roundId, status: { not: 'draft' } } });
  return opened === 0 ? ok(null) : err({ code: 'roll_frozen' });
}

/** Adds and updates entries by external id; faulty rows are reported and left out, nobody is ever removed. */
export async function importRoll(
  deps: Deps,
  actor: Actor,
  roundId: string,
  file: Uint8Array,
): Promise<Result<RollImport, RollError>> {
  const areas = await deps.db.area.findMany({ select: { id: true, slug: true } });
  const read = readRollFile(file, new Map(areas.map(({ slug, id }) => [slug, id])));
  if (!read.ok) return err({ code: 'bad_file', fault: read.error });
  return deps.db.$transaction(
    async (tx) => {
      const open = await requireOpenRoll(tx, roundId);
      if (!open.ok) return open;
      const known = await tx.rollEntry.findMany({
        where: { roundId },
        select: { id: true, externalId: true, areaId: true, email: true },
      });
      const byExternalId = new Map(known.map((entry) => [entry.externalId, entry]));
      const fresh = read.rows.filter((row) => !byExternalId.has(row.externalId));
      const changed = read.rows.filter((row) => {
        const entry = byExternalId.get(row.externalId);
        return entry && (entry.areaId !== row.areaId || entry.email !== row.email);
      });
      for (let at = 0; at < fresh.length; at += CHUNK) {
        const data = fresh
          .slice(at, at + CHUNK)
          .map((row) => ({ ...row, roundId, salt: randomBytes(16).toString('hex') }));
        await tx.rollEntry.createMany({ data });
      }
      for (const { externalId, areaId, email } of changed) {
        await tx.rollEntry.update({ where: { roundId_externalId: { roundId, externalId } }, data: { areaId, email } });
      }
      const figures = { added: fresh.length, changed: changed.length, errors: read.errors.length };
      await audit(tx, deps.now(), actor, { action: 'roll.import', subject: `round:${roundId}`, detail: figures });
      const unchanged = read.rows.length - fresh.length - changed.length;
      return ok({ added: fresh.length, changed: changed.length, unchanged, errors: read.errors });
    },
    { timeout: 120_000, maxWait: 20_000 },
  );
}

/** Entries that have no voting code yet: the registrar's own machine makes the codes, this server never sees one. */
export function listEntriesWithoutCode(deps: Pick<Deps, 'db'>, roundId: string) {
  return deps.db.rollEntry.findMany({
    where: { roundId, registrationKey: null },
    orderBy: { externalId: 'asc' },
    select: { id: true, externalId: true, email: true, area: { select: { name: true } } },
  });
}

/** Figures of a round's roll. */
export async function rollFigures(
  deps: Pick<Deps, 'db'>,
  roundId: string,
): Promise<{ people: number; withCode: number }> {
  const [people, withCode] = await Promise.all([
    deps.db.rollEntry.count({ where: { roundId } }),
    deps.db.rollEntry.count({ where: { roundId, registrationKey: { not: null } } }),
  ]);
  return { people, withCode };
}

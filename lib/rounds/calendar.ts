import { err, ok, type Result } from '@/lib/result';
import { type Actor, audit } from '@/lib/server/audit';
import type { Deps } from '@/lib/server/deps';
import { type CalendarCommand, PHASE_KINDS } from './schema';

/** Replaces the dated phases of a round; stages without dates are left out. */
export async function setCalendar(
  deps: Deps,
  actor: Actor,
  roundId: string,
  command: CalendarCommand,
): Promise<Result<null, { code: 'not_found' }>> {
  return deps.db.$transaction(async (tx) => {
    const [round] = await tx.$queryRaw<{ id: string }[]>`select id from city.round where id = ${roundId} for update`;
    if (!round) return err({ code: 'not_found' });
    const phases = PHASE_KINDS.flatMap((kind) => {
      const dates = command[kind];
      return dates ? [{ kind, roundId, ...dates }] : [];
    });
    await tx.phase.deleteMany({ where: { roundId } });
    await tx.phase.createMany({ data: phases });
    const detail = Object.fromEntries(
      phases.map(({ kind, startsAt, endsAt }) => [kind, `${startsAt.toISOString()}/${endsAt.toISOString()}`]),
    );
    await audit(tx, deps.now(), actor, { action: 'round.calendar', subject: `round:${roundId}`, detail });
    return ok(null);
  });
}

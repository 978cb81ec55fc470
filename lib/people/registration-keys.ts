import { isIdentity, parsePoint } from '@/lib/crypto/group';
import { err, ok, type Result } from '@/lib/result';
import { type Actor, audit } from '@/lib/server/audit';
import type { Tx } from '@/lib/server/db';
import type { Deps } from '@/lib/server/deps';
import { type RollError, requireOpenRoll } from './roll';
import type { RegistrationKeysCommand } from './schema';

/**
 * What becomes of a key that is handed in. `new`: it is stored; `held`: it is stored already, for the same person;
 * `taken`: the person has another key; `shared`: somebody else on the roll has this key; `unknown`: nobody on this roll
 * is meant; `not_a_key`: no point of the group.
 */
export type KeyVerdict = 'new' | 'held' | 'taken' | 'shared' | 'unknown' | 'not_a_key';
export type JudgedKey = { verdict: KeyVerdict; externalId: string | null };

type Holder = { id: string; externalId: string; registrationKey: string | null };

/** Judges points one after the other as if the new ones before had been stored. One judgement a key, in order. */
async function judge(tx: Tx, { roundId, keys }: RegistrationKeysCommand): Promise<JudgedKey[]> {
  const ids = keys.map((key) => key.rollEntryId);
  const publicKeys = keys.map((key) => key.publicKey);
  const entries = await tx.$queryRaw<Holder[]>`
    select id, external_id as "externalId", registration_key as "registrationKey"
    from people.roll_entry
    where round_id = ${roundId} and (id = any(${ids}::text[]) or registration_key = any(${publicKeys}::text[]))`;
  const externalIds = new Map(entries.map(({ id, externalId }) => [id, externalId]));
  const keyOf = new Map(entries.map(({ id, registrationKey }) => [id, registrationKey]));
  const owned = new Set(entries.map(({ registrationKey }) => registrationKey));
  return keys.map(({ rollEntryId, publicKey }) => {
    const externalId = externalIds.get(rollEntryId) ?? null;
    const held = keyOf.get(rollEntryId);
    if (held === undefined) return { verdict: 'unknown', externalId };
    if (held === publicKey) return { verdict: 'held', externalId };
    if (held !== null) return { verdict: 'taken', externalId };
    if (owned.has(publicKey)) return { verdict: 'shared', externalId };
    keyOf.set(rollEntryId, publicKey);
    owned.add(publicKey);
    return { verdict: 'new', externalId };
  });
}

function isKey(text: string): boolean {
  const point = parsePoint(text);
  return point !== null && !isIdentity(point);
}

/** What would become of each key if it were handed in now. Stores nothing. */
export async function previewRegistrationKeys(
  deps: Pick<Deps, 'db'>,
  command: RegistrationKeysCommand,
): Promise<Result<JudgedKey[], RollError>> {
  return deps.db.$transaction(
    async (tx) => {
      const open = await requireOpenRoll(tx, command.roundId);
      if (!open.ok) return open;
      const judged = await judge(tx, command);
      const isSound = command.keys.map(({ publicKey }) => isKey(publicKey));
      return ok(judged.map((one, index) => (isSound[index] ? one : { ...one, verdict: 'not_a_key' })));
    },
    { timeout: 60_000, maxWait: 20_000 },
  );
}

/**
 * Stores the public halves of freshly made codes. An entry that already has another keeps it and is `refused`: the code
 * made for it now is worth nothing. Sending the same keys again, after an answer was lost, changes nothing.
 */
export async function storeRegistrationKeys(
  deps: Deps,
  actor: Actor,
  command: RegistrationKeysCommand,
): Promise<Result<{ stored: number; refused: string[] }, RollError | { code: 'bad_key'; rollEntryId: string }>> {
  const { roundId, keys } = command;
  const wrong = keys.find(({ publicKey }) => !isKey(publicKey));
  if (wrong) return err({ code: 'bad_key', rollEntryId: wrong.rollEntryId });
  return deps.db.$transaction(
    async (tx) => {
      const open = await requireOpenRoll(tx, roundId);
      if (!open.ok) return open;
      const judged = await judge(tx, command);
      const fresh = keys.filter((_, index) => judged[index]?.verdict === 'new');
      const refused = keys.filter((_, index) => !['new', 'held'].includes(judged[index]?.verdict as KeyVerdict));
      const ids = fresh.map((key) => key.rollEntryId);
      const publicKeys = fresh.map((key) => key.publicKey);
      const stored = await tx.$executeRaw`
        update people.roll_entry as entry
        set registration_key = made.key, code_exported_at = ${deps.now()}
        from unnest(${ids}::text[], ${publicKeys}::text[]) as made(id, key)
        where entry.id = made.id and entry.round_id = ${roundId} and entry.registration_key is null`;
      const detail = { stored, refused: refused.length };
      const subject = `round:${roundId}`;
      if (stored > 0) await audit(tx, deps.now(), actor, { action: 'roll.codes_made', subject, detail });
      return ok({ stored, refused: refused.map((key) => key.rollEntryId) });
    },
    { timeout: 60_000, maxWait: 20_000 },
  );
}

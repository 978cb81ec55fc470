import { sha256Hex } from '@/lib/crypto/hash';
import { checkPartialDecryption } from '@/lib/protocol/opening';
import { checkTrusteeKey, decryptionWeights } from '@/lib/protocol/trustees';
import { err, ok, type Result } from '@/lib/result';
import { audit } from '@/lib/server/audit';
import type { Deps } from '@/lib/server/deps';
import { appendLeaves, lockBatch } from '@/lib/voting/ballots/board';
import { currentList, type ElectionParts, loadParts } from './election-parts';
import { getTallyState } from './queries';

export type TrusteeKeyError = { code: 'not_found' } | { code: 'not_a_draft' } | { code: 'key_refused'; reason: string };
export type OpeningError =
  | { code: 'not_found' }
  | { code: 'not_your_turn' }
  | { code: 'opening_refused'; reason: string };

const LONG = { timeout: 120_000, maxWait: 60_000 };

/** Stores the public half of a trustee's key, or replaces it while the contest is a draft. */
export async function submitTrusteeKey(
  deps: Deps,
  userId: string,
  contestId: string,
  keyText: string,
): Promise<Result<null, TrusteeKeyError>> {
  const checked = checkTrusteeKey(keyText);
  if (!checked.ok) return err({ code: 'key_refused', reason: checked.code });
  return deps.db.$transaction(async (tx) => {
    const [contest] = await tx.$queryRaw<{ status: string }[]>`
      select status::text from city.contest where id = ${contestId} for update`;
    const trustee = await tx.trustee.findUnique({
      where: { contestId_userId: { contestId, userId } },
      select: { id: true, owner: true },
    });
    if (!contest || !trustee) return err({ code: 'not_found' });
    if (contest.status !== 'draft') return err({ code: 'not_a_draft' });
    // A copy of another trustee's key (their public text is no secret) would make an election that cannot open.
    const taken = await tx.trustee.findMany({
      where: { contestId, id: { not: trustee.id } },
      select: { keyText: true },
    });
    const keys = taken.flatMap(({ keyText: text }) => (text ? [checkTrusteeKey(text)] : []));
    if (keys.some((key) => key.ok && key.publicKey === checked.publicKey)) {
      return err({ code: 'key_refused', reason: 'trustee_key_duplicate' });
    }
    await tx.trustee.update({ where: { id: trustee.id }, data: { keyText, keyAt: deps.now() } });
    const entry = { action: 'trustee.key', subject: `contest:${contestId}`, detail: { owner: trustee.owner } };
    await audit(tx, deps.now(), { id: userId, role: 'trustee' }, entry);
    return ok(null);
  });
}

/** The trustee's owner number if it is their turn, or if they hand in again what they handed in before (lost answer). */
async function requireTurn(
  deps: Deps,
  userId: string,
  contestId: string,
): Promise<Result<{ owner: number; parts: ElectionParts; isTurn: boolean }, OpeningError>> {
  const [state, parts] = await Promise.all([getTallyState(deps, contestId), loadParts(deps.db, contestId)]);
  const trustee = state?.trustees.find((each) => each.userId === userId);
  if (!state || !trustee || !parts) return err({ code: 'not_found' });
  const isTurn = state.next.stage === 'open' && state.next.owners.includes(trustee.owner);
  return ok({ owner: trustee.owner, parts, isTurn });
}

/** Takes a trustee's partial decryption with its strong proof: verified completely before it is stored. */
export async function submitOpening(
  deps: Deps,
  userId: string,
  contestId: string,
  opening: { record: string; sidecar: string },
): Promise<Result<null, OpeningError>> {
  const turn = await requireTurn(deps, userId, contestId);
  if (!turn.ok) return turn;
  const { owner, parts, isTurn } = turn.value;
  const { record, sidecar } = opening;
  if (parts.decryptions.some((each) => each.owner === owner && each.record === record)) return ok(null);
  if (!isTurn) return err({ code: 'not_your_turn' });
  const { election, trustees } = parts;
  const checked = await checkPartialDecryption({
    election,
    trustees,
    owner,
    ciphertexts: currentList(parts),
    ...opening,
  });
  if (!checked.ok) return err({ code: 'opening_refused', reason: checked.code });
  return deps.db.$transaction(async (tx) => {
    await lockBatch(tx, parts.id);
    // The count may have begun with the others' parts meanwhile: what it is made from must not grow under it.
    const opened = await tx.decryption.findMany({ where: { electionId: parts.id }, select: { owner: true } });
    const delivered = opened.map((each) => each.owner);
    if (decryptionWeights(trustees, delivered)) return err({ code: 'not_your_turn' });
    const stored = await tx.decryption.createMany({
      data: [{ electionId: parts.id, owner, record, sidecar }],
      skipDuplicates: true,
    });
    if (stored.count === 0) return err({ code: 'not_your_turn' });
    const leaf = { kind: 'decryption' as const, owner, decryption: sha256Hex(record), sidecar: sha256Hex(sidecar) };
    await appendLeaves(deps, tx, parts.id, [leaf]);
    const entry = { action: 'tally.open', subject: `contest:${contestId}`, detail: { owner } };
    await audit(tx, deps.now(), { id: userId, role: 'trustee' }, entry);
    return ok(null);
  }, LONG);
}

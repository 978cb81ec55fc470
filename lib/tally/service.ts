import { sha256Hex } from '@/lib/crypto/hash';
import { checkShuffle } from '@/lib/protocol/mixing';
import { checkPartialDecryption } from '@/lib/protocol/opening';
import { checkTrusteeKey } from '@/lib/protocol/trustees';
import { err, ok, type Result } from '@/lib/result';
import { audit } from '@/lib/server/audit';
import type { Deps } from '@/lib/server/deps';
import { appendLeaves, lockBatch } from '@/lib/voting/ballots/board';
import { currentList, type ElectionParts, loadParts, tallyLeaf } from './election-parts';
import { getTallyState } from './queries';

export type TrusteeKeyError = { code: 'not_found' } | { code: 'not_a_draft' } | { code: 'key_refused'; reason: string };
export type TallyError =
  | { code: 'not_found' }
  | { code: 'not_your_turn' }
  | { code: 'mix_refused'; reason: string }
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
  stage: 'mix' | 'open',
): Promise<Result<{ owner: number; parts: ElectionParts; isTurn: boolean }, TallyError>> {
  const [state, parts] = await Promise.all([getTallyState(deps, contestId), loadParts(deps.db, contestId)]);
  const trustee = state?.trustees.find((each) => each.userId === userId);
  if (!state || !trustee || !parts) return err({ code: 'not_found' });
  const isTurn = state.next.stage === stage && state.next.owners.includes(trustee.owner);
  return ok({ owner: trustee.owner, parts, isTurn });
}

/** Takes a trustee's shuffle: verified completely against its input before it is stored. */
export async function submitMix(
  deps: Deps,
  userId: string,
  contestId: string,
  record: string,
): Promise<Result<null, TallyError>> {
  const turn = await requireTurn(deps, userId, contestId, 'mix');
  if (!turn.ok) return turn;
  const { owner, parts, isTurn } = turn.value;
  if (parts.mixes.some((mix) => mix.owner === owner && mix.record === record)) return ok(null);
  if (!isTurn) return err({ code: 'not_your_turn' });
  const { election } = parts;
  const checked = await checkShuffle({ election, input: currentList(parts), shuffle: record, random: deps.random });
  if (!checked.ok) return err({ code: 'mix_refused', reason: checked.code });
  const position = parts.mixes.length;
  return deps.db.$transaction(async (tx) => {
    await lockBatch(tx, parts.id);
    // Somebody may have handed in meanwhile (two tabs): a mix belongs to the list that it was made from.
    if ((await tx.mix.count({ where: { electionId: parts.id } })) !== position) return err({ code: 'not_your_turn' });
    await tx.mix.create({ data: { electionId: parts.id, position, owner, record } });
    const leaf = { kind: 'shuffle' as const, owner, shuffle: sha256Hex(record) };
    await appendLeaves(deps, tx, parts.id, position === 0 ? [tallyLeaf(parts), leaf] : [leaf]);
    const entry = { action: 'tally.mix', subject: `contest:${contestId}`, detail: { owner } };
    await audit(tx, deps.now(), { id: userId, role: 'trustee' }, entry);
    return ok(null);
  }, LONG);
}

/** Takes a trustee's partial decryption with its strong proof: verified completely before it is stored. */
export async function submitOpening(
  deps: Deps,
  userId: string,
  contestId: string,
  opening: { record: string; sidecar: string },
): Promise<Result<null, TallyError>> {
  const turn = await requireTurn(deps, userId, contestId, 'open');
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

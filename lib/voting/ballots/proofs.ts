import type { SignedHead } from '@/lib/protocol/board';
import {
  type ConsistencyAnswer,
  type HeadAnswer,
  type InclusionAnswer,
  MOST_HEADS,
  MOST_LEAVES,
} from '@/lib/protocol/board-answers';
import { toHex } from '@/lib/protocol/hex';
import { err, ok, type Result } from '@/lib/result';
import { listCosignatures } from './cosignatures';
import type { RunningElection } from './elections';
import { headColumns, latestHead, loadTree } from './log-tree';
import type { BoardDeps } from './side';

/**
 * What the board proves to anybody. Nothing here knows of a ballot before it is a leaf under a signed head: one that
 * waits for its batch is as unknown as one that was never cast.
 */
type Reads = Pick<BoardDeps, 'db'>;
type Election = Pick<RunningElection, 'id' | 'fingerprint'>;

/** The latest head with its co-signatures; null before the first. */
export async function getHead(
  deps: Pick<BoardDeps, 'db' | 'witnesses'>,
  election: Election,
): Promise<HeadAnswer | null> {
  const row = await latestHead(deps.db, election.id);
  if (!row) return null;
  const head = { ...row, electionFingerprint: election.fingerprint };
  const cosignatures = await listCosignatures(deps, election.id, head);
  return { head, cosignatures, witnesses: [...deps.witnesses] };
}

/** Heads of at least `from` leaves, the smallest first, and whether more can never be among them. */
export async function listHeads(
  { db }: Reads,
  { id: electionId, fingerprint: electionFingerprint }: Election,
  from: number,
): Promise<{ heads: SignedHead[]; isFull: boolean }> {
  const rows = await db.head.findMany({
    where: { electionId, size: { gte: from } },
    orderBy: { size: 'asc' },
    take: MOST_HEADS,
    select: headColumns,
  });
  const heads = rows.map((row) => ({ ...row, electionFingerprint }));
  return { heads, isFull: heads.length === MOST_HEADS };
}

/** Leaf texts from `start` to `end`, both included, fewer where there are not as many or more than a page. */
export async function listLeaves(
  { db }: Reads,
  { id: electionId }: Election,
  { start, end }: { start: number; end: number },
): Promise<Result<{ leaves: string[]; isFull: boolean }, { code: 'bad_range' }>> {
  const size = (await latestHead(db, electionId))?.size ?? 0;
  if (end < start || start >= size) return err({ code: 'bad_range' });
  const wanted = Math.min(end + 1, start + MOST_LEAVES);
  const rows = await db.leaf.findMany({
    where: { electionId, position: { gte: start, lt: Math.min(wanted, size) } },
    orderBy: { position: 'asc' },
    select: { text: true },
  });
  return ok({ leaves: rows.map(({ text }) => text), isFull: wanted <= size });
}

/** That a leaf stands in the first `size` leaves, or in all under the latest head. `hash` is the leaf's (RFC 9162, 2.1.1). */
export async function proveInclusion(
  { db }: Reads,
  { id }: Election,
  { hash, size }: { hash: Uint8Array; size: number | null },
): Promise<Result<InclusionAnswer, { code: 'unknown_leaf' | 'unknown_tree_size' }>> {
  const { tree, index: places, head } = await loadTree(db, id);
  const latest = head?.size ?? 0;
  const asked = size ?? latest;
  if (asked < 1 || asked > latest) return err({ code: 'unknown_tree_size' });
  const index = places.find(hash, asked);
  if (index < 0) return err({ code: 'unknown_leaf' });
  return ok({ index, size: asked, proof: tree.inclusionProof(index, asked).map(toHex) });
}

/** That the first `first` leaves are a prefix of the first `second`. */
export async function proveConsistency(
  { db }: Reads,
  { id }: Election,
  { first, second }: { first: number; second: number },
): Promise<Result<ConsistencyAnswer, { code: 'bad_range' | 'unknown_tree_size' }>> {
  if (first < 1 || second < first) return err({ code: 'bad_range' });
  const { tree, head } = await loadTree(db, id);
  if (second > (head?.size ?? 0)) return err({ code: 'unknown_tree_size' });
  return ok({ first, second, proof: tree.consistencyProof(first, second).map(toHex) });
}

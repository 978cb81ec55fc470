import { leafHash } from '@/lib/crypto/merkle';
import { orderBatch } from '@/lib/protocol/batch-order';
import { type Leaf, leafText, revocationCommitment, type SignedHead, signHead } from '@/lib/protocol/board';
import { parseDescription } from '@/lib/protocol/description';
import { toHex } from '@/lib/protocol/hex';
import { toMinute } from '@/lib/protocol/texts';
import { invariant } from '@/lib/result';
import { getOpenElection } from './elections';
import { loadTree, rootWith } from './log-tree';
import type { BoardDeps, BoardTx } from './side';
import { requireBoardKey } from './signing-key';

const BATCH_LOCK = 7_301_002;

/** Why a key stopped counting; the word stands in the revocation that auditors open. */
const REASON = 'newer_key';

type Pending = { leaf: Leaf; kind: Leaf['kind']; credential: string | null };

/** Appends leaves and signs the new head. The caller holds the election's batch lock. */
export async function appendLeaves(
  deps: BoardDeps,
  tx: BoardTx,
  electionId: string,
  leaves: readonly Leaf[],
): Promise<{ firstPosition: number; head: SignedHead }> {
  const log = await loadTree(tx, electionId);
  const firstPosition = log.head?.size ?? 0;
  const rows = leaves.map((leaf, index) => ({ electionId, position: firstPosition + index, text: leafText(leaf) }));
  const newRoot = rootWith(
    log,
    firstPosition,
    rows.map((row) => leafHash(row.text)),
  );
  if (rows.length > 0) await tx.leaf.createMany({ data: rows });
  const { fingerprint, descriptionText } = await tx.election.findUniqueOrThrow({
    where: { id: electionId },
    select: { fingerprint: true, descriptionText: true },
  });
  const parsed = parseDescription(descriptionText);
  invariant(parsed.ok, 'a stored description is valid');
  requireBoardKey(deps, parsed.description.boardKey);
  const head = signHead(
    {
      size: firstPosition + rows.length,
      root: toHex(newRoot),
      electionFingerprint: fingerprint,
      batch: toMinute(deps.now()),
    },
    deps.signingKey,
  );
  const { size, root, batch, signature } = head;
  await tx.head.createMany({ data: { electionId, size, root, batch, signature }, skipDuplicates: true });
  return { firstPosition, head };
}

/** One batch at a time per election, also with several server processes: waits for its turn. */
export async function lockBatch(tx: BoardTx, electionId: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(${BATCH_LOCK}::int, hashtext(${electionId}))`;
}

/** The same without waiting: false while somebody else appends. */
async function tryLockBatch(tx: BoardTx, electionId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ locked: boolean }[]>`
    select pg_try_advisory_xact_lock(${BATCH_LOCK}::int, hashtext(${electionId})) as locked`;
  return row?.locked ?? false;
}

const publishing = new Set<string>();

/**
 * Puts what waits on the board once ballots of `deps.batchMinimum` voters are there, in an order that does not tell who
 * came when. Called after every cast, so it never queues up behind another batch: the pool of connections is for casting.
 * Returns how many ballots were appended.
 */
export async function publishBatch(deps: BoardDeps, electionId: string): Promise<number> {
  if (publishing.has(electionId)) return 0;
  publishing.add(electionId);
  try {
    if ((await countWaitingVoters(deps.db, electionId)) < deps.batchMinimum) return 0;
    return await deps.db.$transaction(
      async (tx) => ((await tryLockBatch(tx, electionId)) ? appendPending(deps, tx, electionId, deps.batchMinimum) : 0),
      { timeout: 300_000, maxWait: 60_000 },
    );
  } finally {
    publishing.delete(electionId);
  }
}

/**
 * Slots with ballots that wait. Not ballots: whoever votes twenty times over would send a batch off with the one ballot
 * that came beside, and its minute would tell when that was cast.
 */
async function countWaitingVoters(tx: BoardTx, electionId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ voters: number }[]>`
    select count(distinct credential.chain)::int as voters from board.ballot
    join board.credential on credential.election_id = ballot.election_id and credential.public_key = credential_key
    where ballot.election_id = ${electionId} and ballot.leaf_index is null`;
  return row?.voters ?? 0;
}

/** The same inside a transaction of the caller; `minimum` 0 at the close, when everything goes. */
export async function appendPending(
  deps: BoardDeps,
  tx: BoardTx,
  electionId: string,
  minimum: number,
): Promise<number> {
  await lockBatch(tx, electionId);
  if (minimum > 0 && (await countWaitingVoters(tx, electionId)) < minimum) return 0;
  const ballots = await tx.ballot.findMany({
    where: { electionId, leafIndex: null },
    orderBy: [{ credentialKey: 'asc' }, { sequence: 'asc' }],
    select: { hash: true, credentialKey: true },
  });
  const pending = orderBatch([...(await pendingKeys(tx, electionId)), ...ballots.map(ballotLeaf)], deps.random);
  if (pending.length === 0) return 0;
  const { firstPosition } = await appendLeaves(
    deps,
    tx,
    electionId,
    pending.map((item) => item.leaf),
  );
  const placed = pending.flatMap(({ leaf }, index) =>
    leaf.kind === 'ballot' ? [{ hash: leaf.ballot, position: firstPosition + index }] : [],
  );
  await tx.$executeRaw`
    update board.ballot as b set leaf_index = placed.position
    from unnest(${placed.map((p) => p.hash)}::text[], ${placed.map((p) => p.position)}::int[]) as placed(hash, position)
    where b.election_id = ${electionId} and b.hash = placed.hash`;
  return placed.length;
}

const ballotLeaf = (ballot: { hash: string; credentialKey: string }): Pending => ({
  leaf: { kind: 'ballot', ballot: ballot.hash },
  kind: 'ballot',
  credential: ballot.credentialKey,
});

type KeyRow = { public_key: string; on_board: boolean; revocation_salt: string | null; revocation_on_board: boolean };

/**
 * Registrations and revocations that are not on the board yet, marked as appended. The rows are locked in the order in
 * which casts lock those of a slot: a batch and a cast that want the same two keys never wait for each other in a ring.
 */
async function pendingKeys(tx: BoardTx, electionId: string): Promise<Pending[]> {
  const rows = await tx.$queryRaw<KeyRow[]>`
    select public_key, on_board, revocation_salt, revocation_on_board from board.credential
    where election_id = ${electionId}
      and (not on_board or (revocation_salt is not null and not revocation_on_board))
    order by public_key for update`;
  const freshKeys = rows.filter((row) => !row.on_board).map((row) => row.public_key);
  const revoked = rows.flatMap(({ public_key: publicKey, revocation_salt: salt, revocation_on_board: isDone }) =>
    salt !== null && !isDone ? [{ publicKey, salt }] : [],
  );
  const revokedKeys = revoked.map(({ publicKey }) => publicKey);
  // As arrays: a statement may have 32,767 parameters, and after a stop of the batches more keys than that may wait.
  await tx.$executeRaw`
    update board.credential set on_board = true
    where election_id = ${electionId} and public_key = any(${freshKeys}::text[])`;
  await tx.$executeRaw`
    update board.credential set revocation_on_board = true
    where election_id = ${electionId} and public_key = any(${revokedKeys}::text[])`;
  return [
    ...freshKeys.map(
      (credential): Pending => ({ leaf: { kind: 'registration', credential }, kind: 'registration', credential }),
    ),
    ...revoked.map(({ publicKey, salt }): Pending => {
      const commitment = revocationCommitment({ key: publicKey, reason: REASON, salt, station: null });
      return { leaf: { kind: 'revocation', commitment }, kind: 'revocation', credential: null };
    }),
  ];
}

/** After a cast was answered: publishes the batch if enough ballots wait. A failure is mended by the next timer tick. */
export async function publishWaiting(deps: BoardDeps, contestId: string): Promise<void> {
  const election = await getOpenElection(deps, contestId);
  if (election) await publishBatch(deps, election.id);
}

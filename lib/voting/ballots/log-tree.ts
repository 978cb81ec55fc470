import { HashIndex } from '@/lib/crypto/hash-list';
import { leafHash, MerkleTree } from '@/lib/crypto/merkle';
import type { SignedHead } from '@/lib/protocol/board';
import { toHex } from '@/lib/protocol/hex';
import { invariant } from '@/lib/result';
import type { BoardTx } from './side';

/** A log's tree, and where each leaf stands in it. It may hold leaves beyond the head that one asks for. */
export type LogTree = { tree: MerkleTree; index: HashIndex };

type HeadRow = Omit<SignedHead, 'electionFingerprint'>;

const kept = new Map<string, LogTree>();
/** Leaves held by all trees together, at about 72 bytes each; what was asked for longest ago goes first. */
const MOST_KEPT = 2_000_000;
/** Leaves read at a time: nobody else waits long for this process, and little is held. */
const PAGE = 10_000;

export const headColumns = { size: true, root: true, batch: true, signature: true } as const;

/** The latest head of a log; null before the first. */
export async function latestHead(tx: Pick<BoardTx, 'head'>, electionId: string): Promise<HeadRow | null> {
  return tx.head.findFirst({ where: { electionId }, orderBy: { size: 'desc' }, select: headColumns });
}

/**
 * The tree over a log as `tx` sees it, with its latest head. A process keeps trees and reads only what is new. A tree
 * is only believed as far as its root is the one of a stored head: leaves of a batch that was rolled back leave no trace.
 * Use what it returns before waiting for anything else: other requests let the same tree grow.
 */
export async function loadTree(
  tx: Pick<BoardTx, 'head' | 'leaf'>,
  electionId: string,
): Promise<LogTree & { head: HeadRow | null }> {
  const head = await latestHead(tx, electionId);
  // Kept before it is filled: requests that come meanwhile fill the same one.
  const known = keep(electionId, kept.get(electionId) ?? emptyTree());
  if (await growsTo(tx, electionId, known, head)) return { ...known, head };
  const fresh = keep(electionId, emptyTree());
  invariant(await growsTo(tx, electionId, fresh, head), 'the leaves of a log give the root that was signed');
  return { ...fresh, head };
}

function emptyTree(): LogTree {
  const tree = new MerkleTree();
  return { tree, index: new HashIndex(tree.leaves) };
}

/** Root over the tree's first `size` leaves and these, without keeping them: they may be rolled back yet. */
export function rootWith({ tree }: LogTree, size: number, hashes: readonly Uint8Array[]): Uint8Array {
  const beyond = Array.from({ length: tree.size - size }, (_, i) => tree.leaves.at(size + i));
  tree.truncate(size);
  for (const hash of hashes) tree.append(hash);
  const root = tree.root();
  tree.truncate(size);
  for (const hash of beyond) tree.append(hash);
  return root;
}

async function growsTo(
  tx: Pick<BoardTx, 'leaf'>,
  electionId: string,
  log: LogTree,
  head: HeadRow | null,
): Promise<boolean> {
  const size = head?.size ?? 0;
  while (log.tree.size < size) {
    const from = log.tree.size;
    const leaves = await tx.leaf.findMany({
      where: { electionId, position: { gte: from, lt: Math.min(size, from + PAGE) } },
      orderBy: { position: 'asc' },
      select: { position: true, text: true },
    });
    if (leaves.length === 0) return false;
    for (const { position, text } of leaves) {
      // Another request may have added some of these meanwhile.
      if (position !== log.tree.size) continue;
      log.tree.append(leafHash(text));
      log.index.add(position);
    }
  }
  return head === null || toHex(log.tree.root(size)) === head.root;
}

function keep(electionId: string, log: LogTree): LogTree {
  kept.delete(electionId);
  kept.set(electionId, log);
  let held = 0;
  for (const { tree } of kept.values()) held += tree.size;
  for (const [oldest, { tree }] of kept) {
    if (held <= MOST_KEPT || oldest === electionId) break;
    kept.delete(oldest);
    held -= tree.size;
  }
  return log;
}

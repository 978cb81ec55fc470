import { leafHash, MerkleTree } from '@/lib/crypto/merkle';
import { toHex } from '@/lib/protocol/hex';
import type { BoardTx } from './side';

const kept = new Map<string, MerkleTree>();

/**
 * The election's Merkle tree over all leaves in the database. A process keeps it between batches and reads only what
 * is new, but only if its root is the one of the last head: a batch that was rolled back leaves no trace here.
 */
export async function loadTree(tx: BoardTx, electionId: string): Promise<MerkleTree> {
  const head = await tx.head.findFirst({
    where: { electionId },
    orderBy: { size: 'desc' },
    select: { size: true, root: true },
  });
  const size = head?.size ?? 0;
  const known = kept.get(electionId);
  const tree = known && known.size <= size ? known : new MerkleTree();
  await appendStored(tx, electionId, tree, tree.size);
  if (head && toHex(tree.root()) === head.root) return keep(electionId, tree);
  const fresh = new MerkleTree();
  await appendStored(tx, electionId, fresh, 0);
  return keep(electionId, fresh);
}

function keep(electionId: string, tree: MerkleTree): MerkleTree {
  kept.set(electionId, tree);
  return tree;
}

async function appendStored(tx: BoardTx, electionId: string, tree: MerkleTree, from: number): Promise<void> {
  const leaves = await tx.leaf.findMany({
    where: { electionId, position: { gte: from } },
    orderBy: { position: 'asc' },
    select: { text: true },
  });
  for (const { text } of leaves) tree.append(leafHash(text));
}

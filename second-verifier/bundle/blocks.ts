// Who opens together, as the public description says it (docs/spec/07-election.md).
import { readArray } from '../json';
import type { Ledger } from '../ledger';
import { readCount, readMembers } from './shapes';

/** Any `threshold` of these owners are needed. */
export interface Block {
  readonly owners: readonly number[];
  readonly threshold: number;
}

/** Without `blocks` all trustees are needed. */
export const everyTrustee = (trustees: number): Block[] =>
  Array.from({ length: trustees }, (_, index) => ({ owners: [index + 1], threshold: 1 }));

/** The member `blocks`, which stands only where some block has more than one owner. */
export function readBlocks(ledger: Ledger, value: unknown, trustees: number): Block[] {
  const blocks = readArray(ledger, value, 'the blocks').map((item) => readBlock(ledger, item));
  const owners = blocks.flatMap((block) => block.owners);
  const expected = everyTrustee(trustees).flatMap((block) => block.owners);
  const isInOrder = owners.join() === expected.join();
  ledger.require('not_canonical', isInOrder, `the owners of the blocks are not 1 … ${trustees}, in order`);
  const isNeeded = blocks.some((block) => block.owners.length > 1);
  ledger.require('not_canonical', isNeeded, 'blocks of one trustee each are not written down');
  return blocks;
}

function readBlock(ledger: Ledger, value: unknown): Block {
  const members = readMembers(ledger, value, ['owners', 'threshold'], 'a block');
  const owners = readArray(ledger, members.owners, 'the owners of a block').map((owner) =>
    readCount(ledger, owner, 'an owner', 1),
  );
  const least = owners.length > 1 ? 2 : 1;
  const threshold = readCount(ledger, members.threshold, 'the threshold of a block', least);
  ledger.require('not_canonical', threshold <= owners.length, `no ${threshold} of ${owners.length} can open`);
  return { owners, threshold };
}

// Who opens together, as the public description says it (docs/spec/07-election.md).
import { readArray } from '../json';
import type { Ledger } from '../ledger';
import type { TrusteeGroup } from '../trustees';
import { readCount, readMembers } from './shapes';

/** Any `threshold` of the owners are needed. */
export interface Block {
  readonly threshold: number;
  readonly owners: readonly number[];
}

/** The member `blocks`; without it (`undefined`) every trustee is a block. */
export function readBlocks(ledger: Ledger, value: unknown, trustees: number): Block[] {
  if (value === undefined) return Array.from({ length: trustees }, (_, i) => ({ threshold: 1, owners: [i + 1] }));
  const blocks = readArray(ledger, value, 'the blocks').map((item) => readBlock(ledger, item));
  const needsSaying = blocks.some(({ owners }) => owners.length > 1);
  ledger.require('not_canonical', needsSaying, 'the blocks stand where every trustee is one');
  const owners = blocks.flatMap((block) => block.owners);
  const inOrder = owners.length === trustees && owners.every((owner, i) => owner === i + 1);
  ledger.require('not_canonical', inOrder, 'the blocks do not hold every trustee once and in order');
  return blocks;
}

function readBlock(ledger: Ledger, value: unknown): Block {
  const { threshold, owners } = readMembers(ledger, value, ['owners', 'threshold'], 'a block');
  const block = {
    threshold: readCount(ledger, threshold, 'the threshold of a block', 1),
    owners: readArray(ledger, owners, 'the owners of a block').map((owner) => readCount(ledger, owner, 'an owner', 1)),
  };
  const size = block.owners.length;
  const fits = size === 1 ? block.threshold === 1 : block.threshold >= 2 && block.threshold <= size;
  ledger.require('not_canonical', fits, 'the threshold of a block does not fit its size');
  return block;
}

/** The blocks of the archive, in the same form. */
export function blocksOf(groups: readonly TrusteeGroup[]): Block[] {
  return groups.map(({ threshold, firstOwner, keys }) => ({ threshold, owners: keys.map((_, i) => firstOwner + i) }));
}

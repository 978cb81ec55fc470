import type { BoardTx } from './side';

export type ChainRow = { public_key: string; state: 'registered' | 'live' | 'superseded' };

/** All keys of the slot that `publicKey` belongs to, locked in one order, so that whatever one slot does takes turns. */
export async function lockChain(tx: BoardTx, electionId: string, publicKey: string): Promise<ChainRow[]> {
  return tx.$queryRaw<ChainRow[]>`
    select public_key, state::text from board.credential
    where election_id = ${electionId} and chain = (
      select chain from board.credential where election_id = ${electionId} and public_key = ${publicKey})
    order by public_key for update`;
}

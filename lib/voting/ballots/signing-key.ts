import { signingPublicKey } from '@/lib/crypto/signing';
import { toHex } from '@/lib/protocol/hex';
import { invariant } from '@/lib/result';
import type { BoardDeps } from './side';

/**
 * Nothing is signed with another key than the one that the election's fingerprint fixes: such a head or receipt would
 * convince nobody, and the election could never be verified. What was stored stays and is answered once the key is back.
 */
export function requireBoardKey({ signingKey }: Pick<BoardDeps, 'signingKey'>, boardKey: string): void {
  const isTheElections = toHex(signingPublicKey(signingKey)) === boardKey;
  invariant(isTheElections, 'BOARD_SIGNING_KEY is not the key that this election was opened with: set that one again');
}

import { parseReceipt, verifyReceipt } from '@/lib/protocol/board';
import { toMinute } from '@/lib/protocol/texts';
import { type Proof, proveOnDevice, readTrusted, type World } from './prove';

export type ReceiptVerdict =
  | { state: 'unavailable' }
  | { state: 'no_receipt' }
  | { state: 'other_contest' }
  | { state: 'forged' }
  | {
      state: 'genuine';
      tracker: string;
      /** The minute of the promise. */
      includedBy: string;
      /** By this device's clock, that minute has passed. */
      isDue: boolean;
      proof: Proof;
    };

/** A receipt's text: whether the board of this contest signed it, and whether its ballot is on the board. */
export async function checkReceipt(world: World, text: string, now: Date): Promise<ReceiptVerdict> {
  const receipt = parseReceipt(text.trim());
  if (receipt === null) return { state: 'no_receipt' };
  const trusted = await readTrusted(world);
  if (trusted === null) return { state: 'unavailable' };
  if (receipt.electionFingerprint !== trusted.fingerprint) return { state: 'other_contest' };
  if (!verifyReceipt(receipt, trusted.boardKey)) return { state: 'forged' };
  const { tracker, includedBy } = receipt;
  const proof = await proveOnDevice(world, tracker);
  return { state: 'genuine', tracker, includedBy, isDue: toMinute(now) > includedBy, proof };
}

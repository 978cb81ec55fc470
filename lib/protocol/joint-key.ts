/**
 * The key that the trustees named in a public description have together. It ties the election's key to names while
 * people vote, when the list of trustees with its proofs is not published yet: whoever wants to read ballots with a key
 * of their own has to write it in public beside the name of a trustee, who can look.
 */
import { IDENTITY, parsePoint, pointText } from '../crypto/group';
import { type PublicDescription, trusteeBlocks } from './description';
import { combineFactors, decryptionWeights } from './trustees';

/** Point text; null where a trustee's key is no point of the subgroup. */
export function jointKey(description: Pick<PublicDescription, 'blocks' | 'trustees'>): string | null {
  const keys = description.trustees.map(({ publicKey }) => parsePoint(publicKey));
  if (keys.includes(null)) return null;
  const owners = keys.map((_, i) => i + 1);
  const weights = decryptionWeights({ blocks: trusteeBlocks(description) }, owners);
  return weights && pointText(combineFactors(weights, (owner) => keys[owner - 1] ?? IDENTITY));
}

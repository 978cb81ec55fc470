import { G, multiply, pointText } from '@/lib/crypto/group';
import { fixedScalars } from '@/lib/protocol/testing/fixed-scalars';
import { decryptionWeights, makeTrusteeKey, type ParsedTrustees, parseTrustees } from '@/lib/protocol/trustees';
import { scalars, world } from './world';

/** A list of trustees of which only the blocks matter. */
const block = (threshold: number, size: number) =>
  ({ blocks: [{ threshold, owners: Array.from({ length: size }, (_, i) => i + 1) }] }) as unknown as ParsedTrustees;

const DELIVERED: [threshold: number, size: number, delivered: number[]][] = [
  [1, 1, [1]],
  [2, 3, [1, 2]],
  [2, 3, [1, 3]],
  [2, 3, [3, 2]],
  [2, 3, [3, 2, 1]],
  [3, 5, [5, 2, 4]],
  [2, 3, [3]],
];

function weights([threshold, size, delivered]: (typeof DELIVERED)[number]): object {
  const found = decryptionWeights(block(threshold, size), delivered);
  const shown = found && Object.fromEntries([...found].map(([owner, weight]) => [owner, weight.toString()]));
  return { threshold, size, delivered, weights: shown };
}

export function trusteeVectors(): object {
  const [secret, nonce] = scalars('trustees', 2) as [string, string];
  const single = makeTrusteeKey(fixedScalars([secret, nonce]));
  const parsed = parseTrustees(world.trustees);
  if (!parsed.ok) throw new Error(parsed.message);
  return {
    about:
      'Chapters 6 and 12. A single trustee from secret and nonce; a list with a block of 2 of 3; Lagrange weights.',
    single: { secret, nonce, text: single.publicKey, publicKey: pointText(multiply(G, BigInt(secret))) },
    list: {
      text: world.trustees,
      publicKeys: parsed.trustees.keys.map((key) => key.text),
      jointKey: parsed.trustees.publicKey.text,
    },
    weights: DELIVERED.map(weights),
  };
}

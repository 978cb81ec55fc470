import { seededRandom } from '../../crypto/testing/seeded-random';
import { descriptionHash, descriptionText, type PublicDescription } from '../description';
import { generateUuid, makeElection } from '../election';
import { jointKey } from '../joint-key';
import type { PublishedElection } from '../own-key';
import { sampleDescription } from './sample-description';

/**
 * An election and its description as a board publishes them.
 * @param named point texts of the trustees' keys, as the description names them
 * @param locking those of which the election's key is made
 */
export function publishedFor(
  named: readonly string[],
  locking: readonly string[] = named,
  blocks: Pick<PublicDescription, 'blocks'> = {},
): PublishedElection {
  const trustees = named.map((publicKey, i) => ({ name: `Trustee ${i + 1}`, publicKey }));
  const mixers = [1, 2].map((owner) => ({ owner, name: `Trustee ${owner}`, kind: 'trustee' as const }));
  const text = descriptionText(sampleDescription({ trustees, mixers, ...blocks }));
  const publicKey = jointKey({ trustees: locking.map((key) => ({ name: 'x', publicKey: key })), ...blocks });
  const uuid = generateUuid(seededRandom('published election'));
  const election = { uuid, name: 'A contest', descriptionHash: descriptionHash(text), publicKey: publicKey ?? '' };
  return { electionText: makeElection(election), descriptionText: text };
}

import { sha256Hex } from '@/lib/crypto/hash';
import { generateSigningKey } from '@/lib/crypto/signing';
import { seededRandom } from '@/lib/crypto/testing/seeded-random';
import { leafText } from '@/lib/protocol/board';
import { descriptionHash, descriptionText } from '@/lib/protocol/description';
import { generateUuid, makeElection, parseElection } from '@/lib/protocol/election';
import { toHex } from '@/lib/protocol/hex';
import { sampleDescription } from '@/lib/protocol/testing/sample-description';
import { combineTrustees, makeTrusteeKey } from '@/lib/protocol/trustees';
import type { PretendElection } from './pretend-board';

/** An election as a board names it, with the key of its board; reproducible. */
export function sampleElection(seed: string): PretendElection & { first: string; boardKey: string } {
  const random = seededRandom(seed);
  const { secretKey: signingKey, publicKey } = generateSigningKey(random);
  const boardKey = toHex(publicKey);
  const { trustees: named, ...sample } = sampleDescription();
  const keys = named.map(() => makeTrusteeKey(random).publicKey);
  const trustees = combineTrustees(keys);
  const publicKeys = keys.map((key) => (JSON.parse(key) as { public_key: string }).public_key);
  const withKeys = named.map(({ name }, i) => ({ name, publicKey: publicKeys[i] as string }));
  const text = descriptionText({ ...sample, trustees: withKeys, boardKey });
  const description = descriptionHash(text);
  const electionText = makeElection({
    uuid: generateUuid(random),
    name: 'A contest',
    descriptionHash: description,
    publicKey: trustees.publicKey,
  });
  const parsed = parseElection(electionText);
  if (!parsed.ok) throw new Error(parsed.message);
  const { fingerprint } = parsed.election;
  const first = leafText({ kind: 'election', fingerprint, description });
  return { electionText, descriptionText: text, fingerprint, signingKey, boardKey, first };
}

export const registration = (name: string | number) =>
  leafText({ kind: 'registration', credential: sha256Hex(`key ${name}`) });
export const ballot = (name: string | number) => leafText({ kind: 'ballot', ballot: sha256Hex(`ballot ${name}`) });
export const close = leafText({ kind: 'close', closedAt: '2027-03-15T20:00Z' });

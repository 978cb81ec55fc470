import { expect, it } from 'vitest';
import { seededRandom } from '@/lib/crypto/testing/seeded-random';
import { makeElection } from '@/lib/protocol/election';
import { makeTrusteeKey } from '@/lib/protocol/trustees';
import { pretendCity } from './testing/pretend-city';
import { type Working, work } from './work';

it('locks a ballot for the trustees who are named in public, and for nobody else', () => {
  const random = seededRandom('another key');
  const { electionText, descriptionText } = pretendCity().city.election;
  const world: Working = { random, encrypted: new Map() };
  const seal = (text: string) =>
    work(world, { id: 1, kind: 'seal', ask: { electionText: text, descriptionText, credential: null, chosen: [1] } });
  expect(seal(electionText)).toHaveProperty('tracker');
  // The same election under a key of the server's own: bound to the same description, and signed for by nobody.
  const { uuid, name, description } = JSON.parse(electionText) as { uuid: string; name: string; description: string };
  const { public_key: publicKey } = JSON.parse(makeTrusteeKey(random).publicKey) as { public_key: string };
  const hostile = makeElection({ uuid, name, descriptionHash: description, publicKey });
  expect(() => seal(hostile)).toThrow('another key than the trustees have');
  expect(world.encrypted.size).toBe(1);
});

import { describe, expect, it } from 'vitest';
import { seededRandom } from '../crypto/testing/seeded-random';
import { statedBlocks } from './description';
import { jointKey } from './joint-key';
import { sampleTrustees } from './testing/play-ceremony';
import { draftElection, singleTrustees } from './testing/small-election';

const random = seededRandom('somebody else');

describe('the joint key of the trustees named in a description', () => {
  it.each([
    ['two single trustees', sampleTrustees(2)],
    ['two of three', sampleTrustees(0, [2, 3])],
    ['a single one and three of five', sampleTrustees(1, [3, 5])],
  ])('is that of the election: %s', (_, make) => {
    const { election, trustees } = draftElection('joint key', 1, make);
    const named = trustees.keys.map(({ text }, i) => ({ name: `Trustee ${i + 1}`, publicKey: text }));
    const stated = { trustees: named, ...statedBlocks(trustees.blocks) };
    expect(jointKey(stated)).toBe(election.publicKey);
    const other = singleTrustees(random, 1).parts[0] as string;
    const foreign = { name: 'Trustee 1', publicKey: (JSON.parse(other) as { public_key: string }).public_key };
    expect(jointKey({ ...stated, trustees: [foreign, ...named.slice(1)] })).not.toBe(election.publicKey);
    expect(jointKey({ ...stated, trustees: [{ name: 'x', publicKey: 'a'.repeat(64) }, ...named.slice(1)] })).toBeNull();
  });
});

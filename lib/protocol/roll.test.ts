import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../crypto/testing/seeded-random';
import { type RollEntry, rollEntryHash, rollRoot } from './roll';
import { shuffled } from './uniform';

const entries: RollEntry[] = ['a', 'b', 'c', 'd', 'e'].map((name) => ({
  salt: `salt-${name}`,
  registrationKey: name === 'e' ? null : name.repeat(64),
  slotId: `slot-${name}`,
}));

function sha256(...parts: (string | Buffer)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

describe('rollRoot', () => {
  it('is the RFC 9162 root over the sorted entry hashes', () => {
    const two = entries.slice(0, 2);
    const [left, right] = two.map(rollEntryHash).sort() as [string, string];
    const leaf = (text: string) => sha256(Buffer.of(0), text);
    expect(rollRoot(two)).toBe(sha256(Buffer.of(1), leaf(left), leaf(right)).toString('hex'));
    expect(rollEntryHash(entries[4] as RollEntry)).toBe(
      sha256('{"registrationKey":null,"salt":"salt-e","slotId":"slot-e"}').toString('hex'),
    );
    expect(rollRoot([])).toBe(sha256('').toString('hex'));
  });

  it('does not depend on the order of the roll and depends on every field', () => {
    const root = rollRoot(entries);
    expect(rollRoot(shuffled(entries, seededRandom('roll')))).toBe(root);
    fc.assert(
      fc.property(
        fc.nat(4),
        fc.constantFrom('salt' as const, 'registrationKey' as const, 'slotId' as const),
        (at, name) => {
          expect(rollRoot(entries.map((entry, i) => (i === at ? { ...entry, [name]: 'other' } : entry)))).not.toBe(
            root,
          );
        },
      ),
    );
    expect(rollRoot([...entries, entries[0] as RollEntry])).not.toBe(root);
  });
});

import { expect, it } from 'vitest';
import { seededRandom } from '../crypto/testing/seeded-random';
import { readArchive } from './archive';
import { scanArchive } from './archive-scan';
import { archiveOf, makeSmallElection } from './testing/small-election';

const { events } = await makeSmallElection('scan', 2, [0, 1, 0]);
const archive = archiveOf(events);

it('reads a whole archive in one pass', () => {
  const scanned = scanArchive(archive);
  expect(scanned?.events).toEqual(events);
  const ballot = events.findIndex(({ type }) => type === 'Ballot');
  expect(scanned?.records[ballot]?.content).toEqual(
    new TextEncoder().encode((events[ballot] as { ballot: string }).ballot),
  );
});

it('takes no byte that the slow reader would refuse', () => {
  const random = seededRandom('damage');
  let doubted = 0;
  for (let offset = 0; offset < archive.length; offset += 97) {
    const damaged = Uint8Array.from(archive);
    damaged[offset] = (damaged[offset] as number) ^ (1 << ((random(1)[0] as number) & 7));
    if (scanArchive(damaged) === null) doubted += 1;
    else expect(readArchive(damaged).ok).toBe(true);
  }
  expect(doubted).toBe(Math.ceil(archive.length / 97));
});

it.each([0, 1, 512, 1024, archive.length - 512, archive.length - 1])('doubts the first %i bytes alone', (length) => {
  const cut = archive.subarray(0, length);
  if (readArchive(cut).ok) expect(scanArchive(cut)).not.toBeNull();
  else expect(scanArchive(cut)).toBeNull();
});

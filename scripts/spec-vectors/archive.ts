import { sha256Hex } from '@/lib/crypto/hash';
import { type ArchiveEvent, buildArchive } from '@/lib/protocol/archive';
import { encryptedTally } from '@/lib/protocol/tally';
import { hex, world } from './world';

const TIMESTAMP = 1_700_000_000;
const { tally, sized } = encryptedTally(world.ballots);

const EVENTS: ArchiveEvent[] = [
  { type: 'Setup', election: world.election, trustees: world.trustees, credentials: world.credentials },
  ...world.ballots.map((ballot): ArchiveEvent => ({ type: 'Ballot', ballot })),
  { type: 'EndBallots' },
  { type: 'EncryptedTally', tally, sized },
  { type: 'Shuffle', owner: 1, shuffle: world.firstShuffle.text },
];

/** Header and content of the records of a file. */
function records(file: Uint8Array): { name: string; text: string }[] {
  const found: { name: string; text: string }[] = [];
  for (let offset = 0; offset < file.length; ) {
    const ascii = (from: number, to: number) =>
      Buffer.from(file.subarray(offset + from, offset + to)).toString('latin1');
    const length = Number.parseInt(ascii(124, 135), 8);
    const content = file.subarray(offset + 512, offset + 512 + length);
    found.push({ name: ascii(0, 100).replaceAll('\0', ''), text: Buffer.from(content).toString('utf8') });
    offset += 512 + Math.ceil(length / 512) * 512;
  }
  return found;
}

export function archiveVectors(): object {
  const file = buildArchive(EVENTS, TIMESTAMP);
  const all = records(file);
  return {
    about: 'Chapter 13. An archive that has come to its first shuffle: header, names of records, events, digests.',
    timestamp: TIMESTAMP,
    firstHeader: hex(file.subarray(0, 512)),
    first: all[0],
    records: all.slice(1).map(({ name }) => name),
    events: all.filter(({ name }) => name.endsWith('.event.json')).map(({ text }) => text),
    pointers: all.map(({ text }) => text).filter((text) => /^\{"(election|owner)"/.test(text)),
    lengths: EVENTS.map((_, i) => buildArchive(EVENTS.slice(0, i + 1), TIMESTAMP).length),
    digests: EVENTS.map((_, i) => sha256Hex(buildArchive(EVENTS.slice(0, i + 1), TIMESTAMP))),
  };
}

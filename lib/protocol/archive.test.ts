import { describe, expect, it } from 'vitest';
import { PointReader } from '../crypto/point-reader';
import { seededRandom } from '../crypto/testing/seeded-random';
import { type ArchiveEvent, ArchiveWriter, buildArchive, readArchive } from './archive';
import { checkBallot } from './ballot';
import { locate, Refusal } from './refusal';
import { comparePoints } from './tally';
import { castBallots, draftElection } from './testing/small-election';
import { verifyArchive } from './verify-archive';
import { verifyForMixing } from './verify-input';

const events: ArchiveEvent[] = [
  { type: 'Setup', election: '{}', trustees: '[]', credentials: '["é"]' },
  { type: 'Ballot', ballot: 'a'.repeat(512) },
  { type: 'Ballot', ballot: 'a'.repeat(513) },
  { type: 'EndBallots' },
  { type: 'EncryptedTally', tally: '[[]]', sized: `{"encrypted_tally":"${'0'.repeat(64)}"}` },
];

describe('archives', () => {
  it('are read as they were written, whatever the length of the records', () => {
    const written = events.slice(0, 4);
    const archive = buildArchive(written, 7);
    expect(archive.length % 512).toBe(0);
    expect(readArchive(archive)).toEqual({ ok: true, archive: { timestamp: 7, events: written } });
    expect(readArchive(buildArchive([], 0))).toEqual({ ok: true, archive: { timestamp: 0, events: [] } });
  });

  it('are refused when the tally record does not name its list', () => {
    expect(readArchive(buildArchive(events, 7))).toMatchObject({ ok: false, code: 'file_bad_record' });
    const unreadable = events.map((event) => (event.type === 'EncryptedTally' ? { ...event, sized: '{' } : event));
    expect(readArchive(buildArchive(unreadable, 7))).toMatchObject({ ok: false, code: 'file_bad_record' });
  });

  it('have a time that fits eleven octal digits', () => {
    for (const time of [-1, 1.5, 8 ** 11, Number.NaN]) expect(() => new ArchiveWriter(time)).toThrow(RangeError);
    const text = new TextDecoder().decode(buildArchive([], 1_700_000_000));
    const late = new TextEncoder().encode(text.replace('"1700000000"', '"9999999999"'));
    expect(readArchive(late)).toMatchObject({ ok: false, code: 'file_bad_record' });
    const malformed = new TextEncoder().encode(text.replace('"1700000000"', '"170000000x"'));
    expect(readArchive(malformed)).toMatchObject({ ok: false, code: 'file_bad_record' });
  });

  it('must begin with the setup', async () => {
    const report = await verifyArchive(buildArchive([{ type: 'EndBallots' }], 7), { random: seededRandom('order') });
    expect(report.failure).toMatchObject({
      code: 'event_out_of_place',
      message: 'event 0: EndBallots may not stand at the beginning',
    });
    const empty = await verifyArchive(buildArchive([], 7), { random: seededRandom('order') });
    expect(empty.failure?.code).toBe('events_incomplete');
  });
});

describe('points in the order of their bytes', () => {
  it('look at the last pair of digits first', () => {
    expect(comparePoints('0201', '0102')).toBe(-1);
    expect(comparePoints('0102', '0201')).toBe(1);
    expect(comparePoints('0102', '0102')).toBe(0);
  });
});

describe('faults of ours', () => {
  const fault = new Error('out of order');
  const broken = (): never => {
    throw fault;
  };

  it('are never taken for a verdict', async () => {
    const draft = draftElection('faults', 1);
    const [ballot = ''] = castBallots(draft, [0]).ballots;
    const points = new PointReader();
    points.read = broken;
    expect(() => checkBallot(draft.election, ballot, { points })).toThrow(fault);
    await expect(locate('here', broken)).rejects.toBe(fault);
    await expect(verifyArchive(buildArchive([], 7), { random: broken, onProgress: broken })).rejects.toBe(fault);
  });

  it('leave refusals their code and add the place', async () => {
    const refuse = () => {
      throw new Refusal('bad_hash', 'wrong');
    };
    await expect(locate('event 3', refuse)).rejects.toMatchObject({ code: 'bad_hash', message: 'event 3: wrong' });
  });

  it('do not hide progress from mixers', async () => {
    const seen: number[] = [];
    const archive = buildArchive([], 7);
    await verifyForMixing(archive, { random: seededRandom('x'), onProgress: (done) => seen.push(done) });
    expect(seen).toHaveLength(1);
  });
});

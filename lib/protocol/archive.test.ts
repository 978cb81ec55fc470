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

  const sound = buildArchive(events.slice(0, 4), 7);
  const patched = (offset: number, bytes: readonly number[]) => {
    const copy = Uint8Array.from(sound);
    copy.set(bytes, offset);
    return copy;
  };
  const ascii = (text: string) => [...new TextEncoder().encode(text)];
  /** Where records begin, in the order of the file. */
  const starts: number[] = [];
  for (let offset = 0; offset < sound.length; ) {
    starts.push(offset);
    const length = Number.parseInt(Buffer.from(sound.subarray(offset + 124, offset + 135)).toString(), 8);
    offset += 512 + Math.ceil(length / 512) * 512;
  }
  /** The file without one record. */
  const without = (record: number) => {
    const [start, end] = [starts[record] as number, starts[record + 1] as number];
    return Uint8Array.of(...sound.subarray(0, start), ...sound.subarray(end));
  };
  const text = (start: number, end: number) => Buffer.from(sound.subarray(start, end)).toString('latin1');

  it('have headers like those of tar, with every field in its place', () => {
    expect(text(0, 100)).toBe('BELENIOS'.padEnd(100, '\0'));
    expect(text(100, 148)).toBe('0000644\x000000000\x000000000\x0000000000035\x0000000000007\0');
    const sum = sound.subarray(0, 512).reduce((total, byte, i) => total + (i >= 148 && i < 156 ? 32 : byte), 0);
    expect(text(148, 156)).toBe(`${sum.toString(8).padStart(6, '0')}\0 `);
    expect(text(156, 512)).toBe(`0${'\0'.repeat(355)}`);
    expect(text(512, 1024)).toBe('{"version":1,"timestamp":"7"}'.padEnd(512, '\0'));
    const names = starts.slice(1).map((start) => text(start, start + 76).replaceAll('\0', ''));
    expect(names.every((name) => /^[0-9a-f]{64}\.(data|event)\.json$/.test(name))).toBe(true);
    expect(names.map((name) => name.slice(65, -5))).toEqual([
      ...['data', 'data', 'data', 'data', 'event'],
      ...['data', 'event', 'data', 'event', 'event'],
    ]);
  });

  const ballotRecord = starts[6] as number;
  it.each<[string, Uint8Array, string, RegExp]>([
    ['nothing', new Uint8Array(), 'file_truncated', /^the file is empty$/],
    ['half a header', sound.subarray(0, 511), 'file_truncated', /^record 0 is cut off$/],
    ['a header alone', sound.subarray(0, 512), 'file_truncated', /^record 0 is cut off$/],
    ['half a record', sound.subarray(0, (starts[1] as number) + 513), 'file_truncated', /^record 1 is cut off$/],
    ['half a padding', sound.subarray(0, -1), 'file_not_reconstructible', /first difference at byte \d+$/],
    ['something in the padding', patched(sound.length - 1, [1]), 'file_not_reconstructible', /byte \d+$/],
    ['a block more', Uint8Array.of(...sound, ...new Uint8Array(512)), 'file_bad_header', /^record 11 has a malformed/],
    ['a byte more', Uint8Array.of(...sound, 0), 'file_truncated', /^record 11 is cut off$/],
    ['a length that is no octal number', patched(130, ascii('8')), 'file_bad_header', /^record 0 has a malformed/],
    ['a length with one digit less', patched(134, [0]), 'file_bad_header', /^record 0 has a malformed/],
    ['a length with one digit more', patched(135, ascii('0')), 'file_bad_header', /^record 0 has a malformed/],
    ['another mode', patched(105, ascii('0')), 'file_not_reconstructible', /byte 105$/],
    ['another beginning', patched(0, ascii('belenios')), 'file_bad_header', /^the file is not an election archive$/],
    ['a longer beginning', patched(8, ascii('2')), 'file_bad_header', /^the file is not an election archive$/],
    ['a version to come', patched(512, ascii('{"version":2')), 'file_bad_record', /^the first record has a/],
    [
      'a record of another kind',
      patched((starts[1] as number) + 64, ascii('.dato')),
      'file_bad_header',
      /^a record has the unknown name/,
    ],
    ['no text', patched(ballotRecord + 512 + 3, [0xff]), 'file_bad_record', /^record 6 is not UTF-8 text$/],
    ['another ballot', patched(ballotRecord + 512 + 3, ascii('b')), 'file_not_reconstructible', /first difference/],
    ['a ballot missing', without(6), 'file_bad_record', /^event 1 refers to a record that is not there$/],
    ['the list of trustees missing', without(2), 'file_bad_record', /^event 0 refers to a record that is not there$/],
    ['an event missing', without(7), 'file_not_reconstructible', /first difference/],
  ])('are refused with %s', (_, bytes, code, message) => {
    expect(readArchive(bytes)).toEqual({ ok: false, code, message: expect.stringMatching(message) });
  });

  it('carry the owners of shuffles and decryptions', () => {
    const late: ArchiveEvent[] = [
      { type: 'Shuffle', owner: 2, shuffle: '{"a":1}' },
      { type: 'EndShuffles' },
      { type: 'PartialDecryption', owner: 3, record: '{"b":1}' },
      { type: 'Result', result: '{"result":[]}' },
    ];
    const bytes = buildArchive(late, 8 ** 11 - 1 - 10 ** 9);
    expect(readArchive(bytes)).toMatchObject({ ok: true, archive: { events: late } });
    for (const [from, to] of [
      ['"owner":2', '"owner":1'],
      ['"owner":3', '"ownex":3'],
      ['"height":1', '"height":7'],
      ['"type":"Result"', '"type":"Resulu"'],
    ] as const) {
      const changed = Uint8Array.from(Buffer.from(Buffer.from(bytes).toString('latin1').replace(from, to), 'latin1'));
      expect(readArchive(changed).ok, to).toBe(false);
    }
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

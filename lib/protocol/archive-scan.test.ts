import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../crypto/hash';
import { seededRandom } from '../crypto/testing/seeded-random';
import { type ArchiveEvent, buildArchive, readArchive } from './archive';
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

type Part = string | Uint8Array;
const bytesOf = (part: Part) => (typeof part === 'string' ? new Uint8Array(Buffer.from(part)) : part);

/** A record with a sound header, whatever it holds. */
function record(name: string, part: Part, time: number): Uint8Array {
  const content = bytesOf(part);
  const header = Buffer.alloc(512);
  const octal = (number: number) => number.toString(8).padStart(11, '0');
  for (const [offset, text] of [
    [0, name],
    [100, '0000644\0'],
    [108, '0000000\0'],
    [116, '0000000\0'],
    [124, `${octal(content.length)}\0`],
    [136, `${octal(time)}\0`],
    [148, '        0'],
  ] as const) {
    header.write(text, offset, 'latin1');
  }
  header.write(
    `${header
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
    148,
    'latin1',
  );
  return Uint8Array.from(Buffer.concat([header, content, Buffer.alloc((512 - (content.length % 512)) % 512)]));
}

interface Step {
  readonly type: string;
  readonly data: readonly Part[];
}

/** Steps of which each is written down as a writer would, unless `change` says otherwise. */
function write(
  steps: readonly Step[],
  change: (event: Record<string, unknown>, height: number) => unknown = (event) => event,
  { head = '{"version":1,"timestamp":"7"}', time = 7, rest = [] as Part[] } = {},
): Uint8Array {
  const data = (part: Part) => record(`${sha256Hex(bytesOf(part))}.data.json`, part, time);
  const file = [record('BELENIOS', head, time)];
  let parent: string | undefined;
  for (const [height, step] of steps.entries()) {
    const last = step.data.at(-1);
    const payload = last === undefined ? undefined : sha256Hex(bytesOf(last));
    const changed = change({ parent, height, type: step.type, payload }, height);
    const text = typeof changed === 'string' ? changed : JSON.stringify(changed);
    parent = sha256Hex(text);
    file.push(...step.data.map(data), record(`${parent}.event.json`, text, time));
  }
  return Uint8Array.from(Buffer.concat([...file, ...rest.map(data)]));
}

const named = (...texts: string[]) => {
  const [election = '', trustees = '', credentials = ''] = texts.map((text) => sha256Hex(text));
  return JSON.stringify({ election, trustees, credentials });
};
const sized = (text: string) => `{"num_tallied":12,"total_weight":12,"encrypted_tally":"${sha256Hex(text)}"}`;
const owned = (text: string, owner: unknown = 1) => `{"owner":${owner},"payload":"${sha256Hex(text)}"}`;
const steps: Step[] = [
  { type: 'Setup', data: ['{"e":1}', '["t"]', '["c"]', named('{"e":1}', '["t"]', '["c"]')] },
  { type: 'Ballot', data: ['{"b":1}'] },
  { type: 'EndBallots', data: [] },
  { type: 'EncryptedTally', data: ['[["x"]]', sized('[["x"]]')] },
  { type: 'Shuffle', data: ['{"s":1}', owned('{"s":1}', 10)] },
  { type: 'EndShuffles', data: [] },
  { type: 'PartialDecryption', data: ['{"d":1}', owned('{"d":1}', 0)] },
  { type: 'Result', data: ['{"r":1}'] },
];
const withData = (height: number, ...data: Part[]) => steps.map((step, i) => (i === height ? { ...step, data } : step));

describe('a file whose records are all named after what they hold', () => {
  it('is read when its events follow one another', () => {
    const read = scanArchive(write(steps));
    expect(read?.timestamp).toBe(7);
    expect(read?.events.map(({ type }) => type)).toEqual(steps.map(({ type }) => type));
    expect(read?.events[4]).toEqual({ type: 'Shuffle', owner: 10, shuffle: '{"s":1}' });
    expect(read?.events[6]).toEqual({ type: 'PartialDecryption', owner: 0, record: '{"d":1}' });
    expect(read?.records.map((found) => found?.hash)).toEqual(
      steps.map(({ data: [first] }) => (first === undefined ? undefined : sha256Hex(bytesOf(first)))),
    );
    expect(buildArchive(read?.events as ArchiveEvent[], 7)).toEqual(write(steps));
  });

  it('may bear any time that fits its headers', () => {
    for (const time of [0, 1_999_999_999, 8 ** 11 - 1]) {
      const head = `{"version":1,"timestamp":"${time}"}`;
      expect(scanArchive(write(steps, undefined, { head, time }))?.timestamp).toBe(time);
    }
  });

  it('keeps every byte of a text', () => {
    const read = scanArchive(write(withData(1, '\ufeff{"b":"é"}')));
    expect(read?.events[1]).toEqual({ type: 'Ballot', ballot: '\ufeff{"b":"é"}' });
  });

  const other = 'ab'.repeat(32);
  const at = (height: number, fields: object) => (event: object, i: number) =>
    i === height ? { ...event, ...fields } : event;
  const texts = (height: number, edit: (text: string) => string) => (event: object, i: number) =>
    i === height ? edit(JSON.stringify(event)) : event;
  it.each<[string, Uint8Array]>([
    ['another parent', write(steps, at(3, { parent: other }))],
    ['no parent', write(steps, at(3, { parent: undefined }))],
    ['a parent of the first event', write(steps, at(0, { parent: other }))],
    ['another height', write(steps, at(2, { height: 3 }))],
    ['another payload', write(steps, at(1, { payload: other }))],
    ['the payload of the record before', write(steps, at(4, { payload: sha256Hex('{"s":1}') }))],
    ['no payload', write(steps, at(1, { payload: undefined }))],
    ['a payload of nothing', write(steps, at(2, { payload: other }))],
    ['an unknown type', write(steps, at(1, { type: 'Ballots' }))],
    ['a type with other records', write(steps, at(1, { type: 'Shuffle' }))],
    [
      'a blank before an event',
      write(
        steps,
        texts(1, (text) => ` ${text}`),
      ),
    ],
    [
      'a blank behind an event',
      write(
        steps,
        texts(1, (text) => `${text} `),
      ),
    ],
    [
      'something that is no event',
      write(
        steps,
        texts(1, () => '{}'),
      ),
    ],
    ['two ballots at once', write(withData(1, '{"b":0}', '{"b":1}'))],
    ['a setup of other texts', write(withData(0, '{"e":1}', '["t"]', '["c"]', named('{"e":1}', '["t"]', '["d"]')))],
    ['a setup with a blank', write(withData(0, '{"e":1}', '["t"]', '["c"]', `${named('{"e":1}', '["t"]', '["c"]')} `))],
    ['a size of another tally', write(withData(3, '[["x"]]', sized('[["y"]]')))],
    ['a blank before a size', write(withData(3, '[["x"]]', ` ${sized('[["x"]]')}`))],
    ['a blank behind a size', write(withData(3, '[["x"]]', `${sized('[["x"]]')} `))],
    ['an owner of another shuffle', write(withData(4, '{"s":1}', owned('{"s":2}')))],
    ['a blank before an owner', write(withData(4, '{"s":1}', ` ${owned('{"s":1}')}`))],
    ['a blank behind an owner', write(withData(4, '{"s":1}', `${owned('{"s":1}')} `))],
    ['an owner that is no number', write(withData(6, '{"d":1}', owned('{"d":1}', '1x')))],
    ['an owner without a number', write(withData(6, '{"d":1}', '{}'))],
    ['a ballot that is no text', write(withData(1, Uint8Array.of(0x7b, 0xff, 0x7d)))],
    ['a record behind the last event', write(steps, undefined, { rest: ['{}'] })],
    ['a blank before the head', write(steps, undefined, { head: ' {"version":1,"timestamp":"7"}' })],
    ['a blank behind the head', write(steps, undefined, { head: '{"version":1,"timestamp":"7"} ' })],
    ['another time in its head', write(steps, undefined, { head: '{"version":1,"timestamp":"8"}' })],
    ['no time', write(steps, undefined, { head: '{"version":1}' })],
    ['a time with a zero before it', write(steps, undefined, { head: '{"version":1,"timestamp":"07"}' })],
    [
      'a time that fits no header',
      write(steps, undefined, { head: `{"version":1,"timestamp":"${8 ** 11}"}`, time: 8 ** 11 - 1 }),
    ],
  ])('is doubted with %s', (_, file) => {
    expect(scanArchive(file)).toBeNull();
  });
});

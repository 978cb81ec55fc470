import { beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../crypto/hash';
import type { RandomBytes } from '../../crypto/random';
import type { ArchiveEvent } from '../archive';
import type { ArchiveStage } from '../archive-report';
import { forgeBallot, honestParts, type Loose, replaceEvent, signBallot } from '../testing/forge';
import { exchangeOne, mutantsOf, pick } from '../testing/mutants';
import { collect, FORGERIES, forgeryRandom, refuseAll, SEED } from '../testing/refuse-all';
import { archiveOf, makeSmallElection, type SmallElection, samplePayload } from '../testing/small-election';
import { shuffled, uniformIndex } from '../uniform';
import { verifyArchive } from '../verify-archive';

let base: SmallElection;
let honest: Uint8Array;

beforeAll(async () => {
  base = await makeSmallElection('forged archives', 3, [0, 1, 2, 1]);
  honest = archiveOf(base.events);
});

async function verdictOf(bytes: Uint8Array, upTo: ArchiveStage = 'result'): Promise<string | null> {
  const report = await verifyArchive(bytes, { random: base.random, upTo, checkPlaintexts: false });
  return report.failure?.code ?? null;
}

interface EventForgery {
  how: string;
  events: readonly ArchiveEvent[];
}
const verdict = ({ events }: EventForgery) => verdictOf(archiveOf(events));

const ORDER = /^S(B*)ETM+XD+R$/;
const LETTERS: Record<ArchiveEvent['type'], string> = {
  Setup: 'S',
  Ballot: 'B',
  EndBallots: 'E',
  EncryptedTally: 'T',
  Shuffle: 'M',
  EndShuffles: 'X',
  PartialDecryption: 'D',
  Result: 'R',
};
const typesOf = (events: readonly ArchiveEvent[]) => events.map(({ type }) => LETTERS[type]).join('');

/** A few events exchanged, doubled, dropped or moved. */
function reordered(random: RandomBytes): EventForgery {
  const events = [...base.events];
  const at = () => uniformIndex(events.length, random);
  const steps = 1 + uniformIndex(3, random);
  for (let step = 0; step < steps; step++) {
    const [i, j] = [at(), at()];
    const way = uniformIndex(5, random);
    if (way === 0) [events[i], events[j]] = [events[j] as ArchiveEvent, events[i] as ArchiveEvent];
    else if (way === 1) events.splice(j, 0, events[i] as ArchiveEvent);
    else if (way === 2) events.splice(i, 1);
    else if (way === 3) events.splice(j, 0, ...events.splice(i, 1));
    else events.push(...shuffled(events.splice(Math.min(i, j)), random));
  }
  return { how: typesOf(events), events };
}

/** Ballots again: the same ones, in any places, among the honest ones. */
function replayed(random: RandomBytes): EventForgery {
  const ballots = base.events.filter(({ type }) => type === 'Ballot');
  const again = Array.from({ length: 1 + uniformIndex(6, random) }, () => pick(ballots, random));
  const list = [...ballots];
  for (const ballot of again) list.splice(uniformIndex(list.length + 1, random), 0, ballot);
  return { how: `${again.length} again`, events: withBallots(list) };
}

function withBallots(ballots: readonly ArchiveEvent[]): ArchiveEvent[] {
  const [setup, ...rest] = base.events as [ArchiveEvent, ...ArchiveEvent[]];
  return [setup, ...ballots, ...rest.filter(({ type }) => type !== 'Ballot')];
}

/** Regions of the headers and contents of a file in which a byte can be wrong. */
const CLASSES: [name: string, offset: (record: number, length: number, random: RandomBytes) => number][] = [
  ['name', (record, _, random) => record + uniformIndex(76, random)],
  ['rest of the name', (record, _, random) => record + 76 + uniformIndex(24, random)],
  ['mode and owners', (record, _, random) => record + 100 + uniformIndex(24, random)],
  ['length', (record, _, random) => record + 124 + uniformIndex(12, random)],
  ['time', (record, _, random) => record + 136 + uniformIndex(12, random)],
  ['checksum', (record, _, random) => record + 148 + uniformIndex(8, random)],
  ['rest of the header', (record, _, random) => record + 156 + uniformIndex(356, random)],
  ['content', (record, length, random) => record + 512 + uniformIndex(length, random)],
  ['padding', (record, length) => record + 512 + (length % 512 === 0 ? length - 1 : length)],
];

function recordsOf(file: Uint8Array): { offset: number; length: number }[] {
  const records: { offset: number; length: number }[] = [];
  for (let offset = 0; offset < file.length; ) {
    const length = Number.parseInt(new TextDecoder().decode(file.subarray(offset + 124, offset + 135)), 8);
    records.push({ offset, length });
    offset += 512 + Math.ceil(length / 512) * 512;
  }
  return records;
}

describe(`archives forged with the seed "${SEED}"`, { timeout: 120_000 }, () => {
  it('accepts the archive that the forgeries start from', async () => {
    expect(await verdictOf(honest)).toBeNull();
  });

  it('events reordered, doubled, dropped and moved', async () => {
    const random = forgeryRandom('events');
    const forgeries = collect(12 * FORGERIES, () => reordered(random));
    const unlawful = forgeries.filter(({ how }) => !ORDER.test(how)).slice(0, 2 * FORGERIES);
    const lawful = forgeries.filter(({ how, events }) => ORDER.test(how) && !isHarmless(events));
    const codes = ['event_out_of_place', 'events_incomplete', 'tally_mismatch', 'shuffle_bad_proof'];
    await refuseAll([...unlawful, ...lawful], verdict, [...codes, 'decryption_missing', 'shuffle_too_few_mixers']);
  });

  it('ballots sent again, once or several times, anywhere among the honest ones', async () => {
    const random = forgeryRandom('replayed ballots');
    const forgeries = collect(2 * FORGERIES, () => replayed(random));
    await refuseAll(forgeries, verdict, ['ballot_duplicate']);
  });

  it('ballots that use a ciphertext again under a new signature', async () => {
    const random = forgeryRandom('ciphertexts again');
    const forgeries = collect(FORGERIES, (number) => {
      const at = number % 4;
      const { ballot } = base.events[1 + at] as Extract<ArchiveEvent, { type: 'Ballot' }>;
      const { signature: _old, ...unsigned } = JSON.parse(ballot) as Loose;
      const { secret } = honestParts(base, [0, 1, 2, 1][at] as number, samplePayload(0));
      const again = { type: 'Ballot', ballot: signBallot(unsigned, secret, random) } as const;
      const ballots = base.events.filter(({ type }) => type === 'Ballot');
      return { how: `ballot ${at}`, events: withBallots(ballots.toSpliced(uniformIndex(5, random), 0, again)) };
    });
    await refuseAll(forgeries, verdict, ['ballot_duplicate_ciphertext']);
  });

  it('ballots that were not cast, well made: for others, by strangers, without randomness', async () => {
    const random = forgeryRandom('stuffed');
    const forgeries = collect(FORGERIES, (number) => {
      const voter = number % 3;
      const mine = honestParts(base, voter, samplePayload(number));
      const { publicKey, secret } = {
        publicKey: mine.credential,
        secret: honestParts(base, (voter + 1) % 3, samplePayload(1)).secret,
      };
      const parts =
        number % 2 === 0 ? { ...mine, credential: publicKey, secret } : { ...mine, encryption: BigInt(number) };
      const stuffed = { type: 'Ballot', ballot: forgeBallot(base, parts) } as const;
      const ballots = base.events.filter(({ type }) => type === 'Ballot');
      return { how: `${number % 2}`, events: withBallots(ballots.toSpliced(uniformIndex(5, random), 0, stuffed)) };
    });
    await refuseAll(forgeries, verdict, ['ballot_bad_signature', 'ballot_bad_proof']);
  });

  it('every field of setup, tally and result changed', async () => {
    const random = forgeryRandom('archive fields');
    const places = [
      ['Setup', 'election'],
      ['Setup', 'trustees'],
      ['Setup', 'credentials'],
      ['EncryptedTally', 'tally'],
      ['EncryptedTally', 'sized'],
      ['Result', 'result'],
    ] as const;
    const forgeries = places.flatMap(([type, field]) => {
      const event = base.events.find((one) => one.type === type) as Loose;
      const mutants = mutantsOf(event[field], random).filter(
        ({ text }) => !isSameCredentials(field, event[field], text),
      );
      return shuffled(mutants, random)
        .slice(0, FORGERIES / 4)
        .map(({ how, text }) => ({
          how: `${field} ${how}`,
          events: replaceEvent(base.events, type, 0, (one) => [inPlace({ ...one, [field]: text } as ArchiveEvent)]),
        }));
    });
    await refuseAll(forgeries, verdict, [
      'not_canonical',
      'election_key_mismatch',
      'tally_mismatch',
      'result_mismatch',
    ]);
  });

  it('bytes of every class, everywhere in the file', async () => {
    const random = forgeryRandom('archive bytes');
    const records = recordsOf(honest);
    const forgeries = collect(FORGERIES + 100, (number) => {
      const [name, place] = CLASSES[number % CLASSES.length] as (typeof CLASSES)[0];
      const { offset, length } = pick(records, random);
      const at = place(offset, length, random);
      const change = 1 + uniformIndex(255, random);
      return { how: `${name} at ${at}`, at, change };
    });
    const cuts = collect(100, () => ({ how: 'cut off', at: uniformIndex(honest.length, random), change: 0 }));
    const changed = ({ at, change }: { at: number; change: number }) =>
      verdictOf(change === 0 ? honest.slice(0, at) : honest.with(at, (honest[at] ?? 0) ^ change));
    await refuseAll([...forgeries, ...cuts], changed, [
      'file_not_reconstructible',
      'file_bad_record',
      'file_bad_header',
      'file_truncated',
    ]);
  });

  it('a digit or letter of a record changed, the chain of hashes made anew', async () => {
    const random = forgeryRandom('letters');
    // Who else may mix is for the description to say; an archive alone cannot.
    const isBound = (event: ArchiveEvent, field: string) =>
      field !== 'type' && !(event.type === 'Shuffle' && field === 'owner');
    const places = base.events.flatMap((event, number) =>
      Object.keys(event).flatMap((field) => (isBound(event, field) ? [{ number, field }] : [])),
    );
    const forgeries = collect(FORGERIES + 60, () => {
      const { number, field } = pick(places, random);
      const event = base.events[number] as Loose;
      const text = exchangeOne(String(event[field]), '0123456789abcdef', random);
      const forged = field === 'owner' ? 3 + uniformIndex(1000, random) : text;
      return { how: `${event.type} ${field}`, events: base.events.with(number, { ...event, [field]: forged }) };
    });
    await refuseAll(forgeries, verdict, ['point_not_in_subgroup', 'result_mismatch']);
  });
});

/** A changed tally is pointed to by its own hash. */
function inPlace(event: ArchiveEvent): ArchiveEvent {
  if (event.type !== 'EncryptedTally' || event.sized.includes(sha256Hex(event.tally))) return event;
  const isChanged = !base.events.some((one) => one.type === 'EncryptedTally' && one.tally === event.tally);
  return isChanged ? { ...event, sized: event.sized.replace(/[0-9a-f]{64}/, sha256Hex(event.tally)) } : event;
}

/**
 * Ballots of different voters, and partial decryptions, may stand in any order, and a ballot that a later one replaces
 * may be missing: the tally is the same. It takes the board to find that out.
 */
function isHarmless(shown: readonly ArchiveEvent[]): boolean {
  const events = shown.includes(base.events[2] as ArchiveEvent)
    ? shown
    : shown.toSpliced(1, 0, base.events[2] as ArchiveEvent);
  const rest = (list: readonly ArchiveEvent[]) =>
    list.filter(({ type }) => type !== 'Ballot' && type !== 'PartialDecryption');
  const sorted = (list: readonly ArchiveEvent[]) => list.map((event) => JSON.stringify(event)).sort();
  const sameSet = JSON.stringify(sorted(events)) === JSON.stringify(sorted(base.events));
  const sameRest = JSON.stringify(rest(events)) === JSON.stringify(rest(base.events));
  const revotes = (list: readonly ArchiveEvent[]) =>
    list.filter((event) => event === base.events[2] || event === base.events[4]);
  return sameSet && sameRest && revotes(events)[0] === base.events[2];
}

function isSameCredentials(field: string, before: string, after: string): boolean {
  if (field !== 'credentials') return false;
  try {
    return JSON.stringify(JSON.parse(before).sort()) === JSON.stringify(JSON.parse(after).sort());
  } catch {
    return false;
  }
}

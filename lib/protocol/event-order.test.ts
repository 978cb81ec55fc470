import { describe, expect, it } from 'vitest';
import type { ArchiveEvent } from './archive';
import type { ArchiveStage } from './archive-report';
import { requireEventOrder } from './event-order';

type EventType = ArchiveEvent['type'];
const WHOLE: EventType[] = [
  ...(['Setup', 'Ballot', 'Ballot', 'EndBallots', 'EncryptedTally', 'Shuffle', 'Shuffle'] as const),
  ...(['EndShuffles', 'PartialDecryption', 'PartialDecryption', 'Result'] as const),
];
const TYPES = [...new Set(WHOLE)];

/** The code with which an archive of these events is refused; only their types count here. */
function verdict(types: readonly EventType[], stage: ArchiveStage = 'setup'): string {
  try {
    requireEventOrder(
      types.map((type) => ({ type }) as ArchiveEvent),
      stage,
    );
    return 'ok';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

/** What may come after each beginning. */
const NEXT: [EventType[], EventType[]][] = [
  [[], ['Setup']],
  [WHOLE.slice(0, 1), ['Ballot', 'EndBallots']],
  [WHOLE.slice(0, 2), ['Ballot', 'EndBallots']],
  [WHOLE.slice(0, 4), ['EncryptedTally']],
  [WHOLE.slice(0, 5), ['Shuffle']],
  [WHOLE.slice(0, 6), ['Shuffle', 'EndShuffles']],
  [WHOLE.slice(0, 8), ['PartialDecryption']],
  [WHOLE.slice(0, 9), ['PartialDecryption', 'Result']],
  [WHOLE, []],
];

describe('the order of events', () => {
  it.each(NEXT)('after %j is followed by %j alone', (types, next) => {
    for (const type of TYPES) {
      const expected = next.includes(type) ? 'ok' : 'event_out_of_place';
      expect([type, verdict([...types, type])]).toEqual([type, expected]);
    }
  });

  it.each<[ArchiveStage, number]>([
    ['setup', 1],
    ['ballots', 1],
    ['tally', 5],
    ['shuffles', 5],
    ['mixed', 8],
    ['decryptions', 8],
    ['result', 11],
  ])('reaches the stage "%s" with event %i', (stage, events) => {
    expect(verdict(WHOLE.slice(0, events), stage)).toBe('ok');
    expect(verdict(WHOLE.slice(0, events - 1), stage)).toBe('events_incomplete');
  });

  it('is broken where it is broken, with the place in words', () => {
    const events = ['Setup', 'EndBallots', 'Ballot'].map((type) => ({ type }) as ArchiveEvent);
    expect(() => requireEventOrder(events, 'setup')).toThrow('event 2: Ballot may not stand after EndBallots');
    expect(() => requireEventOrder(events.slice(1), 'setup')).toThrow(
      'event 0: EndBallots may not stand at the beginning',
    );
  });
});

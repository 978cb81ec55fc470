import type { ArchiveEvent } from './archive';
import type { ArchiveStage } from './archive-report';
import { Refusal } from './refusal';

type EventType = ArchiveEvent['type'];

/** Setup Ballot* EndBallots EncryptedTally Shuffle+ EndShuffles PartialDecryption+ Result. */
const MAY_FOLLOW: Record<EventType | 'start', readonly EventType[]> = {
  start: ['Setup'],
  Setup: ['Ballot', 'EndBallots'],
  Ballot: ['Ballot', 'EndBallots'],
  EndBallots: ['EncryptedTally'],
  EncryptedTally: ['Shuffle'],
  Shuffle: ['Shuffle', 'EndShuffles'],
  EndShuffles: ['PartialDecryption'],
  PartialDecryption: ['PartialDecryption', 'Result'],
  Result: [],
};

const NEEDED: Record<ArchiveStage, EventType> = {
  setup: 'Setup',
  ballots: 'Setup',
  tally: 'EncryptedTally',
  shuffles: 'EncryptedTally',
  mixed: 'EndShuffles',
  decryptions: 'EndShuffles',
  result: 'Result',
};

/**
 * The order of events, exactly: `belenios-tool` takes the last run of ballots for all of them, so a ballot after the
 * end would make every earlier one vanish. Throws a `Refusal`.
 */
export function requireEventOrder(events: readonly ArchiveEvent[], stage: ArchiveStage): void {
  let previous: EventType | 'start' = 'start';
  for (const [height, { type }] of events.entries()) {
    if (!MAY_FOLLOW[previous].includes(type)) {
      const after = previous === 'start' ? 'at the beginning' : `after ${previous}`;
      throw new Refusal('event_out_of_place', `event ${height}: ${type} may not stand ${after}`);
    }
    previous = type;
  }
  if (!events.some(({ type }) => type === NEEDED[stage])) {
    throw new Refusal('events_incomplete', `the archive ends before ${NEEDED[stage]}`);
  }
}

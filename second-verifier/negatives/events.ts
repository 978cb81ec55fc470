// Events in places where they must not be, and files that are not what their events say.
import type { Event, EventType } from '../events';
import { hashHex } from '../hashing';
import { ownedEvent, recordBytes, writeArchive } from '../make/archive';
import type { MadeArchive } from '../make/election';
import { editRecord, first, splice } from './edit';
import { type Example, refused } from './negative';

const OUT_OF_PLACE = refused('events', 'event_out_of_place');

/** Archives with the right records in the wrong order, too many or too few. */
export function misorderedArchives({ events }: MadeArchive): Example[] {
  const at = (type: EventType) => first(events, type);
  const one = (type: EventType) => events[at(type)] as Event;
  const last = events.length - 1;
  const cases: [string, readonly Event[]][] = [
    ['late-ballot', splice(events, at('EndBallots') + 1, 0, one('Ballot'))],
    ['two-results', [...events, one('Result')]],
    ['two-setups', splice(events, 1, 0, one('Setup'))],
    ['two-tallies', splice(events, at('EncryptedTally'), 0, one('EncryptedTally'))],
    ['two-ends-of-ballots', splice(events, at('EndBallots'), 0, one('EndBallots'))],
    ['two-ends-of-shuffles', splice(events, at('EndShuffles'), 0, one('EndShuffles'))],
    ['no-setup', events.slice(1)],
    ['no-end-of-ballots', splice(events, at('EndBallots'), 1)],
    ['no-tally', splice(events, at('EncryptedTally'), 1)],
    ['no-shuffle', events.filter(({ type }) => type !== 'Shuffle')],
    ['no-end-of-shuffles', splice(events, at('EndShuffles'), 1)],
    ['no-decryption', events.filter(({ type }) => type !== 'PartialDecryption')],
    ['shuffle-before-tally', splice(events, at('EncryptedTally'), 0, one('Shuffle'))],
    ['shuffle-after-end', splice(events, at('EndShuffles') + 1, 0, one('Shuffle'))],
    ['shuffle-after-decryption', splice(events, at('PartialDecryption') + 1, 0, one('Shuffle'))],
    ['decryption-after-result', [...events, one('PartialDecryption')]],
    ['result-before-decryption', splice(events, at('PartialDecryption'), 0, one('Result'))],
    ['ballot-after-result', [...events, one('Ballot')]],
  ];
  const unfinished = [1, 2, at('EndBallots') + 1, at('Shuffle') + 1, last].map((length): Example => {
    const verdict = refused('events', 'events_incomplete');
    return { name: `ends-after-${events[length - 1]?.type}`, file: writeArchive(events.slice(0, length)), verdict };
  });
  return [...cases.map(([name, list]) => ({ name, file: writeArchive(list), verdict: OUT_OF_PLACE })), ...unfinished];
}

/** Files that break the framing. */
export function misframedArchives({ events }: MadeArchive): Example[] {
  const file = writeArchive(events);
  const with_ = (offset: number, byte: number) =>
    Uint8Array.from(file, (old, index) => (index === offset ? byte : old));
  const second = 1024;
  const stray = recordBytes(`${hashHex('"stray"')}.data.json`, '"stray"', 1_700_000_000);
  const swapped = Uint8Array.from(Buffer.from(file).toString('latin1').replace('"height":1,', '"height":7,'), (sign) =>
    sign.charCodeAt(0),
  );
  const cases: [string, Uint8Array, NonNullable<Example['verdict']>['code']][] = [
    ['empty', new Uint8Array(), 'file_truncated'],
    ['cut-padding', file.slice(0, 700), 'file_not_reconstructible'],
    ['cut-header', file.slice(0, 1100), 'file_truncated'],
    ['cut-content', file.slice(0, file.length - 512), 'file_truncated'],
    ['trailing-zeros', Uint8Array.from([...file, ...new Uint8Array(1024)]), 'file_bad_header'],
    ['other-magic', with_(0, 0x62), 'file_bad_header'],
    ['length-in-decimal', with_(second + 124, 0x39), 'file_bad_header'],
    ['other-mode', with_(second + 106, 0x35), 'file_not_reconstructible'],
    ['other-time', with_(second + 146, 0x31), 'file_not_reconstructible'],
    ['other-checksum', with_(second + 153, file[second + 153] === 0x30 ? 0x31 : 0x30), 'file_not_reconstructible'],
    ['header-after-type', with_(second + 300, 1), 'file_not_reconstructible'],
    ['byte-in-padding', with_(1023, 1), 'file_not_reconstructible'],
    ['not-utf8', with_(second + 520, 0xff), 'file_bad_record'],
    ['content-changed', with_(second + 512 + 30, 0x58), 'file_not_reconstructible'],
    ['height-changed', swapped, 'file_not_reconstructible'],
    ['extra-record', Uint8Array.from([...file, ...stray]), 'file_not_reconstructible'],
  ];
  return cases.map(([name, bytes, code]) => ({ name: `file-${name}`, file: bytes, verdict: refused('file', code) }));
}

/** Events whose own records are not the right ones. */
export function misrecordedArchives({ events }: MadeArchive): Example[] {
  const shuffle = first(events, 'Shuffle');
  const withRecords = (at: number, records: string[]) =>
    events.map((event, index) => (index === at ? { ...event, records } : event));
  const [text = '', owned = ''] = events[shuffle]?.records ?? [];
  const setup = events[0]?.records ?? [];
  const cases: [string, readonly Event[], NonNullable<Example['verdict']>['code']][] = [
    ['record-missing', withRecords(0, setup.slice(1)), 'file_bad_record'],
    [
      'record-exchanged',
      withRecords(0, [...setup.slice(0, 2).reverse(), ...setup.slice(2)]),
      'file_not_reconstructible',
    ],
    ['record-twice', withRecords(0, [setup[0] as string, ...setup]), 'file_not_reconstructible'],
    ['owner-of-another-record', withRecords(shuffle, [`${text.slice(0, -1)} }`, owned]), 'file_bad_record'],
    ['owner-with-blank', withRecords(shuffle, [text, owned.replace(':', ': ')]), 'file_bad_record'],
  ];
  return cases.map(([name, list, code]) => ({ name, file: writeArchive(list), verdict: refused('file', code) }));
}

/** Owners who are nobody, or come twice; lists that are too short. */
export function misownedArchives({ events, openings }: MadeArchive): Example[] {
  const opening = first(events, 'PartialDecryption');
  const shuffle = first(events, 'Shuffle');
  const [mix = ''] = events[shuffle]?.records ?? [];
  const [, second] = events.slice(shuffle);
  const [other = ''] = second?.records ?? [];
  const [text = ''] = events[opening]?.records ?? [];
  const junk = withShorterLists(text);
  const shorter = editRecord(events, { type: 'PartialDecryption' }, withShorterLists);
  const cases: [string, readonly Event[], Example['verdict']][] = [
    [
      'same-mixer-twice',
      splice(events, shuffle, 2, ownedEvent('Shuffle', 1, mix), ownedEvent('Shuffle', 1, other)),
      refused('shuffles', 'shuffle_too_few_mixers'),
    ],
    ['mixer-0', splice(events, shuffle, 1, ownedEvent('Shuffle', 0, mix)), refused('shuffles', 'shuffle_bad_owner')],
    ['one-mixer', splice(events, shuffle + 1, 1), refused('shuffles', 'shuffle_too_few_mixers')],
    ['dropped-shuffle', splice(events, shuffle, 1), refused('shuffles', 'shuffle_bad_proof')],
    [
      'pd-short-then-true',
      splice(events, opening, 0, ownedEvent('PartialDecryption', openings[0]?.owner ?? 1, junk)),
      refused('decryptions', 'decryption_wrong_length'),
    ],
    [
      'pd-true-then-false',
      splice(events, opening + 1, 0, ownedEvent('PartialDecryption', openings[0]?.owner ?? 1, junk)),
      refused('decryptions', 'decryption_duplicate_owner'),
    ],
    [
      'pd-owner-0',
      splice(events, opening, 1, ownedEvent('PartialDecryption', 0, text)),
      refused('decryptions', 'decryption_bad_owner'),
    ],
    [
      'pd-owner-of-nobody',
      splice(events, opening, 1, ownedEvent('PartialDecryption', 99, text)),
      refused('decryptions', 'decryption_bad_owner'),
    ],
    [
      'pd-owner-exchanged',
      splice(events, opening, 2, ownedEvent('PartialDecryption', 2, text)),
      refused('decryptions', 'decryption_bad_proof'),
    ],
    ['pd-missing', splice(events, opening, 1), refused('decryptions', 'decryption_missing')],
    ['pd-shorter', shorter, refused('decryptions', 'decryption_wrong_length')],
  ];
  return cases.map(([name, list, verdict]) => ({ name, file: writeArchive(list), verdict }));
}

/** A partial decryption without its last factor. */
function withShorterLists(text: string): string {
  const record = JSON.parse(text) as Record<'decryption_factors' | 'decryption_proofs', [unknown[]]>;
  return JSON.stringify({
    decryption_factors: [record.decryption_factors[0].slice(0, -1)],
    decryption_proofs: [record.decryption_proofs[0].slice(0, -1)],
  });
}

import type { Alarm, AlarmCode } from '@/lib/protocol/board-watch';
import type { RoundResult } from './monitor-round';
import type { Watched } from './monitor-state';

const TWO_HEADS =
  'The two heads in the file carry the same key’s signature and contradict each other. Nobody but the city’s server can ' +
  'have made them.';
const ENTRIES = 'Compare with other monitors: if they see the same, the board’s software or its keeper is at fault.';

/** What an alarm means and what it is worth, for somebody who is not a cryptographer. */
const MEANING: Record<AlarmCode, string> = {
  rewritten: `The past of the board was changed. ${TWO_HEADS}`,
  split_view: `The board shows different people different lists. ${TWO_HEADS}`,
  shrunk:
    'The board shows less than it did. It may have been restored from an old copy; then ballots are missing. ' +
    'The kept head proves that there was more.',
  bad_signature:
    'What answers is not the board, or it has lost its key. Try from another network: somebody on the way may have ' +
    'answered instead of it.',
  other_election: 'The address shows another election now. Ask the city where the board of this one is.',
  root_differs: `The list that the board serves is not the list that it signed. ${ENTRIES}`,
  entry_changed: `An entry that was public is another one now. ${ENTRIES}`,
  withheld: `The board has signed for entries that it does not show. ${ENTRIES}`,
  leaf_malformed: `The list holds an entry that no board may hold. ${ENTRIES}`,
  leaf_misplaced: `The list holds an entry where none of its kind may stand, for example a ballot after the close. ${ENTRIES}`,
  leaf_election: `The list is of another election than its signature says. ${ENTRIES}`,
  leaf_repeated: `The list holds one entry twice. ${ENTRIES}`,
  promise_broken:
    'The city signed that this ballot would be on the board by then. The receipt and the head in the file prove that it ' +
    'is not.',
};

/** An alarm as text: what, what it means, where the evidence is, what to do. */
export function describeAlarm({ code, message }: Alarm, file: string): string {
  return [
    `ALARM (${code}): ${message}.`,
    '',
    MEANING[code],
    '',
    `Evidence: ${file}`,
    'What to do: keep this folder as it is. Send the file to the city, to the other monitors and to the press, and ask',
    'the city for an answer in public. Whoever has the file can check it without trusting you.',
  ].join('\n');
}

/** One look without an alarm, in two lines or three. */
export function describeRound(result: RoundResult, { description, watch }: Watched, at: Date): string {
  const { head, newEntries, cosignedBy, remarks } = result;
  const { city, contest } = description;
  return [
    `${at.toISOString().slice(0, 16)}Z  ${contest.name}, ${city}: ${entries(head.size)}, ${newEntries} new, ` +
      `signed ${head.batch}${watch.isClosed ? '; voting is closed' : ''}.`,
    `  Root ${head.root}. It extends every head that was kept.`,
    ...(cosignedBy.length > 0 ? [`  Co-signed by ${cosignedBy.join(', ')}.`] : []),
    ...remarks.map((remark) => `  ${remark}`),
  ].join('\n');
}

/** `1 entry`, `2 entries`. */
export const entries = (count: number): string => `${count} ${count === 1 ? 'entry' : 'entries'}`;

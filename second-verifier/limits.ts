// What nobody can find out from files, said at the end of every report (docs/spec/18-limits.md).
import type { VerifiedBundle } from './verify-bundle';

const ALWAYS = [
  'whether voters’ devices encrypted what their screens showed (opening ballots before casting samples this)',
  'whether the pages sent to each voter were the published ones',
  'whether somebody stood behind a voter, or asked for a pattern of choices that can be found among the votes',
  'whether enough trustees met in secret and opened single ballots',
  'whether the roll lists the right people, and which credential is whose (auditors admitted to the roll can compare)',
  'whether the mixers, different by name, were independent of one another in fact',
];
const WITHOUT_BOARD = 'whether ballots were dropped, added or exchanged before mixing: the board’s log is not at hand';
const WITHOUT_SIDECARS =
  'whether a trustee forged what a ballot opens to: the proofs in an archive do not exclude it, side-cars do';
const VOUCHED = 'whether the people behind the credentials signed in at all: the city vouches for them in this contest';
const KEY_FROM_BUNDLE =
  'whether this is the log that others saw: the board’s key was taken from the bundle (give it with --head-key)';

export function limitsOfArchive(hasSideCars: boolean): string[] {
  return [...ALWAYS, WITHOUT_BOARD, ...(hasSideCars ? [] : [WITHOUT_SIDECARS])];
}

export function limitsOfBundle({ description }: VerifiedBundle, isKeyKnown: boolean): string[] {
  const vouched = description.entitlement === 'vouched' ? [VOUCHED] : [];
  return [...ALWAYS, ...vouched, ...(isKeyKnown ? [] : [KEY_FROM_BUNDLE])];
}

/** The state of a verification, which one check after the other fills. */
import type { EncodedPoint, Point } from '../crypto/group';
import type { Pace } from '../crypto/pace';
import type { PointReader } from '../crypto/point-reader';
import type { Ciphertext } from '../crypto/shuffle';
import type { ArchiveEvent, ScannedArchive } from './archive';
import type { ArchiveFacts, VerifyArchiveOptions } from './archive-report';
import type { ParsedElection } from './election';
import type { EncryptedTally } from './tally';
import type { ParsedTrustees } from './trustees';

type EventOf<Type extends ArchiveEvent['type']> = Extract<ArchiveEvent, { type: Type }>;
type Located<Type extends ArchiveEvent['type']> = { height: number; event: EventOf<Type> };

/** What a verification has established, for programs that go on from there. */
export interface VerifiedArchive {
  archive: ScannedArchive;
  election: ParsedElection;
  trustees: ParsedTrustees;
}

/** What checks made one by one leave to one another. */
interface Established extends VerifiedArchive {
  tally: EncryptedTally;
  /** The list after the last shuffle, or the tally where there is none yet. */
  ciphertexts: readonly Ciphertext[];
  factors: Map<number, readonly EncodedPoint[]>;
  /** In result order; there only once the result has been checked. */
  plaintexts: readonly Point[];
}

/** The state of one verification. */
export interface Run {
  readonly options: VerifyArchiveOptions;
  readonly reader: PointReader;
  readonly pace: Pace;
  readonly facts: ArchiveFacts;
  readonly found: Partial<Established>;
}

/** A value that an earlier step has left. */
export function established<Key extends keyof Established>(run: Run, key: Key): Established[Key] {
  const value = run.found[key];
  if (value === undefined) throw new Error(`${key} used before it was established`);
  return value as Established[Key];
}

export function eventsOf<Type extends ArchiveEvent['type']>(run: Run, type: Type): Located<Type>[] {
  const isWanted = (event: ArchiveEvent): event is EventOf<Type> => event.type === type;
  return established(run, 'archive').events.flatMap((event, height) => (isWanted(event) ? [{ height, event }] : []));
}

/** The only event of a type that stands once in every archive that has come this far. */
export function eventOf<Type extends ArchiveEvent['type']>(run: Run, type: Type): Located<Type> {
  return eventsOf(run, type)[0] as Located<Type>;
}

/**
 * Whether ballots are locked with a trustee's own key. The public description ties keys to names, and the election's key
 * to all of them; that the key beside a name is the one of that person, only its holder can tell.
 */
import { descriptionHash, parseDescription } from './description';
import { parseElection } from './election';
import { jointKey } from './joint-key';

/** The election's record and its public description, as the board publishes them. Nothing of it is trusted. */
export interface PublishedElection {
  readonly electionText: string;
  readonly descriptionText: string;
}

export type OwnKeyVerdict =
  /** `owner` is the trustee's number from 1, `name` the name beside the key; `fingerprint` is that of the election. */
  | { readonly state: 'named'; readonly owner: number; readonly name: string; readonly fingerprint: string }
  | { readonly state: 'not_named'; readonly fingerprint: string }
  /** The description is not the election's, or the election's key not that of the trustees whom it names. */
  | { readonly state: 'unsound' };

/**
 * @param publicKey point text, as partial decryptions are checked against it: in a ceremony, of the share; null for a key
 * that the ceremony does not know
 */
export function findOwnKey(
  { electionText, descriptionText }: PublishedElection,
  publicKey: string | null,
): OwnKeyVerdict {
  const election = parseElection(electionText);
  const read = parseDescription(descriptionText);
  if (!election.ok || !read.ok) return { state: 'unsound' };
  const { description, publicKey: joint, fingerprint } = election.election;
  if (description !== descriptionHash(descriptionText) || joint !== jointKey(read.description)) {
    return { state: 'unsound' };
  }
  const at = read.description.trustees.findIndex((trustee) => trustee.publicKey === publicKey);
  const found = read.description.trustees[at];
  return found ? { state: 'named', owner: at + 1, name: found.name, fingerprint } : { state: 'not_named', fingerprint };
}

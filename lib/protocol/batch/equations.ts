/**
 * The first round of a batch verification: every text, hash and challenge, and the equations that are left, as jobs; and
 * what their terms come to.
 */

import { parsePoint, parseScalar, textToPointBytes } from '../../crypto/group';
import { sha256Hex } from '../../crypto/hash';
import { type Hints, hintLayout } from '../hints';
import type { SidecarJson } from '../opening';
import type { BallotsJob } from './ballot-job';
import type { DecryptionJob } from './decryption-job';
import { packTexts } from './packed-texts';
import { runs } from './point-table';
import type { ShuffleJob } from './shuffle-job';
import type { Statement } from './statement';
import { Doubt, POINT_BYTES } from './text-reader';

/** Ballots in one job. */
const BALLOTS_AT_ONCE = 4096;

/** The sizes that fix the layout of a hint file. */
export function shapeOf({ credentials, ballots, counted, shuffles, decryptions }: Statement) {
  return {
    credentials: credentials.length,
    ballots: ballots.length,
    counted: counted.length,
    shuffles: shuffles.length,
    decryptions: decryptions.length,
  };
}

export function ballotJobs(statement: Statement, hints: Hints | null, lanes: number): BallotsJob[] {
  const { election, ballots } = statement;
  const { uuid, fingerprint, publicKey } = election;
  const layout = hintLayout(shapeOf(statement));
  return runs(ballots.length, BALLOTS_AT_ONCE, lanes).map(([start, end]) => ({
    kind: 'ballots',
    election: { uuid, fingerprint, publicKey },
    ballots: packTexts(ballots.slice(start, end).map(({ content }) => content)),
    hints: hints?.every(layout.ballot(start) + 2, 4, 2, end - start) ?? null,
  }));
}

export function shuffleJobs({ election, shuffles, lists }: Statement): ShuffleJob[] {
  const { fingerprint, publicKey } = election;
  return shuffles.map(({ content }, i) => ({
    kind: 'shuffle',
    fingerprint,
    electionKey: publicKey,
    input: lists[i] as Uint8Array,
    // A record of its own buffer: a view would take the whole archive along to a worker.
    record: content.slice(),
  }));
}

/** α of every ciphertext of a list. */
function alphasOf(list: Uint8Array): Uint8Array {
  const alphas = new Uint8Array(list.length / 2);
  for (let at = 0; at < alphas.length; at += POINT_BYTES) alphas.set(list.subarray(2 * at, 2 * at + POINT_BYTES), at);
  return alphas;
}

function requireKeyText({ trustees }: Statement, owner: number): string {
  const key = trustees.keys[owner - 1];
  if (!key) throw new Doubt();
  return key.text;
}

/** The strong proofs by owner, their commitments known to lie in the subgroup. */
export type Sidecars = ReadonlyMap<number, NonNullable<DecryptionJob['sidecar']>>;

/** What the side-cars state about the last list; throws a `Doubt` unless there is one for each partial decryption. */
export function sidecarsOf(statement: Statement, list: readonly SidecarJson[]): Sidecars {
  const electionHash = sha256Hex(statement.election.text);
  const ciphertextsHash = sha256Hex(statement.lastList);
  const sidecars = new Map(
    list.map(({ owner, commitments, response }) => {
      const scalar = parseScalar(response);
      const [first, second] = commitments.map((text) => (parsePoint(text) ? textToPointBytes(text) : null));
      if (scalar === null || !first || !second) throw new Doubt();
      return [owner, { electionHash, ciphertextsHash, commitments: [first, second] as const, response: scalar }];
    }),
  );
  const owners = statement.decryptions.map(({ owner }) => owner);
  if (list.length !== owners.length || !owners.every((owner) => sidecars.has(owner))) throw new Doubt();
  return sidecars;
}

export function decryptionJobs(statement: Statement, hints: Hints | null, sidecars: Sidecars | null): DecryptionJob[] {
  const { election, decryptions, lists, counted } = statement;
  const alphas = alphasOf(lists.at(-1) as Uint8Array);
  const layout = hintLayout(shapeOf(statement));
  return decryptions.map(({ owner, content }, i) => {
    const keyText = requireKeyText(statement, owner);
    return {
      kind: 'decryption',
      fingerprint: election.fingerprint,
      owner,
      keyText,
      key: textToPointBytes(keyText),
      alphas,
      record: content.slice(),
      hints: hints?.every(layout.decryption(i) + 1, 3, 2, counted.length) ?? null,
      sidecar: sidecars?.get(owner) ?? null,
    };
  });
}

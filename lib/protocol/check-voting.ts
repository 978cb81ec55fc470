/** The checks of an archive up to the close of the vote: file, order of events, setup, ballots. */
import { COST } from '../crypto/pace';
import { requireArchive } from './archive';
import { DETAILS } from './archive-details';
import type { ArchiveErrorCode } from './archive-report';
import { established, eventOf, eventsOf, type Run } from './archive-run';
import { type BallotErrorCode, type CheckedBallot, checkBallot } from './ballot';
import { requireCredentials, requireElection } from './election';
import { requireEventOrder } from './event-order';
import { shuffleCheckCost } from './mixing';
import { decryptionCheckCost, sidecarCheckCost } from './opening';
import { locate, Refusal } from './refusal';
import { tallyOf } from './tally';
import { requireTrustees } from './trustees';

export async function checkFile(run: Run, bytes: Uint8Array): Promise<undefined> {
  run.found.archive = requireArchive(bytes);
}

export async function checkEvents(run: Run): Promise<string> {
  const { events } = established(run, 'archive');
  requireEventOrder(events, run.options.upTo ?? 'result');
  run.facts.ballots = eventsOf(run, 'Ballot').length;
  return `${events.length} events`;
}

/** Expected work of all checks made one by one, in point additions. */
export function expectedWork(run: Run): number {
  const ballots = run.facts.ballots;
  const perBallot = 3 * (COST.decode + COST.subgroup) + 2 * (COST.fixedMultiply + COST.multiply);
  const opened = eventsOf(run, 'PartialDecryption').length;
  return (
    established(run, 'archive').events.length * (COST.decode + COST.subgroup) +
    ballots * perBallot +
    eventsOf(run, 'Shuffle').length * shuffleCheckCost(ballots) +
    opened * (decryptionCheckCost(ballots) + (run.options.sidecars === undefined ? 0 : sidecarCheckCost(ballots))) +
    (run.options.checkPlaintexts === false ? 0 : ballots * PLAINTEXT_COST)
  );
}

/** Some 15 candidates, half of them on the curve. */
export const PLAINTEXT_COST = 15 * COST.decode + 8 * COST.subgroup;

export async function checkSetup(run: Run): Promise<string> {
  const { facts, reader } = run;
  const { event } = eventOf(run, 'Setup');
  await locate('event 0', async () => {
    const election = requireElection(event.election, reader);
    Object.assign(facts, {
      uuid: election.uuid,
      fingerprint: election.fingerprint,
      name: election.name,
      description: election.description,
    });
    const trustees = requireTrustees(event.trustees, reader);
    facts.trustees = trustees.keys.length;
    if (trustees.publicKey.text !== election.publicKey) {
      throw new Refusal('election_key_mismatch', "the election's key is not the sum of the trustees' keys");
    }
    facts.credentials = await requireCredentials(event.credentials, reader, run.pace);
    facts.voters = facts.credentials.length;
    run.found.election = election;
    run.found.trustees = trustees;
  });
  return DETAILS.setup(facts);
}

const BALLOT_CODES = {
  wrong_election: 'ballot_wrong_election',
  identity: 'ballot_identity',
  bad_hash: 'ballot_bad_hash',
  bad_signature: 'ballot_bad_signature',
  bad_proof: 'ballot_bad_proof',
} as const satisfies Partial<Record<BallotErrorCode, ArchiveErrorCode>>;

function archiveCode(code: BallotErrorCode): ArchiveErrorCode {
  return code in BALLOT_CODES ? BALLOT_CODES[code as keyof typeof BALLOT_CODES] : (code as ArchiveErrorCode);
}

export async function checkBallots(run: Run): Promise<string> {
  const { facts, reader, pace } = run;
  const election = established(run, 'election');
  const listed = new Set(facts.credentials);
  const seen = new Set<string>();
  const ballots: CheckedBallot[] = [];
  for (const [i, { height, event }] of eventsOf(run, 'Ballot').entries()) {
    await locate(`event ${height} (ballot ${i + 1})`, () => {
      const checked = checkBallot(election, event.ballot, { allowOpen: true, points: reader });
      if (!checked.ok) throw new Refusal(archiveCode(checked.code), checked.message);
      const { hash, credential, alpha, beta } = checked;
      if (!listed.has(credential)) throw new Refusal('ballot_unknown_credential', 'its credential is not in the list');
      const ciphertext = `${alpha},${beta}`;
      if (seen.has(hash)) throw new Refusal('ballot_duplicate', 'the same ballot stands earlier in the archive');
      if (seen.has(ciphertext)) {
        throw new Refusal('ballot_duplicate_ciphertext', 'an earlier ballot has the same ciphertext');
      }
      seen.add(hash).add(ciphertext);
      ballots.push(checked);
    });
    await pace.spend(3 * (COST.decode + COST.subgroup) + 2 * (COST.fixedMultiply + COST.multiply));
  }
  facts.ballotHashes = ballots.map(({ hash }) => hash);
  run.found.tally = tallyOf(ballots);
  facts.counted = run.found.tally.ciphertexts.length;
  return DETAILS.ballots(facts);
}

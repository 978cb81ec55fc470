/**
 * The strict verifier of an election archive: sections 13 and 14 of our specification, in the order given there, so that
 * the first failure is the most telling one. It trusts nothing but the bytes at hand.
 */
import { z } from 'zod';
import { isCanonicalEncoding } from '../crypto/encoding';
import type { EncodedPoint, Point } from '../crypto/group';
import { COST, Pace } from '../crypto/pace';
import { PointReader } from '../crypto/point-reader';
import type { Ciphertext } from '../crypto/shuffle';
import { type ArchiveEvent, type ParsedArchive, requireArchive } from './archive';
import type {
  ArchiveCheck,
  ArchiveErrorCode,
  ArchiveFacts,
  ArchiveFailure,
  ArchiveReport,
  ArchiveStage,
  CheckReport,
  VerifyArchiveOptions,
} from './archive-report';
import { type BallotErrorCode, type CheckedBallot, checkBallot } from './ballot';
import { readCiphertexts } from './ciphertexts';
import { type ParsedElection, requireCredentials, requireElection } from './election';
import { requireEventOrder } from './event-order';
import { requireShuffle, shuffleCheckCost } from './mixing';
import {
  decodePayloads,
  decryptAll,
  decryptionCheckCost,
  requireDecryption,
  requireSidecar,
  resultText,
  sidecarCheckCost,
  sidecarSchema,
} from './opening';
import { locate, Refusal } from './refusal';
import { requireExact } from './strict-json';
import { type EncryptedTally, tallyOf } from './tally';
import { decryptionWeights, type ParsedTrustees, requireTrustees } from './trustees';

type EventOf<Type extends ArchiveEvent['type']> = Extract<ArchiveEvent, { type: Type }>;
type Located<Type extends ArchiveEvent['type']> = { height: number; event: EventOf<Type> };

/** What a verification has established so far, for programs that go on from there. */
export interface VerifiedArchive {
  archive: ParsedArchive;
  election: ParsedElection;
  trustees: ParsedTrustees;
  tally: EncryptedTally;
  /** The list after the last shuffle, or the tally where there is none yet. */
  ciphertexts: readonly Ciphertext[];
  factors: Map<number, readonly EncodedPoint[]>;
  /** In result order; there only once the result has been checked. */
  plaintexts: readonly Point[];
}

/** The state of one verification. */
interface Run {
  readonly options: VerifyArchiveOptions;
  readonly reader: PointReader;
  readonly pace: Pace;
  readonly facts: ArchiveFacts;
  readonly found: Partial<VerifiedArchive>;
}

type Step = { check: ArchiveCheck; from: ArchiveStage; work: (run: Run) => Promise<string | undefined> };

const STAGES: readonly ArchiveStage[] = ['setup', 'ballots', 'tally', 'shuffles', 'mixed', 'decryptions', 'result'];

/** A value that an earlier step has left. */
function established<Key extends keyof VerifiedArchive>(run: Run, key: Key): VerifiedArchive[Key] {
  const value = run.found[key];
  if (value === undefined) throw new Error(`${key} used before it was established`);
  return value as VerifiedArchive[Key];
}

function eventsOf<Type extends ArchiveEvent['type']>(run: Run, type: Type): Located<Type>[] {
  const isWanted = (event: ArchiveEvent): event is EventOf<Type> => event.type === type;
  return established(run, 'archive').events.flatMap((event, height) => (isWanted(event) ? [{ height, event }] : []));
}

/** The only event of a type that stands once in every archive that has come this far. */
function eventOf<Type extends ArchiveEvent['type']>(run: Run, type: Type): Located<Type> {
  return eventsOf(run, type)[0] as Located<Type>;
}

async function checkFile(run: Run, bytes: Uint8Array): Promise<undefined> {
  run.found.archive = requireArchive(bytes);
}

async function checkEvents(run: Run): Promise<string> {
  const { events } = established(run, 'archive');
  requireEventOrder(events, run.options.upTo ?? 'result');
  run.facts.ballots = eventsOf(run, 'Ballot').length;
  run.pace.expect(expectedWork(run));
  return `${events.length} events`;
}

function expectedWork(run: Run): number {
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
const PLAINTEXT_COST = 15 * COST.decode + 8 * COST.subgroup;

async function checkSetup(run: Run): Promise<string> {
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
  return `${facts.trustees} trustees, ${facts.voters} credentials`;
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

async function checkBallots(run: Run): Promise<string> {
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
  return `${ballots.length} ballots, ${ballots.length - facts.counted} of them replaced by a later one`;
}

async function checkTally(run: Run): Promise<string> {
  const { height, event } = eventOf(run, 'EncryptedTally');
  const tally = established(run, 'tally');
  if (event.tally !== tally.tally) {
    throw new Refusal('tally_mismatch', `event ${height}: the encrypted tally is not the one of the ballots`);
  }
  if (event.sized !== tally.sized) {
    throw new Refusal('tally_size_mismatch', `event ${height}: the size of the encrypted tally is wrong`);
  }
  run.found.ciphertexts = await readCiphertexts(tally.ciphertexts, run.reader, 'the tally', run.pace);
  return `${tally.ciphertexts.length} ciphertexts`;
}

async function checkShuffles(run: Run): Promise<string> {
  const { facts, reader, pace } = run;
  const election = established(run, 'election');
  const shuffles = eventsOf(run, 'Shuffle');
  for (const [i, { height, event }] of shuffles.entries()) {
    await locate(`event ${height} (shuffle ${i + 1} of owner ${event.owner})`, async () => {
      if (event.owner < 1) throw new Refusal('shuffle_bad_owner', 'owner ids start at 1');
      const input = established(run, 'ciphertexts');
      const request = { election, input, shuffle: event.shuffle, random: run.options.random };
      run.found.ciphertexts = await requireShuffle(request, reader, pace);
    });
    facts.mixers.push(event.owner);
  }
  const distinct = new Set(facts.mixers).size;
  if (eventsOf(run, 'EndShuffles').length > 0 && distinct < 2) {
    throw new Refusal('shuffle_too_few_mixers', `${distinct} mixer: at least two different ones are needed`);
  }
  return `${shuffles.length} shuffles by ${distinct} mixers`;
}

async function checkDecryptions(run: Run): Promise<string> {
  const { facts, reader, pace } = run;
  const context = { election: established(run, 'election'), trustees: established(run, 'trustees') };
  const ciphertexts = established(run, 'ciphertexts');
  const factors = new Map<number, readonly EncodedPoint[]>();
  run.found.factors = factors;
  for (const { height, event } of eventsOf(run, 'PartialDecryption')) {
    const { owner, record } = event;
    await locate(`event ${height} (partial decryption of trustee ${owner})`, async () => {
      if (factors.has(owner)) throw new Refusal('decryption_duplicate_owner', 'this trustee has already decrypted');
      factors.set(owner, await requireDecryption(context, { owner, ciphertexts, record }, reader, pace));
    });
    facts.decryptions.push(owner);
  }
  const complete = decryptionWeights(context.trustees, facts.decryptions) !== null;
  if (eventsOf(run, 'Result').length > 0 && !complete) {
    throw new Refusal('decryption_missing', 'there is a result, but a partial decryption that it needs is missing');
  }
  return `${facts.decryptions.length} partial decryptions`;
}

/** Only planned where side-cars were given. */
async function checkSidecars(run: Run): Promise<string> {
  const { options, reader, pace } = run;
  const context = { election: established(run, 'election'), trustees: established(run, 'trustees') };
  const ciphertexts = established(run, 'ciphertexts');
  const waiting = new Map(established(run, 'factors'));
  for (const sidecar of requireExact(
    z.array(sidecarSchema),
    (options.sidecars as string).trim(),
    'the list of side-cars',
  )) {
    const factors = waiting.get(sidecar.owner);
    if (!factors)
      throw new Refusal('sidecar_unexpected', `no partial decryption awaits a side-car of ${sidecar.owner}`);
    await requireSidecar(context, { sidecar, ciphertexts, factors }, reader, pace);
    waiting.delete(sidecar.owner);
  }
  const [missing] = waiting.keys();
  if (missing !== undefined) throw new Refusal('sidecar_missing', `trustee ${missing} has no side-car`);
  return `${established(run, 'factors').size} strong decryption proofs`;
}

async function checkResult(run: Run): Promise<string> {
  const { height, event } = eventOf(run, 'Result');
  const plaintexts = await requirePlaintexts(run);
  run.facts.payloads = await decodePayloads(established(run, 'election'), plaintexts, run.pace);
  run.found.plaintexts = plaintexts;
  if (event.result !== resultText(run.facts.payloads)) {
    throw new Refusal('result_mismatch', `event ${height}: the result is not what the partial decryptions give`);
  }
  return `${plaintexts.length} payloads`;
}

async function requirePlaintexts(run: Run): Promise<Point[]> {
  const [trustees, ciphertexts] = [established(run, 'trustees'), established(run, 'ciphertexts')];
  const plaintexts = await decryptAll(trustees, ciphertexts, established(run, 'factors'), run.pace);
  if (!plaintexts) throw new Error('an incomplete decryption was let pass');
  return plaintexts;
}

/** A report only: a marked plaintext cannot be prevented, and the bytes that count are the same. */
async function checkPlaintexts(run: Run): Promise<string | undefined> {
  const { payloadBytes } = established(run, 'election');
  for (const [i, point] of established(run, 'plaintexts').entries()) {
    if (!isCanonicalEncoding(point, payloadBytes)) run.facts.markedPlaintexts.push(i);
    await run.pace.spend(PLAINTEXT_COST);
  }
  const marked = run.facts.markedPlaintexts;
  return marked.length === 0 ? 'none is marked' : `marked by their makers: ${marked.join(', ')} (counting from 0)`;
}

const STEPS: readonly Step[] = [
  { check: 'setup', from: 'setup', work: checkSetup },
  { check: 'ballots', from: 'ballots', work: checkBallots },
  { check: 'tally', from: 'tally', work: checkTally },
  { check: 'shuffles', from: 'shuffles', work: checkShuffles },
  { check: 'decryptions', from: 'decryptions', work: checkDecryptions },
  { check: 'sidecars', from: 'decryptions', work: checkSidecars },
  { check: 'result', from: 'result', work: checkResult },
  { check: 'plaintexts', from: 'result', work: checkPlaintexts },
];

function plan(bytes: Uint8Array, options: VerifyArchiveOptions): Omit<Step, 'from'>[] {
  const reach = STAGES.indexOf(options.upTo ?? 'result');
  const skipped: ArchiveCheck[] = [];
  if (options.sidecars === undefined) skipped.push('sidecars');
  if (options.checkPlaintexts === false) skipped.push('plaintexts');
  return [
    { check: 'file', work: (run) => checkFile(run, bytes) },
    { check: 'events', work: checkEvents },
    ...STEPS.filter(({ check, from }) => STAGES.indexOf(from) <= reach && !skipped.includes(check)),
  ];
}

function emptyFacts(): ArchiveFacts {
  return {
    uuid: '',
    fingerprint: '',
    name: '',
    description: '',
    credentials: [],
    voters: 0,
    ballots: 0,
    ballotHashes: [],
    counted: 0,
    mixers: [],
    trustees: 0,
    decryptions: [],
    payloads: [],
    markedPlaintexts: [],
  };
}

/** {@link verifyArchive} that also hands out what was established, complete up to the stage asked for if `report.ok`. */
export async function runVerification(
  bytes: Uint8Array,
  options: VerifyArchiveOptions,
): Promise<{ report: ArchiveReport; found: Partial<VerifiedArchive> }> {
  const pace = new Pace(0, options.onProgress);
  const run: Run = { options, reader: new PointReader(), pace, facts: emptyFacts(), found: {} };
  const checks: CheckReport[] = [];
  let failure: ArchiveFailure | undefined;
  for (const { check, work } of plan(bytes, options)) {
    try {
      const detail = await work(run);
      checks.push({ name: check, ok: true, ...(detail === undefined ? {} : { detail }) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      failure = { check, code: error.code as ArchiveErrorCode, message: error.message };
      checks.push({ name: check, ok: false, detail: error.message });
      break;
    }
  }
  pace.finish();
  const strong = checks.some(({ name, ok }) => name === 'sidecars' && ok) && run.facts.decryptions.length > 0;
  const level = strong ? 'archive+sidecars' : 'archive';
  const report = { ok: !failure, level, checks, ...(failure ? { failure } : {}), facts: run.facts } as const;
  return { report, found: run.found };
}

/**
 * Verifies an archive completely, or a running one up to a stage. Never throws for any input bytes.
 * `random` weighs the equations of the shuffles and must be unpredictable to whoever made the archive.
 */
export async function verifyArchive(bytes: Uint8Array, options: VerifyArchiveOptions): Promise<ArchiveReport> {
  return (await runVerification(bytes, options)).report;
}

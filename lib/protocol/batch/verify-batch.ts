/**
 * Verifies an archive as a whole: exact checks are made exactly, and all equations of all proofs at once, as one random
 * linear combination with weights of 128 bits (chapter 16 of docs/spec; Bellare, Garay, Rabin: "Fast batch
 * verification for modular exponentiation and digital signatures", 1998). Where it succeeds, the itemised checks would
 * too, but for a probability of 2^−128; where it does not, only they can say why.
 */

import { IDENTITY, isIdentity } from '../../crypto/group';
import { decodePoints } from '../../crypto/points';
import type { ScannedArchive } from '../archive';
import type { ArchiveStage } from '../archive-report';
import { type Hints, readHints } from '../hints';
import { resultText, type SidecarJson } from '../opening';
import { Refusal } from '../refusal';
import { tallyRecords } from '../tally';
import { decryptionWeights } from '../trustees';
import type { BallotsTerms } from './ballot-job';
import { type Collected, collect, type EquationTerms } from './collect';
import { SUM_CHUNK } from './commitments';
import type { DecryptionTerms } from './decryption-job';
import { ballotJobs, decryptionJobs, type Sidecars, shapeOf, shuffleJobs, sidecarsOf } from './equations';
import type { Job, JobRunner, Terms } from './jobs';
import { payloadsOf } from './payloads';
import type { PointsJob, PointsTerms } from './point-job';
import { cut, everySecond, joinBytes, joinSections, pointsJob, runs, type Section } from './point-table';
import type { ShuffleTerms } from './shuffle-job';
import { type BallotRecord, readStatement, type Statement } from './statement';
import { Doubt } from './text-reader';

export interface BatchRequest {
  /** The file, and what it says; its events are in order. */
  readonly bytes: Uint8Array;
  readonly archive: ScannedArchive;
  readonly reaches: (stage: ArchiveStage) => boolean;
  /** In canonical form; null where none were given. */
  readonly sidecars: readonly SidecarJson[] | null;
  /** The content of a hint file. */
  readonly hints: Uint8Array | null;
}

export interface BatchVerdict {
  readonly statement: Statement;
  /** In result order; empty before the result. */
  readonly payloads: Uint8Array[];
  /** Encodings of the plaintexts, 32 bytes each. */
  readonly plaintexts: Uint8Array;
}

/** The verdict if everything holds; null if the itemised checks have to look. */
export async function verifyInBatch(request: BatchRequest, runner: JobRunner): Promise<BatchVerdict | null> {
  try {
    return await verify(request, runner);
  } catch (error) {
    if (error instanceof Doubt || error instanceof Refusal) return null;
    throw error;
  }
}

async function verify(request: BatchRequest, runner: JobRunner): Promise<BatchVerdict> {
  const statement = readStatement(request.archive, request.reaches);
  const hints = request.hints && requireHints(request.hints, request.bytes, statement);
  const sidecars = request.sidecars && sidecarsOf(statement, request.sidecars);
  requireParties(request, statement);
  const terms = await runEquations(statement, hints, sidecars, runner);
  requireTally(request, statement);
  const collected = collect(statement, terms, hints, sidecars);
  const plaintexts = await requireSum(statement, terms, collected, request.reaches('result'), runner);
  const payloads = payloadsOf(plaintexts, statement.election.payloadBytes);
  requireResult(request, payloads);
  return { statement, payloads, plaintexts };
}

function requireHints(file: Uint8Array, archive: Uint8Array, statement: Statement): Hints {
  const hints = readHints(file, archive, shapeOf(statement));
  if (!hints) throw new Doubt();
  return hints;
}

function requireHolds(holds: boolean): void {
  if (!holds) throw new Doubt();
}

/** Who may mix, how many must have, and who has decrypted. */
function requireParties({ archive }: BatchRequest, { shuffles, decryptions, trustees }: Statement): void {
  const ends = (type: string) => archive.events.some((event) => event.type === type);
  const mixers = new Set(shuffles.map(({ owner }) => owner));
  requireHolds(shuffles.every(({ owner }) => owner >= 1));
  requireHolds(shuffles.length === 0 || !ends('EndShuffles') || mixers.size >= 2);
  const owners = decryptions.map(({ owner }) => owner);
  requireHolds(new Set(owners).size === owners.length);
  requireHolds(owners.length === 0 || !ends('Result') || decryptionWeights(trustees, owners) !== null);
}

async function runEquations(
  statement: Statement,
  hints: Hints | null,
  sidecars: Sidecars | null,
  runner: JobRunner,
): Promise<EquationTerms> {
  const ballots = ballotJobs(statement, hints, runner.lanes);
  const shuffles = shuffleJobs(statement);
  const decryptions = decryptionJobs(statement, hints, sidecars);
  const terms = await runAll<Job>(runner, [...shuffles, ...decryptions, ...ballots]);
  const afterShuffles = shuffles.length + decryptions.length;
  return {
    shuffles: terms.slice(0, shuffles.length) as ShuffleTerms[],
    decryptions: terms.slice(shuffles.length, afterShuffles) as DecryptionTerms[],
    ballots: terms.slice(afterShuffles) as BallotsTerms[],
  };
}

async function runAll<J extends Job>(runner: JobRunner, jobs: readonly J[]): Promise<Terms<J>[]> {
  const terms = await runner.run(jobs);
  if (!terms) throw new Doubt();
  return terms;
}

function requireTally({ archive, reaches }: BatchRequest, { ballots, counted }: Statement): void {
  const event = archive.events.find(({ type }) => type === 'EncryptedTally');
  if (!reaches('tally') || event?.type !== 'EncryptedTally') return;
  const { tally, sized } = tallyRecords(counted.map((number) => ballots[number] as BallotRecord));
  requireHolds(event.tally === tally && event.sized === sized && counted.length > 0);
}

function requireResult({ archive, reaches }: BatchRequest, payloads: readonly Uint8Array[]): void {
  if (!reaches('result')) return;
  const event = archive.events.find(({ type }) => type === 'Result');
  requireHolds(event?.type === 'Result' && event.result === resultText(payloads));
}

/** Shows that every point is in the subgroup and that all equations add up; returns the encodings of the plaintexts. */
async function requireSum(
  statement: Statement,
  terms: EquationTerms,
  collected: Collected,
  opens: boolean,
  runner: JobRunner,
): Promise<Uint8Array> {
  const { openings, rest } = opens
    ? separateOpenings(statement, collected, runner.lanes)
    : { openings: [], rest: [...collected.shuffles, ...collected.factors] };
  const all = joinSections([collected.credentials, collected.ballots, ...rest]);
  const others = runs(all.coefficients.length, SUM_CHUNK, runner.lanes).map(([start, end]) =>
    pointsJob(cut(all, start, end)),
  );
  const sums = (await runAll<Job>(runner, [collected.generators, ...openings, ...others])) as PointsTerms[];
  requireIdentity([...terms.ballots, ...terms.decryptions, ...sums].map(({ sum }) => sum));
  return joinBytes(sums.slice(1, 1 + openings.length).map(({ plaintexts }) => plaintexts ?? new Uint8Array()));
}

/** The β of the mixed list go together with the factors that open them; everything else is left to be summed. */
function separateOpenings(
  { trustees, decryptions, counted: { length: n } }: Statement,
  { shuffles, factors }: Collected,
  lanes: number,
): { openings: PointsJob[]; rest: Section[] } {
  const last = shuffles.at(-1);
  const weights = decryptionWeights(
    trustees,
    decryptions.map(({ owner }) => owner),
  );
  if (!last || !weights) throw new Doubt();
  const isNeeded = (i: number) => weights.has(decryptions[i]?.owner ?? 0);
  const needed = factors.filter((_, i) => isNeeded(i));
  const ordered = decryptions.flatMap(({ owner }) => weights.get(owner) ?? []);
  const betas = everySecond(last, 1, n);
  const openings = runs(n, Math.ceil(SUM_CHUNK / (1 + needed.length)), lanes).map(([start, end]) =>
    pointsJob(joinSections([betas, ...needed].map((section) => cut(section, start, end))), ordered),
  );
  const spare = factors.filter((_, i) => !isNeeded(i));
  const proof = cut(last, 2 * n, last.coefficients.length);
  return { openings, rest: [...shuffles.slice(0, -1), everySecond(last, 0, n), proof, ...spare] };
}

function requireIdentity(encodings: readonly Uint8Array[]): void {
  const { points } = decodePoints(joinBytes(encodings));
  let sum = IDENTITY;
  for (let i = 0; i < points.length; i++) sum = sum.add(points.at(i));
  requireHolds(isIdentity(sum));
}

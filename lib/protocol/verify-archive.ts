/**
 * The strict verifier of an election archive: chapter 17 of docs/spec, in the order given there, so that
 * the first failure is the most telling one. It trusts nothing but the bytes at hand.
 */
import { Pace } from '../crypto/pace';
import { PointReader } from '../crypto/point-reader';
import { type BatchedCheck, DETAILS } from './archive-details';
import type {
  ArchiveCheck,
  ArchiveErrorCode,
  ArchiveFacts,
  ArchiveReport,
  ArchiveStage,
  VerifyArchiveOptions,
} from './archive-report';
import type { Run, VerifiedArchive } from './archive-run';
import { checkInBatch } from './check-batch';
import {
  checkDecryptions,
  checkPlaintexts,
  checkResult,
  checkShuffles,
  checkSidecars,
  checkTally,
} from './check-counting';
import { checkBallots, checkEvents, checkFile, checkSetup, expectedWork } from './check-voting';
import { Refusal } from './refusal';

export type { VerifiedArchive } from './archive-run';

type Step = { check: ArchiveCheck; from: ArchiveStage; work: (run: Run) => Promise<string | undefined> };

const STAGES: readonly ArchiveStage[] = ['setup', 'ballots', 'tally', 'shuffles', 'mixed', 'decryptions', 'result'];

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

/** One check; a refusal is noted in the report. Returns whether it holds. */
async function makeCheck(
  run: Run,
  report: Mutable<ArchiveReport>,
  { check, work }: Omit<Step, 'from'>,
): Promise<boolean> {
  try {
    const detail = await work(run);
    report.checks.push({ name: check, ok: true, ...(detail === undefined ? {} : { detail }) });
    return true;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    report.failure = { check, code: error.code as ArchiveErrorCode, message: error.message };
    report.checks.push({ name: check, ok: false, detail: error.message });
    report.ok = false;
    return false;
  }
}

/** Makes all further checks at once if that is possible; the report then says so. */
async function tryBatch(run: Run, report: Mutable<ArchiveReport>, bytes: Uint8Array): Promise<void> {
  const reach = STAGES.indexOf(run.options.upTo ?? 'result');
  const batch = await checkInBatch(run, bytes, (stage) => STAGES.indexOf(stage) <= reach);
  if (!batch) {
    run.pace.expect(expectedWork(run));
    return;
  }
  report.method = batch;
  if (batch === 'hints') report.hints = 'used';
}

function detailOf(check: ArchiveCheck, { facts }: Run): string | undefined {
  return check in DETAILS ? DETAILS[check as BatchedCheck](facts) : undefined;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** {@link verifyArchive} that also hands out what was established, complete up to the stage asked for if `report.ok`. */
export async function runVerification(
  bytes: Uint8Array,
  options: VerifyArchiveOptions,
): Promise<{ report: ArchiveReport; found: Partial<VerifiedArchive> }> {
  const pace = new Pace(0, options.onProgress);
  const run: Run = { options, reader: new PointReader(), pace, facts: emptyFacts(), found: {} };
  const report: Mutable<ArchiveReport> = {
    ok: true,
    level: 'archive',
    method: 'items',
    hints: options.hints ? 'unusable' : 'none',
    checks: [],
    facts: run.facts,
  };
  for (const step of plan(bytes, options)) {
    if (step.check === 'setup') await tryBatch(run, report, bytes);
    const work = report.method === 'items' ? step.work : async () => detailOf(step.check, run);
    if (!(await makeCheck(run, report, { ...step, work }))) break;
  }
  pace.finish();
  const strong = report.checks.some(({ name, ok }) => name === 'sidecars' && ok) && run.facts.decryptions.length > 0;
  if (strong) report.level = 'archive+sidecars';
  return { report, found: run.found };
}

/**
 * Verifies an archive completely, or a running one up to a stage. Never throws for any input bytes.
 * `random` weighs the equations and must be unpredictable to whoever made the archive.
 */
export async function verifyArchive(bytes: Uint8Array, options: VerifyArchiveOptions): Promise<ArchiveReport> {
  return (await runVerification(bytes, options)).report;
}

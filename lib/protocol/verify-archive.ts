/**
 * The strict verifier of an election archive: chapter 17 of docs/spec, in the order given there, so that
 * the first failure is the most telling one. It trusts nothing but the bytes at hand.
 */
import { Pace } from '../crypto/pace';
import { PointReader } from '../crypto/point-reader';
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
import type { Run, VerifiedArchive } from './archive-run';
import {
  checkDecryptions,
  checkPlaintexts,
  checkResult,
  checkShuffles,
  checkSidecars,
  checkTally,
} from './check-counting';
import { checkBallots, checkEvents, checkFile, checkSetup } from './check-voting';
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

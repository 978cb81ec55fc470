/** The verifier of a whole published election: archive, board, composition, rules, decoded votes and recount. */

import type { RandomBytes } from '../crypto/random';
import type { Progress } from './archive-report';
import type { JobRunner } from './batch/jobs';
import {
  checkParties,
  checkWitnesses,
  requireDescription,
  requireHead,
  requireLog,
  requireSeed,
} from './bundle-checks';
import {
  checkCounts,
  checkRegistrations,
  checkRevocations,
  requireComposition,
  requireLeftOut,
} from './bundle-composition';
import { type Bundle, type BundleFiles, readBundle, unknownFiles } from './bundle-files';
import { type ArchiveRecords, archiveRecords, type BundleErrorCode } from './bundle-records';
import { type BundleReport, CheckList, emptyFacts, uncheckable } from './bundle-report';
import { type Count, type CountResult, countedText, decodeBallots, outcomeText, validVotes } from './counted';
import type { PublicDescription } from './description';
import { Refusal } from './refusal';
import { runVerification, type VerifiedArchive } from './verify-archive';

export interface VerifyBundleDeps {
  /** The recount, injected because this folder knows no counting rule. */
  count: Count;
  /** Weighs the equations of the shuffles; must be unpredictable to whoever made the bundle. */
  random: RandomBytes;
  /** The board's Ed25519 public key (64 hex digits) if the caller knows it from elsewhere. */
  boardKey?: string | undefined;
  /** Looks for marked plaintexts, as `verifyArchive` does; true where left out. */
  checkPlaintexts?: boolean | undefined;
  /** Runs the parts of the archive's verification elsewhere, in workers for example; here where left out. */
  runner?: JobRunner | undefined;
  onProgress?: Progress | undefined;
}

/** One verification under way. */
interface Run {
  list: CheckList;
  facts: BundleReport['facts'];
  deps: VerifyBundleDeps;
}

/** Verifies a bundle completely; trusts nothing but the bytes at hand and the key given. Never throws for any files. */
export async function verifyBundle(files: BundleFiles, deps: VerifyBundleDeps): Promise<BundleReport> {
  const list = new CheckList();
  const facts = { ...emptyFacts(), boardKeyPinned: deps.boardKey !== undefined, ignoredFiles: unknownFiles(files) };
  const run = { list, facts, deps };
  await list.untilFailure(async () => {
    const bundle = list.check('files', () => requireFiles(files));
    const records = await checkArchive(run, bundle);
    const description = checkRules(run, bundle, records);
    await checkBoard(run, bundle, records, description);
    checkCounting(run, bundle, description);
  });
  const { checks, failure } = list;
  return {
    ok: !failure,
    level: 'bundle',
    checks,
    ...(failure ? { failure } : {}),
    facts,
    uncheckable: uncheckable(facts),
  };
}

function requireFiles(files: BundleFiles): Bundle {
  const read = readBundle(files);
  if (!read.ok) throw new Refusal<BundleErrorCode>('bundle_incomplete', read.message);
  return read.bundle;
}

async function checkArchive({ list, facts, deps }: Run, bundle: Bundle): Promise<ArchiveRecords> {
  const { report, found } = await runVerification(bundle.archive, {
    sidecars: bundle.sidecars,
    random: deps.random,
    ...(bundle.hints ? { hints: bundle.hints } : {}),
    ...(deps.runner ? { runner: deps.runner } : {}),
    ...(deps.onProgress ? { onProgress: deps.onProgress } : {}),
    ...(deps.checkPlaintexts === undefined ? {} : { checkPlaintexts: deps.checkPlaintexts }),
  });
  facts.archive = report.facts;
  facts.method = report.method;
  facts.hints = report.hints;
  list.take(report);
  return archiveRecords(found as VerifiedArchive, bundle.sidecars);
}

function checkRules({ list, facts }: Run, bundle: Bundle, records: ArchiveRecords): PublicDescription {
  const description = list.check('description', () => requireDescription(bundle, records));
  facts.description = description;
  list.check('parties', () => checkParties(description, records));
  return description;
}

async function checkBoard(
  run: Run,
  bundle: Bundle,
  records: ArchiveRecords,
  description: PublicDescription,
): Promise<void> {
  const { list, facts, deps } = run;
  const trust = { fingerprint: records.election.fingerprint, named: description.boardKey, pinned: deps.boardKey };
  facts.head = list.check(
    'head',
    () => requireHead(bundle, trust),
    (head) => `${head.size} entries`,
  );
  const log = list.check('board', () => requireLog(bundle, records));
  facts.closedAt = log.closedAt;
  list.check('witnesses', () => checkWitnesses(bundle, trust));
  const composition = list.check('composition', () => requireComposition(bundle, log, records, trust));
  facts.composition = composition;
  const keyOf = await list.checkSlowly('left_out', () => requireLeftOut(bundle, composition, records));
  list.check('registrations', () => checkRegistrations(log, keyOf));
  list.check('revocations', () => checkRevocations(log, composition));
  list.check('counts', () => checkCounts(log, composition, description, records));
}

function checkCounting({ list, facts, deps }: Run, bundle: Bundle, description: PublicDescription): void {
  const archive = facts.archive as NonNullable<typeof facts.archive>;
  const seed = list.check('seed', () => requireSeed(bundle, description));
  const ballots = decodeBallots(description, archive.payloads);
  const votes = validVotes(ballots);
  const blank = votes.filter((vote) => vote.chosen.length === 0).length;
  const invalid = ballots.length - votes.length;
  list.check('counted', () => {
    const holds = bundle.counted === countedText(archive.fingerprint, ballots);
    if (!holds)
      throw new Refusal<BundleErrorCode>('counted_differs', 'counted.json is not what the opened payloads say');
    return `${votes.length} valid votes, ${blank} of them blank; ${invalid} invalid`;
  });
  facts.votes = { valid: votes.length, blank, invalid };
  list.check('outcome', () => {
    const result = recount(deps.count, { description, votes, tieSeed: seed });
    checkOutcome(bundle, result, outcomeText(archive.fingerprint, description, ballots, result));
    facts.outcome = { winners: result.winners, totalCostMinor: result.totalCostMinor };
    return `${result.winners.length} winners`;
  });
}

function recount(count: Count, input: Parameters<Count>[0]): CountResult {
  try {
    return count(input);
  } catch (error) {
    if (error instanceof RangeError) throw new Refusal<BundleErrorCode>('cannot_count', error.message);
    throw error;
  }
}

function checkOutcome(bundle: Bundle, result: CountResult, expected: string): void {
  if (bundle.outcome === expected) return;
  const winners = JSON.stringify(result.winners);
  if (!bundle.outcome.includes(`"winners":${winners}`)) {
    throw new Refusal<BundleErrorCode>('winners_differ', `the count gives ${winners}, which outcome.json does not say`);
  }
  throw new Refusal<BundleErrorCode>('outcome_differs', 'outcome.json differs from the count beyond the winners');
}

/** What the verification of a bundle says: the checks by name, what each proves, and what no check can prove. */

import type { ArchiveCheck, ArchiveErrorCode, ArchiveFacts, ArchiveReport } from './archive-report';
import type { SignedHead } from './board';
import type { BundleErrorCode } from './bundle-records';
import type { Composition } from './composition';
import type { PublicDescription } from './description';
import { Refusal } from './refusal';

export type BundleCheckName =
  | ArchiveCheck
  | 'files'
  | 'description'
  | 'parties'
  | 'head'
  | 'board'
  | 'witnesses'
  | 'composition'
  | 'left_out'
  | 'registrations'
  | 'revocations'
  | 'counts'
  | 'seed'
  | 'counted'
  | 'outcome';

/** What each check proves, in the order in which they are made; the first that fails ends the verification. */
export const BUNDLE_CHECKS: Readonly<Record<BundleCheckName, string>> = {
  files: 'The bundle is complete and every file can be read.',
  file: 'The archive is exactly the file that its own contents produce: nothing is hidden between the records.',
  events: 'The steps of the election happened in the one order that is allowed.',
  setup: 'The election key is the trustees’ joint key, and each trustee proved to hold a share of it.',
  ballots: 'Every ballot in the archive is well formed, signed by a listed credential, and made for this election.',
  tally: 'The list that was mixed is exactly the last ballot of each credential.',
  shuffles: 'At least two different mixers reordered the list, and none added, dropped or changed a ballot.',
  decryptions: 'Every trustee opened the mixed list with the share that belongs to the election key.',
  sidecars:
    'Each opening carries the strong proof that it is correct for every single ballot, and no proof is left over.',
  result: 'The payloads are what the openings give.',
  plaintexts: 'Looks for ballots that were marked on purpose; these are reported, and they count.',
  description: 'Projects, costs, rule, roll and dates are those that every ballot was bound to before voting opened.',
  parties: 'The trustees and mixers are those that were named in advance.',
  head: 'The log is exactly the one that the board signed.',
  board: 'The log tells the same story as the archive: opening, voting, close, then each record once and in order.',
  witnesses:
    'Every head that a witness co-signed is of this very log; whose the keys are, the witnesses themselves say.',
  composition:
    'The archive holds every ballot of the board, but those of superseded credentials, in the order of the log.',
  left_out: 'Every ballot that was left out is genuine and belongs to a superseded credential.',
  registrations: 'Every ballot came from a credential that had been registered before.',
  revocations: 'For each superseded credential one revocation stands on the board, and no other does.',
  counts: 'The published numbers are those that the log gives, and no more ballots count than people are on the roll.',
  seed: 'The lot for ties is the one that was committed to before voting opened.',
  counted: 'The published votes are exactly the opened payloads, invalid ones with their reason.',
  outcome: 'Counting these votes again gives the published winners, total and explanation.',
};

export interface BundleCheck {
  name: BundleCheckName;
  ok: boolean;
  proves: string;
  detail?: string;
}

/** Filled as far as the verification came. */
export interface BundleFacts {
  archive: ArchiveFacts | null;
  /** How the archive was verified, as its own report has it. */
  method: ArchiveReport['method'];
  hints: ArchiveReport['hints'];
  description: PublicDescription | null;
  /** Signed head of the whole log: keep it, and no later log can contradict it unnoticed. */
  head: SignedHead | null;
  /** False if the key that the heads were checked against was only taken from the bundle's own description. */
  boardKeyPinned: boolean;
  composition: Composition | null;
  /** When voting was closed, as the log has it. */
  closedAt: string | null;
  votes: { valid: number; blank: number; invalid: number } | null;
  outcome: { winners: readonly string[]; totalCostMinor: bigint } | null;
  /** Files that are no part of a bundle. */
  ignoredFiles: string[];
}

export interface BundleReport {
  ok: boolean;
  level: 'bundle';
  checks: BundleCheck[];
  failure?: { check: BundleCheckName; code: BundleErrorCode | ArchiveErrorCode; message: string };
  facts: BundleFacts;
  /** What no program can find out from a bundle, one sentence each. */
  uncheckable: string[];
}

export function emptyFacts(): BundleFacts {
  return {
    archive: null,
    method: 'items',
    hints: 'none',
    description: null,
    head: null,
    boardKeyPinned: false,
    composition: null,
    closedAt: null,
    votes: null,
    outcome: null,
    ignoredFiles: [],
  };
}

/** Collects checks until the first one fails. */
export class CheckList {
  readonly checks: BundleCheck[] = [];
  failure: BundleReport['failure'];

  /** Makes one check. What it finds is returned; the detail of the report is `detail` of it, or itself if it is a text. */
  check<T>(name: BundleCheckName, work: () => T, detail?: (found: T) => string): T {
    try {
      const found = work();
      this.add(name, true, detail ? detail(found) : typeof found === 'string' ? found : undefined);
      return found;
    } catch (error) {
      throw this.failed(name, error);
    }
  }

  /** A check that lets other work run meanwhile. */
  async checkSlowly<T>(name: BundleCheckName, work: () => Promise<T>): Promise<T> {
    try {
      const found = await work();
      this.add(name, true, undefined);
      return found;
    } catch (error) {
      throw this.failed(name, error);
    }
  }

  /** Takes over the checks of an archive. */
  take(report: ArchiveReport): void {
    for (const { name, ok, detail } of report.checks) if (ok) this.add(name, true, detail);
    const { failure } = report;
    if (failure) throw this.failed(failure.check, new Refusal(failure.code, failure.message));
  }

  /** Runs checks until they end or one fails. */
  async untilFailure(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!this.failure) throw error;
    }
  }

  /** Notes a refusal; anything else is a fault of ours and no verdict. */
  private failed(check: BundleCheckName, error: unknown): unknown {
    if (!(error instanceof Refusal)) return error;
    const { code, message } = error;
    this.failure = { check, code: code as BundleErrorCode | ArchiveErrorCode, message };
    this.add(check, false, message);
    return error;
  }

  private add(name: BundleCheckName, ok: boolean, detail: string | undefined): void {
    this.checks.push({ name, ok, proves: BUNDLE_CHECKS[name], ...(detail === undefined ? {} : { detail }) });
  }
}

const ALWAYS_UNCHECKABLE = [
  'Whether each voter’s device encrypted what its screen showed. Testing a ballot before casting samples this.',
  'Whether the pages sent to each voter were the published ones.',
  'Whether somebody stood behind a voter, or asked for a certain pattern of choices.',
  'Whether enough trustees to open ballots met in secret and opened single ones.',
  'Whether the roll lists the right people, and which credential belongs to whom: only auditors admitted to the roll can compare.',
  'Whether the mixers, who are different by name, were independent of one another in fact.',
] as const;

const VOUCHED =
  'Whether the people behind the credentials signed in at all: in this contest the city vouches for them, so a dishonest server could vote for people who stayed away.';
const UNPINNED =
  'Whether this is the log that others saw: the board’s key was taken from the bundle itself. Compare the head with one that you kept, or give the key yourself.';

/** The honest end of every report. */
export function uncheckable({ description, boardKeyPinned }: BundleFacts): string[] {
  return [
    ...ALWAYS_UNCHECKABLE,
    ...(description?.entitlement === 'vouched' ? [VOUCHED] : []),
    ...(boardKeyPinned ? [] : [UNPINNED]),
  ];
}

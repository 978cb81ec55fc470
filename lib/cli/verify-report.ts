import { formatMinor } from '@/lib/counting/amount';
import type { ArchiveFacts, ArchiveReport } from '@/lib/protocol/archive-report';
import { headText } from '@/lib/protocol/board';
import { BUNDLE_CHECKS, type BundleFacts, type BundleReport } from '@/lib/protocol/bundle-report';

/** What a verification came to, whatever was verified. */
export type Report = ArchiveReport | BundleReport;

const LEVELS: Record<Report['level'], string> = {
  archive: 'archive (ballots, mixing, opening; the openings’ strong proofs and the board were not at hand)',
  'archive+sidecars': 'archive with strong opening proofs (the board and the count were not at hand)',
  bundle: 'bundle (everything from the board to the winners)',
};

/** A report as text for a terminal. */
export function describeReport(report: Report): string {
  const checks = report.checks.map(({ name, ok, detail }) => {
    const label = name.replaceAll('_', ' ').padEnd(14);
    return [
      `  ${ok ? '✓' : '✗'} ${label}${BUNDLE_CHECKS[name]}`,
      ...(detail ? [`${' '.repeat(18)}${plain(detail)}`] : []),
    ];
  });
  const width = Math.max(0, ...listFacts(report).map(([label]) => label.length));
  const facts = listFacts(report).map(([label, value]) => `  ${label.padEnd(width)}  ${plain(value)}`);
  const limits = 'uncheckable' in report ? report.uncheckable.map((sentence) => `  – ${sentence}`) : [];
  return [
    `Level: ${LEVELS[report.level]}`,
    `Method: ${describeMethod(report)}`,
    '',
    'Checks',
    ...checks.flat(),
    ...(facts.length > 0 ? ['', 'Facts', ...facts] : []),
    ...(limits.length > 0 ? ['', 'What nobody can check', ...limits] : []),
    '',
    verdict(report),
  ].join('\n');
}

const METHODS = {
  hints: 'all proofs at once, with hints that save work and need no trust',
  batch: 'all proofs at once, from the archive alone',
  items: 'every check by itself, as far as the first that fails',
} as const;

function describeMethod(report: Report): string {
  const { method, hints } = methodOf(report);
  return METHODS[method] + (hints === 'unusable' ? '; there were hints, but none of use for this archive' : '');
}

function methodOf(report: Report): Pick<ArchiveReport, 'method' | 'hints'> {
  return report.level === 'bundle' ? report.facts : report;
}

/** A report as one line of JSON. */
export function reportJson(report: Report): string {
  const { ok, level, checks, failure } = report;
  const bundle = report.level === 'bundle' ? bundleJson(report) : {};
  const archive = archiveOf(report);
  return JSON.stringify({
    ok,
    level,
    method: methodOf(report).method,
    hints: methodOf(report).hints,
    checks: checks.map(({ name, ok: passed, detail }) => ({ name, ok: passed, detail })),
    failure,
    facts: { ...(archive ? archiveJson(archive) : {}), ...bundle },
    ...('uncheckable' in report ? { uncheckable: report.uncheckable } : {}),
  });
}

function archiveOf(report: Report): ArchiveFacts | null {
  return report.level === 'bundle' ? report.facts.archive : report.facts;
}

function archiveJson({
  uuid,
  fingerprint,
  voters,
  ballots,
  counted,
  mixers,
  trustees,
  markedPlaintexts,
}: ArchiveFacts) {
  return { uuid, fingerprint, voters, ballots, counted, mixers, trustees, markedPlaintexts };
}

function bundleJson({ facts }: BundleReport) {
  const { description, head, boardKeyPinned, composition, closedAt, votes, outcome, ignoredFiles } = facts;
  return {
    city: description?.city,
    contest: description?.contest,
    entitlement: description?.entitlement,
    boardKey: description?.boardKey,
    boardKeyPinned,
    head,
    closedAt,
    counts: composition?.counts,
    votes,
    winners: outcome?.winners,
    totalCostMinor: outcome?.totalCostMinor.toString(),
    ignoredFiles,
  };
}

function listFacts(report: Report): [string, string][] {
  const archive = archiveOf(report);
  const facts: [string, string][] = [];
  if (archive?.uuid) {
    const { uuid, fingerprint, name, voters, ballots, counted, mixers, trustees, markedPlaintexts } = archive;
    facts.push(['Election', `${name} (${uuid})`], ['Fingerprint', fingerprint]);
    facts.push(['Ballots', `${counted} counted of ${ballots} cast, by ${voters} credentials`]);
    facts.push(
      ['Mixed by', mixers.map((owner) => `owner ${owner}`).join(', ') || 'nobody yet'],
      ['Trustees', String(trustees)],
    );
    if (markedPlaintexts.length > 0) facts.push(['Marked ballots', markedPlaintexts.join(', ')]);
  }
  return report.level === 'bundle' ? [...facts, ...listBundleFacts(report.facts)] : facts;
}

function listBundleFacts({ description, head, boardKeyPinned, closedAt, votes, outcome, ignoredFiles }: BundleFacts) {
  const facts: [string, string][] = [];
  if (description) {
    const known = boardKeyPinned ? 'as given' : 'taken from the bundle itself';
    facts.push(['City', description.city], ['Board key', `${description.boardKey} (${known})`]);
    if (closedAt) facts.push(['Closed', `${closedAt} (announced: ${description.closesAt})`]);
  }
  if (head) facts.push(['Board head', `${head.size} entries, root ${head.root}`]);
  if (votes) facts.push(['Votes', `${votes.valid} valid, ${votes.blank} of them blank; ${votes.invalid} invalid`]);
  if (description && outcome) {
    const { code, exponent } = description.currency;
    facts.push(['Winners', outcome.winners.join(', ') || 'none']);
    facts.push(['Total cost', `${formatMinor(outcome.totalCostMinor, exponent)} ${code}`]);
  }
  if (ignoredFiles.length > 0) facts.push(['Not looked at', ignoredFiles.join(', ')]);
  return facts;
}

function verdict({ ok, failure }: Report): string {
  if (ok || !failure) return 'VALID';
  return `NOT VALID: the check “${failure.check.replaceAll('_', ' ')}” fails (${failure.code}): ${plain(failure.message)}`;
}

/** The head of a whole log as its file has it; null where no bundle was verified. */
export function headOf(report: Report): string | null {
  return report.level === 'bundle' && report.facts.head ? headText(report.facts.head) : null;
}

/** Texts of a file go to a terminal here: signs that move the cursor or turn the writing direction must not. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, '\ufffd');
}

import { formatMinor } from '../amount';
import type { ApprovalBallots, CountingContest } from '../types';

/** What section META says besides the numbers, which are taken from the contest and the ballots. */
export interface PabulibMeta {
  readonly description: string;
  readonly country: string;
  readonly unit: string;
  readonly instance: string;
  readonly rule: string;
  /** `DD.MM.YYYY`. */
  readonly dateBegin: string;
  readonly dateEnd: string;
  readonly currency?: string;
  readonly language?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
}

/**
 * An approval contest as a Pabulib file (UTF-8, LF). Voters are numbered by ballot group, so the order of the rows says
 * nothing about the order in which ballots were cast; there are no columns about voters.
 *
 * Throws a RangeError for a project id that the format cannot carry: empty, with a comma, or with blanks at its ends.
 *
 * @param scale minor units are 10^-scale of the unit in the file
 */
export function writePabulib(
  meta: PabulibMeta,
  contest: CountingContest,
  scale: number,
  ballots: ApprovalBallots,
): Uint8Array {
  const { projects } = contest;
  const rows = [
    ['META'],
    ['key', 'value'],
    ...metaRows(meta, contest, scale, ballots),
    ['PROJECTS'],
    ['project_id', 'cost', 'name'],
    ...projects.map(({ id, costMinor, name }) => [checkedId(id), formatMinor(costMinor, scale), name ?? '']),
    ['VOTES'],
    ['voter_id', 'vote'],
    ...voteRows(contest, ballots),
  ];
  return new TextEncoder().encode(`${rows.map((fields) => fields.map(quoted).join(';')).join('\n')}\n`);
}

function metaRows(meta: PabulibMeta, contest: CountingContest, scale: number, ballots: ApprovalBallots): string[][] {
  const entries: [string, string | number | undefined][] = [
    ['description', meta.description],
    ['country', meta.country],
    ['unit', meta.unit],
    ['instance', meta.instance],
    ['num_projects', contest.projects.length],
    ['num_votes', ballots.voters],
    ['budget', formatMinor(contest.budgetMinor, scale)],
    ['vote_type', 'approval'],
    ['rule', meta.rule],
    ['date_begin', meta.dateBegin],
    ['date_end', meta.dateEnd],
    ['min_length', meta.minLength],
    ['max_length', meta.maxLength],
    ['language', meta.language],
    ['currency', meta.currency],
  ];
  return entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]]));
}

function voteRows({ projects }: CountingContest, { multiplicity, offsets, choices }: ApprovalBallots): string[][] {
  const rows: string[][] = [];
  multiplicity.forEach((copies, group) => {
    const chosen = choices.subarray(offsets[group], offsets[group + 1]);
    const vote = Array.from(chosen, (index) => projects[index]?.id).join(',');
    for (let i = 0; i < copies; i++) rows.push([String(rows.length + 1), vote]);
  });
  return rows;
}

function checkedId(id: string): string {
  if (id === '' || /,|^[ \t\r]|[ \t\r]$/.test(id)) throw new RangeError(`Pabulib cannot carry project id "${id}"`);
  return id;
}

/** Quotes a field that would otherwise fall apart. (The reader drops blanks at the ends of names either way.) */
function quoted(field: string): string {
  return /[;"\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

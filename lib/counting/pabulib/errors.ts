/** What can be wrong with a Pabulib file, with what a translated message needs. */
export type PabulibProblem =
  | { readonly code: 'not_utf8' }
  | { readonly code: 'missing_section'; readonly section: Section }
  | { readonly code: 'unexpected_section'; readonly section: Section }
  | { readonly code: 'missing_column'; readonly section: Section; readonly field: string }
  | { readonly code: 'duplicate_column'; readonly section: Section; readonly field: string }
  | { readonly code: 'missing_field'; readonly field: string }
  | { readonly code: 'too_many_fields'; readonly expected: number; readonly found: number }
  | { readonly code: 'unclosed_quote' }
  | { readonly code: 'text_after_quote' }
  | { readonly code: 'missing_key'; readonly key: string }
  | { readonly code: 'duplicate_key'; readonly key: string }
  | { readonly code: 'bad_amount'; readonly field: string; readonly value: string }
  | { readonly code: 'bad_count'; readonly key: string; readonly value: string }
  | { readonly code: 'unknown_vote_type'; readonly value: string }
  | { readonly code: 'comma_in_project_id'; readonly project: string }
  | { readonly code: 'duplicate_project'; readonly project: string }
  | { readonly code: 'duplicate_voter'; readonly voter: string }
  | { readonly code: 'unknown_project'; readonly project: string }
  | { readonly code: 'repeated_choice'; readonly project: string }
  | { readonly code: 'wrong_number_of_projects'; readonly declared: number; readonly found: number }
  | { readonly code: 'wrong_number_of_votes'; readonly declared: number; readonly found: number };

export type Section = 'META' | 'PROJECTS' | 'VOTES';

/** A problem and its place. Lines and columns start at 1; columns count characters (code points), not bytes. */
export type PabulibError = PabulibProblem & { readonly line: number; readonly column: number };

/** Thrown inside the reader, which turns it into a `PabulibError`. */
export class PabulibFault extends Error {
  constructor(
    readonly problem: PabulibProblem,
    /** Byte offset of the place. */
    readonly offset: number,
  ) {
    super(problem.code);
  }
}

export function locate(problem: PabulibProblem, offset: number, bytes: Uint8Array): PabulibError {
  let line = 1;
  let lineStart = startsWithMark(bytes) ? 3 : 0;
  const end = Math.min(offset, bytes.length);
  for (let i = lineStart; i < end; i++) {
    if (bytes[i] === 0x0a) {
      line++;
      lineStart = i + 1;
    }
  }
  let column = 1;
  for (let i = lineStart; i < end; i++) if (((bytes[i] as number) & 0xc0) !== 0x80) column++;
  return Object.assign({}, problem, { line, column });
}

/** Whether the bytes begin with the byte order mark that some spreadsheets write before UTF-8. */
export function startsWithMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

/** The problem in English, for the command line and logs. */
export function describeProblem(problem: PabulibProblem): string {
  switch (problem.code) {
    case 'not_utf8':
      return 'the file is not valid UTF-8 from here on';
    case 'missing_section':
      return `section ${problem.section} is missing`;
    case 'unexpected_section':
      return `section ${problem.section} is not expected here: the order is META, PROJECTS, VOTES, each once`;
    case 'missing_column':
      return `section ${problem.section} has no column "${problem.field}"`;
    case 'duplicate_column':
      return `section ${problem.section} has the column "${problem.field}" twice`;
    case 'missing_field':
      return `"${problem.field}" is missing in this row`;
    case 'too_many_fields':
      return `the row has ${problem.found} fields, its section has ${problem.expected} columns`;
    case 'unclosed_quote':
      return 'a quotation mark opens here and is never closed';
    case 'text_after_quote':
      return 'text follows a closing quotation mark; inside a quoted field a quotation mark is written twice';
    case 'missing_key':
      return `META has no "${problem.key}"`;
    case 'duplicate_key':
      return `META has "${problem.key}" twice`;
    case 'bad_amount':
      return `"${problem.field}" must be an amount such as 1500 or 1500.50, not "${problem.value}"`;
    case 'bad_count':
      return `"${problem.key}" must be a whole number, not "${problem.value}"`;
    case 'unknown_vote_type':
      return `unknown vote_type "${problem.value}"`;
    case 'comma_in_project_id':
      return `project id "${problem.project}" contains a comma, which separates ids in votes`;
    case 'duplicate_project':
      return `project id "${problem.project}" occurs twice`;
    case 'duplicate_voter':
      return `voter id "${problem.voter}" occurs twice`;
    case 'unknown_project':
      return `the vote names project "${problem.project}", which is not listed`;
    case 'repeated_choice':
      return `the vote names project "${problem.project}" twice`;
    case 'wrong_number_of_projects':
      return `num_projects says ${problem.declared}, the file lists ${problem.found}`;
    case 'wrong_number_of_votes':
      return `num_votes says ${problem.declared}, the file lists ${problem.found}`;
  }
}

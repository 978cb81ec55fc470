import { BallotMerger } from '../ballots';
import type { ApprovalBallots } from '../types';
import { ByteTable } from './byte-table';
import { PabulibFault } from './errors';
import type { RowReader } from './rows';

const COMMA = 0x2c;
const SPACE = 0x20;

/** Reads the rows of section VOTES, one at a time, into merged ballots: every listed project counts as supported. */
export class VoteCollector {
  private readonly merger = new BallotMerger();
  private readonly voters: ByteTable;
  /** Per project: the number of the last vote that named it. */
  private readonly named: Uint32Array;
  private readonly chosen: number[] = [];
  count = 0;

  constructor(
    private readonly rows: RowReader,
    private readonly projects: ByteTable,
    private readonly columns: { readonly voter: number; readonly vote: number },
  ) {
    this.voters = new ByteTable(rows.bytes);
    this.named = new Uint32Array(projects.size);
  }

  finish(): ApprovalBallots {
    return this.merger.finish();
  }

  readRow(): void {
    const { rows, columns } = this;
    this.checkVoter(columns.voter);
    if (columns.vote >= rows.fields)
      throw new PabulibFault({ code: 'missing_field', field: 'vote' }, rows.offsetOf(columns.vote));
    this.count++;
    this.chosen.length = 0;
    if (!rows.isBlank(columns.vote))
      this.readChoices(rows.starts[columns.vote] as number, rows.ends[columns.vote] as number);
    this.merger.add(this.chosen);
  }

  private checkVoter(column: number): void {
    const { rows } = this;
    if (column >= rows.fields || rows.isBlank(column)) {
      throw new PabulibFault({ code: 'missing_field', field: 'voter_id' }, rows.offsetOf(column));
    }
    const start = rows.starts[column] as number;
    const end = rows.ends[column] as number;
    if (!this.voters.add(start, end)) {
      throw new PabulibFault({ code: 'duplicate_voter', voter: rows.decode(start, end) }, start);
    }
  }

  private readChoices(start: number, end: number): void {
    const { bytes } = this.rows;
    for (let from = start; from <= end; ) {
      let to = from;
      while (to < end && bytes[to] !== COMMA) to++;
      this.readChoice(from, to);
      from = to + 1;
    }
  }

  private readChoice(from: number, to: number): void {
    const { bytes } = this.rows;
    let start = from;
    let end = to;
    while (start < end && bytes[start] === SPACE) start++;
    while (start < end && bytes[end - 1] === SPACE) end--;
    const project = this.projects.find(start, end);
    const name = (): string => this.rows.decode(start, end);
    if (project < 0) throw new PabulibFault({ code: 'unknown_project', project: name() }, start);
    if (this.named[project] === this.count) throw new PabulibFault({ code: 'repeated_choice', project: name() }, start);
    this.named[project] = this.count;
    this.chosen.push(project);
  }
}

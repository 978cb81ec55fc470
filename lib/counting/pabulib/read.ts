import { type Decimal, parseDecimal, toMinor } from '../amount';
import type { ApprovalBallots, CountingContest, Project } from '../types';
import { ByteTable } from './byte-table';
import { locate, type PabulibError, PabulibFault, type Section } from './errors';
import { RowReader } from './rows';
import { firstInvalidUtf8 } from './utf8';
import { VoteCollector } from './votes';

export type { PabulibError } from './errors';

export const VOTE_TYPES = ['approval', 'choose-1', 'cumulative', 'ordinal', 'scoring'] as const;
export type VoteType = (typeof VOTE_TYPES)[number];

export interface PabulibInstance {
  readonly contest: CountingContest;
  /** Minor units are 10^-scale of the file's own unit: the smallest scale at which every amount is whole. */
  readonly scale: number;
  readonly voteType: VoteType;
  /** Who listed what. Points and places of the other vote types are not kept. */
  readonly ballots: ApprovalBallots;
  /** Fewest and most projects that a voter could list, where the file says so. Votes are not checked against them. */
  readonly minLength: number | null;
  readonly maxLength: number | null;
  /** All of section META, as written. */
  readonly meta: ReadonlyMap<string, string>;
}

export type PabulibResult =
  | { readonly ok: true; readonly instance: PabulibInstance }
  | { readonly ok: false; readonly error: PabulibError };

/**
 * Reads a Pabulib file (D. Stolicki, S. Szufa, N. Talmon, "Pabulib: A Participatory Budgeting Library",
 * arXiv:2012.06539). Strict: what is not understood is an error with its place, never a guess.
 */
export function readPabulib(file: Uint8Array): PabulibResult {
  try {
    const invalid = firstInvalidUtf8(file);
    if (invalid >= 0) throw new PabulibFault({ code: 'not_utf8' }, invalid);
    return { ok: true, instance: new PabulibReader(file).read() };
  } catch (fault) {
    if (fault instanceof PabulibFault) return { ok: false, error: locate(fault.problem, fault.offset, file) };
    throw fault;
  }
}

interface MetaEntry {
  readonly value: string;
  readonly offset: number;
}

interface ListedProject {
  readonly id: string;
  readonly name: string;
  readonly cost: Decimal;
}

class PabulibReader {
  private readonly rows: RowReader;
  private readonly ids: ByteTable;
  private readonly meta = new Map<string, MetaEntry>();
  private readonly projects: ListedProject[] = [];

  constructor(file: Uint8Array) {
    this.rows = new RowReader(file);
    this.ids = new ByteTable(this.rows.bytes);
  }

  read(): PabulibInstance {
    if (!this.rows.next() || this.sectionName() !== 'META') this.fail({ code: 'missing_section', section: 'META' }, 0);
    this.readMeta();
    const budget = this.amountOf('budget');
    const voteType = this.voteType();
    this.readProjects();
    const declaredProjects = this.countOf('num_projects');
    if (declaredProjects !== this.projects.length) {
      const problem = {
        code: 'wrong_number_of_projects',
        declared: declaredProjects,
        found: this.projects.length,
      } as const;
      this.fail(problem, this.entry('num_projects').offset);
    }
    const ballots = this.readVotes();
    const scale = Math.max(budget.scale, ...this.projects.map(({ cost }) => cost.scale));
    return {
      contest: {
        budgetMinor: toMinor(budget, scale),
        projects: this.projects.map((listed) => toProject(listed, scale)),
      },
      scale,
      voteType,
      ballots,
      minLength: this.meta.has('min_length') ? this.countOf('min_length') : null,
      maxLength: this.meta.has('max_length') ? this.countOf('max_length') : null,
      meta: new Map([...this.meta].map(([key, { value }]) => [key, value])),
    };
  }

  private fail(problem: ConstructorParameters<typeof PabulibFault>[0], offset: number): never {
    throw new PabulibFault(problem, offset);
  }

  /** The section that the current row opens, if it is such a row. */
  private sectionName(): Section | null {
    const { rows } = this;
    for (let i = 1; i < rows.fields; i++) if (!rows.isBlank(i)) return null;
    const word = rows.text(0);
    return word === 'META' || word === 'PROJECTS' || word === 'VOTES' ? word : null;
  }

  /** Reads the column names of a section; each needed one must be there. */
  private readColumns(section: Section, needed: readonly string[]): ReadonlyMap<string, number> {
    const { rows } = this;
    if (!rows.next()) {
      this.fail({ code: 'missing_column', section, field: needed[0] as string }, rows.bytes.length);
    }
    const columns = new Map<string, number>();
    for (let i = 0; i < rows.fields; i++) {
      const column = rows.text(i);
      if (column === '') continue;
      if (columns.has(column)) this.fail({ code: 'duplicate_column', section, field: column }, rows.offsetOf(i));
      columns.set(column, i);
    }
    for (const column of needed) {
      if (!columns.has(column)) this.fail({ code: 'missing_column', section, field: column }, rows.offsetOf(0));
    }
    return columns;
  }

  /** Calls `read` for every row up to the section `until`, or up to the end of the file if there is none. */
  private eachRow(columns: number, until: Section | null, read: () => void): void {
    const { rows } = this;
    while (rows.next()) {
      const section = this.sectionName();
      if (section !== null && section === until) return;
      if (section !== null) this.fail({ code: 'unexpected_section', section }, rows.offsetOf(0));
      if (rows.fields > columns) this.checkExtraFields(columns);
      read();
    }
    if (until !== null) this.fail({ code: 'missing_section', section: until }, rows.bytes.length);
  }

  /** Spreadsheets pad rows with empty fields; anything else beyond the columns is a mistake. */
  private checkExtraFields(columns: number): void {
    const { rows } = this;
    for (let i = columns; i < rows.fields; i++) {
      if (!rows.isBlank(i)) {
        this.fail({ code: 'too_many_fields', expected: columns, found: rows.fields }, rows.offsetOf(i));
      }
    }
  }

  private readMeta(): void {
    const { rows } = this;
    const columns = this.readColumns('META', ['key', 'value']);
    const keyColumn = columns.get('key') as number;
    const valueColumn = columns.get('value') as number;
    this.eachRow(rows.fields, 'PROJECTS', () => {
      const key = this.required(keyColumn, 'key');
      if (this.meta.has(key)) this.fail({ code: 'duplicate_key', key }, rows.offsetOf(keyColumn));
      const value = valueColumn < rows.fields ? rows.text(valueColumn) : '';
      this.meta.set(key, { value, offset: rows.offsetOf(valueColumn) });
    });
  }

  private readProjects(): void {
    const { rows } = this;
    const columns = this.readColumns('PROJECTS', ['project_id', 'cost']);
    const idColumn = columns.get('project_id') as number;
    const costColumn = columns.get('cost') as number;
    const nameColumn = columns.get('name') ?? Number.POSITIVE_INFINITY;
    this.eachRow(rows.fields, 'VOTES', () => {
      const id = this.required(idColumn, 'project_id');
      if (id.includes(',')) this.fail({ code: 'comma_in_project_id', project: id }, rows.offsetOf(idColumn));
      if (!this.ids.add(rows.starts[idColumn] as number, rows.ends[idColumn] as number)) {
        this.fail({ code: 'duplicate_project', project: id }, rows.offsetOf(idColumn));
      }
      const value = this.required(costColumn, 'cost');
      const cost = parseDecimal(value);
      if (!cost) this.fail({ code: 'bad_amount', field: 'cost', value }, rows.offsetOf(costColumn));
      this.projects.push({ id, cost, name: nameColumn < rows.fields ? rows.text(nameColumn) : '' });
    });
  }

  private readVotes(): ApprovalBallots {
    const columns = this.readColumns('VOTES', ['voter_id', 'vote']);
    const places = { voter: columns.get('voter_id') as number, vote: columns.get('vote') as number };
    const votes = new VoteCollector(this.rows, this.ids, places);
    this.eachRow(this.rows.fields, null, () => votes.readRow());
    const declared = this.countOf('num_votes');
    if (declared !== votes.count) {
      const problem = { code: 'wrong_number_of_votes', declared, found: votes.count } as const;
      this.fail(problem, this.entry('num_votes').offset);
    }
    return votes.finish();
  }

  private required(column: number, field: string): string {
    const { rows } = this;
    if (column >= rows.fields || rows.isBlank(column)) {
      this.fail({ code: 'missing_field', field }, rows.offsetOf(column));
    }
    return rows.text(column);
  }

  private entry(key: string): MetaEntry {
    const entry = this.meta.get(key);
    if (!entry) this.fail({ code: 'missing_key', key }, 0);
    return entry;
  }

  private amountOf(key: string): Decimal {
    const { value, offset } = this.entry(key);
    const amount = parseDecimal(value);
    if (!amount) this.fail({ code: 'bad_amount', field: key, value }, offset);
    return amount;
  }

  private countOf(key: string): number {
    const { value, offset } = this.entry(key);
    if (!/^\d{1,9}$/.test(value)) this.fail({ code: 'bad_count', key, value }, offset);
    return Number(value);
  }

  private voteType(): VoteType {
    const { value, offset } = this.entry('vote_type');
    const known = VOTE_TYPES.find((type) => type === value);
    if (!known) this.fail({ code: 'unknown_vote_type', value }, offset);
    return known;
  }
}

function toProject({ id, name, cost }: ListedProject, scale: number): Project {
  return { id, costMinor: toMinor(cost, scale), ...(name === '' ? {} : { name }) };
}

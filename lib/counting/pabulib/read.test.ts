import { expect, test } from 'vitest';
import { describeProblem, type PabulibError } from './errors';
import { type PabulibInstance, readPabulib } from './read';

const META = ['META', 'key;value', 'num_projects;2', 'num_votes;2', 'budget;100', 'vote_type;approval'];
const PROJECTS = ['PROJECTS', 'project_id;cost;name', 'p1;10;One', 'p2;20;Two'];
const VOTES = ['VOTES', 'voter_id;vote', 'a;p1,p2', 'b;p2'];
const FILE = [...META, ...PROJECTS, ...VOTES];

const bytes = (lines: readonly string[], end = '\n'): Uint8Array => new TextEncoder().encode(lines.join(end) + end);

/** The good file with one line (counted from 1) replaced by any number of others. */
const withLine = (line: number, ...lines: string[]): Uint8Array => bytes(FILE.toSpliced(line - 1, 1, ...lines));

function read(file: Uint8Array): PabulibInstance {
  const result = readPabulib(file);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.instance;
}

function errorOf(file: Uint8Array): PabulibError {
  const result = readPabulib(file);
  if (result.ok) throw new Error('expected an error');
  return result.error;
}

const approvals = ({ ballots }: PabulibInstance) =>
  [...ballots.multiplicity].map((copies, g) => [
    copies,
    [...ballots.choices.subarray(ballots.offsets[g], ballots.offsets[g + 1])],
  ]);

test('reads budget, projects and ballots', () => {
  const instance = read(bytes(FILE));
  expect(instance.contest).toEqual({
    budgetMinor: 100n,
    projects: [
      { id: 'p1', costMinor: 10n, name: 'One' },
      { id: 'p2', costMinor: 20n, name: 'Two' },
    ],
  });
  expect(instance).toMatchObject({ scale: 0, voteType: 'approval', minLength: null, maxLength: null });
  expect(instance.meta.get('num_votes')).toBe('2');
  expect(approvals(instance)).toEqual([
    [1, [0, 1]],
    [1, [1]],
  ]);
});

test.for([
  ['CRLF', bytes(FILE, '\r\n')],
  ['a byte order mark', new Uint8Array([0xef, 0xbb, 0xbf, ...bytes(FILE)])],
  ['no line end at the end', bytes(FILE).slice(0, -1)],
  [
    'blank lines and rows padded by a spreadsheet',
    bytes(
      FILE.flatMap((line) => [`${line};;`, '', ' ; ;']),
      '\r\n',
    ),
  ],
  [
    'quoted fields',
    bytes(
      FILE.map((line) =>
        line
          .split(';')
          .map((field) => `"${field}"`)
          .join(';'),
      ),
    ),
  ],
  ['blanks around fields and choices', withLine(13, ' a\t; p2 , p1 ')],
] as [string, Uint8Array][])('reads the same from a file with %s', ([, file]) => {
  const { contest, ballots } = read(file);
  const plain = read(bytes(FILE));
  expect({ contest, ballots }).toEqual({ contest: plain.contest, ballots: plain.ballots });
});

test('merges identical ballots, whatever the order of their choices, and keeps empty ones', () => {
  const lines = [...META, ...PROJECTS, 'VOTES', 'voter_id;vote', 'a;p2,p1', 'b;', 'c;p1,p2', 'd;""', 'e;p1'];
  const instance = read(bytes(lines.map((line) => line.replace('num_votes;2', 'num_votes;5'))));
  expect(instance.ballots.voters).toBe(5);
  expect(approvals(instance)).toEqual([
    [2, [0, 1]],
    [2, []],
    [1, [0]],
  ]);
});

test('scales decimals exactly to the smallest unit in which every amount is whole', () => {
  const lines = FILE.map((line) => line.replace('budget;100', 'budget;363734.880').replace('p1;10;', 'p1;0.125;'));
  const { contest, scale } = read(bytes(lines));
  expect(scale).toBe(3);
  expect(contest.budgetMinor).toBe(363734880n);
  expect(contest.projects.map(({ costMinor }) => costMinor)).toEqual([125n, 20000n]);
  expect(read(withLine(5, 'budget;100.0'))).toMatchObject({ scale: 0, contest: { budgetMinor: 100n } });
});

test('quoted fields may hold separators, quotation marks and line ends', () => {
  const { contest } = read(withLine(9, 'p1;10;"A ""big""; tree,\nor two"'));
  expect(contest.projects[0]?.name).toBe('A "big"; tree,\nor two');
});

test('a name is optional, and quotation marks inside a plain field are just that', () => {
  const { contest } = read(withLine(9, 'p1;10;Stop "Estakada"'));
  expect(contest.projects[0]?.name).toBe('Stop "Estakada"');
  expect(read(withLine(9, 'p1;10')).contest.projects[0]).toEqual({ id: 'p1', costMinor: 10n });
});

test('of other vote types the listed projects are read', () => {
  const votes = ['VOTES', 'voter_id;points;vote', 'a;3,1;p2,p1', 'b;5;p2'];
  const meta = META.map((line) => line.replace('approval', 'cumulative'));
  const instance = read(bytes([...meta, 'min_length;1', 'max_length;3', ...PROJECTS, ...votes]));
  expect(instance).toMatchObject({ voteType: 'cumulative', minLength: 1, maxLength: 3 });
  expect(approvals(instance)).toEqual([
    [1, [0, 1]],
    [1, [1]],
  ]);
});

test('many different ballots and voters', () => {
  const ids = Array.from({ length: 12 }, (_, i) => `id-${i}`);
  const votes = Array.from({ length: 3000 }, (_, v) => ids.filter((_, i) => ((v % 1500) >> i) & 1));
  const file = bytes([
    'META',
    'key;value',
    'num_projects;12',
    'num_votes;3000',
    'budget;1',
    'vote_type;approval',
    'PROJECTS',
    'project_id;cost',
    ...ids.map((id) => `${id};1`),
    'VOTES',
    'voter_id;vote',
    ...votes.map((vote, v) => `${v};${vote.join(',')}`),
  ]);
  const { ballots } = read(file);
  expect(ballots.voters).toBe(3000);
  expect([...ballots.multiplicity]).toEqual(Array.from({ length: 1500 }, () => 2));
  expect(ballots.choices.length).toBe(votes.slice(0, 1500).flat().length);
});

const invalid = (line: number, ...tail: number[]): Uint8Array => {
  const head = bytes(FILE.slice(0, line - 1));
  return new Uint8Array([...head, 0x7a, 0xc3, 0xa9, ...tail, 0x0a]);
};

test.for([
  ['not_utf8', invalid(9, 0xff), 9, 3, {}],
  ['not_utf8', invalid(9, 0xc0, 0xaf), 9, 3, {}],
  ['not_utf8', invalid(9, 0xed, 0xa0, 0x80), 9, 3, {}],
  ['not_utf8', invalid(9, 0xf4, 0x90, 0x80, 0x80), 9, 3, {}],
  ['not_utf8', invalid(9, 0xf0, 0x9f, 0x98), 9, 3, {}],
  ['not_utf8', invalid(9, 0xe2, 0x82, 0x28), 9, 3, {}],
  ['missing_section', new Uint8Array(), 1, 1, { section: 'META' }],
  ['missing_section', bytes(['Dear all,', ...FILE]), 1, 1, { section: 'META' }],
  ['missing_section', bytes(META), 7, 1, { section: 'PROJECTS' }],
  ['missing_section', bytes([...META, ...PROJECTS]), 11, 1, { section: 'VOTES' }],
  ['unexpected_section', bytes([...META, ...VOTES]), 7, 1, { section: 'VOTES' }],
  ['unexpected_section', bytes([...FILE, 'PROJECTS']), 15, 1, { section: 'PROJECTS' }],
  ['missing_column', withLine(2, 'clef;valeur'), 2, 1, { section: 'META', field: 'key' }],
  ['missing_column', withLine(8, 'project_id;price;name'), 8, 1, { section: 'PROJECTS', field: 'cost' }],
  ['missing_column', withLine(12, 'voter_id;votes'), 12, 1, { section: 'VOTES', field: 'vote' }],
  ['missing_column', bytes(['META']), 2, 1, { section: 'META', field: 'key' }],
  ['duplicate_column', withLine(8, 'project_id;cost;name;cost'), 8, 22, { section: 'PROJECTS', field: 'cost' }],
  ['missing_field', withLine(9, ';10;One'), 9, 1, { field: 'project_id' }],
  ['missing_field', withLine(9, 'p1'), 9, 3, { field: 'cost' }],
  ['missing_field', withLine(13, ';p1'), 13, 1, { field: 'voter_id' }],
  ['missing_field', withLine(13, 'a'), 13, 2, { field: 'vote' }],
  ['missing_field', withLine(4, 'num_votes;2', ';3'), 5, 1, { field: 'key' }],
  ['too_many_fields', withLine(9, 'p1;10;Ü;;more'), 9, 10, { expected: 3, found: 5 }],
  ['unclosed_quote', withLine(9, 'p1;10;"One'), 9, 7, {}],
  ['text_after_quote', withLine(9, 'p1;10;"One" or two'), 9, 13, {}],
  ['missing_key', withLine(5), 1, 1, { key: 'budget' }],
  ['missing_key', withLine(6), 1, 1, { key: 'vote_type' }],
  ['missing_key', withLine(3), 1, 1, { key: 'num_projects' }],
  ['duplicate_key', withLine(5, 'budget;100', 'budget;200'), 6, 1, { key: 'budget' }],
  ['bad_amount', withLine(5, 'budget;1,000'), 5, 8, { field: 'budget', value: '1,000' }],
  ['bad_amount', withLine(5, 'budget'), 5, 7, { field: 'budget', value: '' }],
  ['bad_amount', withLine(10, 'p2;-20;Two'), 10, 4, { field: 'cost', value: '-20' }],
  ['bad_amount', withLine(10, 'p2;1e6;Two'), 10, 4, { field: 'cost', value: '1e6' }],
  ['bad_count', withLine(4, 'num_votes;2.0'), 4, 11, { key: 'num_votes', value: '2.0' }],
  ['unknown_vote_type', withLine(6, 'vote_type;veto'), 6, 11, { value: 'veto' }],
  ['comma_in_project_id', withLine(10, '2,5;20;Two'), 10, 1, { project: '2,5' }],
  ['duplicate_project', withLine(10, ' p1 ;20;Two'), 10, 2, { project: 'p1' }],
  ['duplicate_voter', withLine(14, 'a;p2'), 14, 1, { voter: 'a' }],
  ['unknown_project', withLine(13, 'é;p1, p3'), 13, 7, { project: 'p3' }],
  ['unknown_project', withLine(13, 'a;p1,'), 13, 6, { project: '' }],
  ['repeated_choice', withLine(13, 'a;p1,p2,p1'), 13, 9, { project: 'p1' }],
  ['wrong_number_of_projects', withLine(3, 'num_projects;3'), 3, 14, { declared: 3, found: 2 }],
  ['wrong_number_of_votes', withLine(4, 'num_votes;1'), 4, 11, { declared: 1, found: 2 }],
] as [PabulibError['code'], Uint8Array, number, number, object][])(
  '%s with its place and data, described in words',
  ([code, file, line, column, data]) => {
    const error = errorOf(file);
    expect(error).toEqual({ code, line, column, ...data });
    const words = describeProblem(error);
    expect(words).toMatch(/^("|META |[a-z]).*[^.]$/);
    for (const value of Object.values(data)) expect(words).toContain(String(value));
  },
);

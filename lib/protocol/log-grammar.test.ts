import { describe, expect, it } from 'vitest';
import { type Leaf, leafText } from './board';
import { LogGrammar } from './log-grammar';

const hex = 'ab'.repeat(32);
const fingerprint = 'mmZvgyIpGw6+fPm8gq/njygPxL760VxCqHvUDq7Q/Ww';
const election = { fingerprint, descriptionHash: hex };

const leaves = {
  election: { kind: 'election', fingerprint, description: hex },
  registration: { kind: 'registration', credential: hex },
  ballot: { kind: 'ballot', ballot: hex },
  revocation: { kind: 'revocation', commitment: hex },
  close: { kind: 'close', closedAt: '2027-03-15T20:00Z' },
  tally: { kind: 'tally', tally: hex },
  mix1: { kind: 'shuffle', owner: 1, shuffle: hex },
  mix2: { kind: 'shuffle', owner: 2, shuffle: hex },
  open1: { kind: 'decryption', owner: 1, decryption: hex, sidecar: hex },
  open2: { kind: 'decryption', owner: 2, decryption: hex, sidecar: hex },
  result: { kind: 'result', result: hex },
} as const satisfies Record<string, Leaf>;
type Name = keyof typeof leaves;

const WHOLE = 'election registration ballot revocation close tally mix1 mix2 open1 open2 result'.split(' ') as Name[];
const logOf = (names: readonly Name[]) => {
  const grammar = new LogGrammar(election);
  for (const name of names) expect(grammar.take(leafText(leaves[name])), name).toBeNull();
  return grammar;
};

/** What may follow a log that has come to some point; `closed`: no ballot can follow. */
const STANDS: { log: Name[]; next: Name[]; closed: boolean }[] = [
  { log: [], next: ['election'], closed: false },
  { log: ['election'], next: ['registration', 'ballot', 'revocation', 'close'], closed: false },
  { log: WHOLE.slice(0, 4), next: ['registration', 'ballot', 'revocation', 'close'], closed: false },
  { log: WHOLE.slice(0, 5), next: ['tally'], closed: true },
  { log: WHOLE.slice(0, 6), next: ['mix1', 'mix2', 'open1', 'open2'], closed: true },
  { log: WHOLE.slice(0, 7), next: ['mix2', 'open1', 'open2'], closed: true },
  { log: WHOLE.slice(0, 9), next: ['open2', 'result'], closed: true },
  { log: WHOLE, next: [], closed: true },
];

describe('a log', () => {
  it.each(STANDS)('of $log may go on with $next', ({ log, next, closed }) => {
    expect(logOf(log).isClosed).toBe(closed);
    for (const name of Object.keys(leaves) as Name[]) {
      const fault = logOf(log).take(leafText(leaves[name]));
      expect([name, fault?.code]).toEqual([name, next.includes(name) ? undefined : 'leaf_misplaced']);
    }
  });

  it('gives the same fault again, and goes on with what may stand there', () => {
    const grammar = logOf(['election']);
    const fault = grammar.take(leafText(leaves.result));
    expect(fault).toEqual({
      code: 'leaf_misplaced',
      message: 'entry 1 of the log is out of place: result while voting is open',
    });
    expect(grammar.take(leafText(leaves.result))).toEqual(fault);
    expect(grammar.take(leafText(leaves.ballot))).toBeNull();
    expect(grammar.take(leafText(leaves.result))?.message).toContain('entry 2 of');
  });

  it('begins with this election', () => {
    for (const change of [{ fingerprint: `A${fingerprint.slice(1)}` }, { description: 'cd'.repeat(32) }]) {
      const other = leafText({ ...leaves.election, ...change });
      expect(new LogGrammar(election).take(other)?.code).toBe('leaf_election');
    }
  });

  it.each(['', '{}', '{"kind":"vote"}', ` ${leafText(leaves.election)}`])('does not take %j', (text) => {
    expect(logOf([]).take(text)).toEqual({
      code: 'leaf_malformed',
      message: 'entry 0 of the log is not an entry of a board',
    });
  });
});

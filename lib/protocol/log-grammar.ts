import { type Leaf, parseLeaf } from './board';

export type GrammarFault = { code: 'leaf_malformed' | 'leaf_misplaced' | 'leaf_election'; message: string };

type Phase = 'start' | 'voting' | 'closed' | 'mixing' | 'opening' | 'done';

/** Which leaves may come in a phase, and where each leads. */
const STEPS: Record<Phase, Partial<Record<Leaf['kind'], Phase>>> = {
  start: { election: 'voting' },
  voting: { registration: 'voting', ballot: 'voting', revocation: 'voting', close: 'closed' },
  closed: { tally: 'mixing' },
  mixing: { shuffle: 'mixing', decryption: 'opening' },
  opening: { decryption: 'opening', result: 'done' },
  done: {},
};

/** Reads a log leaf by leaf and refuses the first that cannot stand there, whatever comes after it. */
export class LogGrammar {
  private phase: Phase = 'start';
  private position = 0;
  private readonly owners = new Set<string>();

  /** `descriptionHash` as in the election's record, 64 hex digits. */
  constructor(private readonly election: { fingerprint: string; descriptionHash: string }) {}

  /** No ballot may follow any more. */
  get isClosed(): boolean {
    return this.phase !== 'start' && this.phase !== 'voting';
  }

  /** Takes the next leaf. After a fault the log stays refused: the same leaf gives the same fault. */
  take(text: string): GrammarFault | null {
    const leaf = parseLeaf(text);
    const where = `entry ${this.position} of the log`;
    if (leaf === null) return { code: 'leaf_malformed', message: `${where} is not an entry of a board` };
    const next = STEPS[this.phase][leaf.kind];
    if (next === undefined || !this.isFirstOfOwner(leaf)) {
      return { code: 'leaf_misplaced', message: `${where} is out of place: ${leaf.kind} ${afterWhat(this.phase)}` };
    }
    if (leaf.kind === 'election' && !this.isElection(leaf)) {
      return { code: 'leaf_election', message: 'the log does not begin with this election' };
    }
    if ('owner' in leaf) this.owners.add(`${leaf.kind} ${leaf.owner}`);
    this.phase = next;
    this.position += 1;
    return null;
  }

  private isElection({ fingerprint, description }: Extract<Leaf, { kind: 'election' }>): boolean {
    return fingerprint === this.election.fingerprint && description === this.election.descriptionHash;
  }

  /** Nobody mixes twice or opens twice. */
  private isFirstOfOwner(leaf: Leaf): boolean {
    return !('owner' in leaf && this.owners.has(`${leaf.kind} ${leaf.owner}`));
  }
}

function afterWhat(phase: Phase): string {
  const words: Record<Phase, string> = {
    start: 'at the beginning',
    voting: 'while voting is open',
    closed: 'after the close',
    mixing: 'among the mixes',
    opening: 'among the openings',
    done: 'after the result',
  };
  return words[phase];
}

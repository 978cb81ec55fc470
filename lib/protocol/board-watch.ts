/**
 * A watcher of one board: it knows every head that it was ever shown and the hash of every leaf, and says of each new
 * head whether a board that only grows can have signed it. Pure: fetching, keeping and telling people is the caller's.
 */

import { HashIndex } from '../crypto/hash-list';
import { leafHash, MerkleTree, verifyConsistency } from '../crypto/merkle';
import { type SignedHead, type SignedReceipt, verifyHead, verifyReceipt } from './board';
import { pathBytes } from './board-answers';
import { fromHex, toHex } from './hex';
import { type GrammarFault, LogGrammar } from './log-grammar';
import { ballotLeafHash } from './tracker';

export type AlarmCode =
  | GrammarFault['code']
  /** A head that the board's key did not sign, or of another election. */
  | 'bad_signature'
  | 'other_election'
  /** The board shows less than it has shown before. */
  | 'shrunk'
  /** Two signed heads of which neither log is the beginning of the other: shown to us, or one of them to others. */
  | 'rewritten'
  | 'split_view'
  /** The entries at hand do not give the root that was signed. */
  | 'root_differs'
  | 'leaf_repeated'
  /** The board does not serve, or serves otherwise, what it has signed. */
  | 'withheld'
  | 'entry_changed'
  /** A signed receipt promised a ballot that is not on the board. */
  | 'promise_broken';

/** What no honest board can do, with the signed heads that show it. */
export type Alarm = { code: AlarmCode; message: string; heads: SignedHead[] };

/** Whom to believe: everything follows from the election's record. */
export type WatchedElection = {
  fingerprint: string;
  descriptionHash: string;
  /** Ed25519 public key, 64 hex digits. */
  boardKey: string;
};

export class BoardWatch {
  private readonly tree = new MerkleTree();
  private readonly index = new HashIndex(this.tree.leaves);
  private readonly grammar: LogGrammar;
  /** By size. */
  private readonly heads = new Map<number, SignedHead>();
  private last: SignedHead | null = null;

  constructor(private readonly election: WatchedElection) {
    this.grammar = new LogGrammar(election);
  }

  /** Leaves taken so far; those beyond the latest head are not yet signed for. */
  get size(): number {
    return this.tree.size;
  }

  /** The largest head that was accepted. */
  get head(): SignedHead | null {
    return this.last;
  }

  /** Whether the log says that voting is over. */
  get isClosed(): boolean {
    return this.grammar.isClosed;
  }

  /** A head before its leaves are known: genuine, of this election, no smaller than before, equal where of equal size. */
  judgeHead(head: SignedHead): Alarm | null {
    const foreign = this.judgeSigner(head);
    if (foreign) return foreign;
    const known = this.heads.get(head.size) ?? null;
    if (known && known.root !== head.root) return rewritten(known, head);
    if (this.last && head.size < this.last.size) {
      const message = `the board shows ${head.size} entries and has signed ${this.last.size} before`;
      return { code: 'shrunk', message, heads: [this.last, head] };
    }
    return null;
  }

  /** The board's own proof that a new head extends the latest one we have (RFC 9162, 2.1.4.2); hex digits. */
  judgeConsistency(head: SignedHead, proof: readonly string[]): Alarm | null {
    const { last } = this;
    if (!last || last.size === head.size) return null;
    const holds = verifyConsistency({
      first: last.size,
      second: head.size,
      firstRoot: rootBytes(last),
      secondRoot: rootBytes(head),
      proof: pathBytes(proof),
    });
    return holds ? null : rewritten(last, head);
  }

  /** Takes the next leaf of the log, not believed before a head is accepted. */
  takeLeaf(text: string): Alarm | null {
    const fault = this.grammar.take(text);
    const heads = this.last ? [this.last] : [];
    if (fault) return { ...fault, heads };
    const hash = leafHash(text);
    const earlier = this.index.find(hash);
    if (earlier >= 0) {
      const message = `entries ${earlier} and ${this.tree.size} of the log are the same`;
      return { code: 'leaf_repeated', message, heads };
    }
    this.tree.append(hash);
    this.index.add(this.tree.size - 1);
    return null;
  }

  /** Entries that were taken before, as the board serves them now: from position `start`, as many as it gave. */
  recheck(start: number, leaves: readonly string[]): Alarm | null {
    const at = leaves.findIndex((text, i) => !this.tree.leaves.holds(start + i, leafHash(text)));
    if (at < 0) return null;
    const message = `the board serves another entry ${start + at} than the one that it signed`;
    return { code: 'entry_changed', message, heads: this.last ? [this.last] : [] };
  }

  /** The board does not hand out what a head of its own covers. */
  withheld(head: SignedHead, what: string): Alarm {
    const message = `the board signed ${head.size} entries and does not give ${what}`;
    return { code: 'withheld', message, heads: [head] };
  }

  /** Believes heads, the smallest first, whose leaves are all here: the root over the leaves is each time the signed one. */
  accept(heads: readonly SignedHead[]): Alarm | null {
    const latest = heads.at(-1);
    if (latest === undefined) return null;
    for (const head of heads) {
      const alarm = this.judgeHead(head);
      if (alarm) return alarm;
    }
    if (!this.fits(latest)) {
      const message = `the board’s entries do not give the root that it signed for ${latest.size} of them`;
      return { code: 'root_differs', message, heads: this.last ? [this.last, latest] : [latest] };
    }
    const other = heads.find((head) => !this.fits(head));
    if (other) return rewritten(other, latest);
    for (const head of heads) this.heads.set(head.size, this.heads.get(head.size) ?? head);
    this.last = latest;
    return null;
  }

  /**
   * A head that somebody else was shown, held against all entries we have. `ahead`: it is larger than what we know; if
   * the board goes on to show us less, it hides entries from us. `foreign`: not this board's, so it says nothing of it.
   */
  compare(head: SignedHead): 'same' | 'ahead' | 'foreign' | Alarm {
    if (this.judgeSigner(head)) return 'foreign';
    if (!this.last || head.size > this.last.size) return 'ahead';
    if (this.fits(head)) return 'same';
    const ours = this.heads.get(head.size) ?? this.last;
    const message = `the board has signed two logs: the head of ${head.size} entries that others were shown does not fit ours`;
    return { code: 'split_view', message, heads: [ours, head] };
  }

  /** A head of others that is still larger than the board's own, read after it. */
  hidden(head: SignedHead): Alarm {
    const message = `the board has signed ${head.size} entries for others and shows us ${this.last?.size ?? 0}`;
    return { code: 'split_view', message, heads: this.last ? [this.last, head] : [head] };
  }

  /**
   * What became of a receipt. The promise is kept once the ballot is a leaf under an accepted head; broken once its
   * minute has passed, or voting has closed, without it. `now`: a minute as in the log, `2027-03-01T08:00Z`.
   */
  judgeReceipt(receipt: SignedReceipt, now: string): 'on_board' | 'waiting' | 'foreign' | Alarm {
    const isOurs = receipt.electionFingerprint === this.election.fingerprint;
    if (!isOurs || !verifyReceipt(receipt, this.election.boardKey)) return 'foreign';
    const hash = ballotLeafHash(receipt.tracker);
    const isThere = hash !== null && this.index.find(hash, this.last?.size ?? 0) >= 0;
    if (isThere) return 'on_board';
    if (now <= receipt.includedBy && !this.isClosed) return 'waiting';
    const why = this.isClosed ? 'voting has closed' : `it was promised by ${receipt.includedBy}`;
    const message = `the ballot ${receipt.tracker} is not on the board, although ${why}`;
    return { code: 'promise_broken', message, heads: this.last ? [this.last] : [] };
  }

  private fits({ size, root }: SignedHead): boolean {
    return size <= this.tree.size && toHex(this.tree.root(size)) === root;
  }

  private judgeSigner(head: SignedHead): Alarm | null {
    const heads = this.last ? [this.last, head] : [head];
    if (head.electionFingerprint !== this.election.fingerprint) {
      return { code: 'other_election', message: 'the head is of another election', heads };
    }
    if (verifyHead(head, this.election.boardKey)) return null;
    return {
      code: 'bad_signature',
      message: `the head is not signed by the board’s key ${this.election.boardKey}`,
      heads,
    };
  }
}

function rewritten(known: SignedHead, head: SignedHead): Alarm {
  const message =
    known.size === head.size
      ? `the board has signed two different logs of ${head.size} entries`
      : `the log of ${head.size} entries does not extend the log of ${known.size} that the board signed before`;
  return { code: 'rewritten', message, heads: [known, head] };
}

const rootBytes = (head: SignedHead): Uint8Array => fromHex(head.root, 32) ?? new Uint8Array();

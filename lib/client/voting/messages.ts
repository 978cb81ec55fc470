/**
 * What a page and the voting worker say to each other. Choices travel in one direction only: into the worker. The one
 * exception is a ballot that the voter opens for a test, which can then never be cast.
 */
import type { OpenedBallotErrorCode } from '@/lib/protocol/challenge';

export type Keys = { publicKey: string /** Decimal number; never leaves the device. */; secret: string };

/** Per kind: the question and its answer. */
export type Exchanges = {
  /** Signs a server's nonce with the key of a voting code. `code` as `normaliseCode` returns it. */
  signIn: { ask: { roundId: string; code: string; nonce: string }; answer: Keys & { signature: string } };
  /** The key of a voting code, without asking the server for anything. */
  recognise: { ask: { roundId: string; code: string }; answer: Keys };
  /** Encrypts choices (1-based positions, ascending) under a credential; null: a new one is made. */
  seal: {
    ask: { electionText: string; descriptionText: string; credential: string | null; chosen: number[] };
    answer: { ballot: string; tracker: string; credential: string };
  };
  /**
   * Signs "this credential votes for me" with the code's key, and proves that the credential is at hand. Without keys
   * the server vouches for the voter: then there is no first signature.
   */
  register: {
    ask: { electionUuid: string; credential: string; keys: Keys | null };
    answer: { publicKey: string; registration: string | null; possession: string };
  };
  /** Whether this worker still holds what encrypted the ballot: not after a reload, and not in another tab. */
  canOpen: { ask: { tracker: string }; answer: { canOpen: boolean } };
  /** Signs "this ballot of mine must never be cast". */
  challenge: {
    ask: { electionUuid: string; credential: string; ballot: string };
    answer: { hash: string; credential: string; signature: string };
  };
  /** Hands out the opening, once. Only after the city knows that the ballot must never be cast. */
  open: { ask: { tracker: string }; answer: { opening: string } };
  /** Drops what encrypted the ballot: it is being cast. */
  forget: { ask: { tracker: string }; answer: null };
  /** What an opened ballot of any device holds, recomputed. */
  checkOpened: {
    ask: { electionText: string; descriptionText: string; opening: string };
    answer: OpenedView | { ok: false; code: OpenedBallotErrorCode };
  };
  /** Whether the board signed a receipt for exactly this ballot of this election. */
  checkReceipt: {
    ask: { electionText: string; descriptionText: string; tracker: string; receipt: string };
    answer: { isGenuine: boolean };
  };
};

export type OpenedView = {
  ok: true;
  tracker: string;
  /** The tracker's digest and the ballot's key in hexadecimal, to ask the city about this ballot. */
  hash: string;
  credential: string;
  electionFingerprint: string;
  contest: string;
  /** How many projects the list has. */
  listed: number;
  /** In the ballot's order; `points` for a vote by points. */
  chosen: { position: number; id: string; title: string; points: number | null }[];
};

export type Kind = keyof Exchanges;
export type Ask<K extends Kind> = Exchanges[K]['ask'];
export type Answer<K extends Kind> = Exchanges[K]['answer'];

/** One question with its number. */
export type Envelope = { [K in Kind]: { id: number; kind: K; ask: Ask<K> } }[Kind];
export type Reply = { id: number; ok: true; answer: Answer<Kind> } | { id: number; ok: false };

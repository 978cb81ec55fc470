/** What a page and the voting worker say to each other. Choices travel in one direction only: into the worker. */

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
  /** Signs "this credential votes for me" with the code's key, and proves that the credential is at hand. */
  register: {
    ask: { electionUuid: string; credential: string; keys: Keys };
    answer: { publicKey: string; registration: string; possession: string };
  };
  /** Whether the board signed a receipt for exactly this ballot of this election. */
  checkReceipt: {
    ask: { electionText: string; descriptionText: string; tracker: string; receipt: string };
    answer: { isGenuine: boolean };
  };
};

export type Kind = keyof Exchanges;
export type Ask<K extends Kind> = Exchanges[K]['ask'];
export type Answer<K extends Kind> = Exchanges[K]['answer'];

/** One question with its number. */
export type Envelope = { [K in Kind]: { id: number; kind: K; ask: Ask<K> } }[Kind];
export type Reply = { id: number; ok: true; answer: Answer<Kind> } | { id: number; ok: false };

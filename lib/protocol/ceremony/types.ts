/**
 * The ceremony in which n trustees make a key that any k of them can use and fewer cannot (Pedersen's distributed key
 * generation with the commitment step 2a; chapter 6 of docs/spec).
 *
 * The messages are public texts; whoever carries them (a server, a folder on a stick) is not trusted with anything but
 * delivery. Every message names its ceremony and what came before it, and is signed, so that nothing can be replayed
 * from elsewhere and no two trustees can be shown different things without noticing.
 */
import * as z from 'zod';
import { Refusal, type ValueErrorCode } from '../refusal';

/** The steps, in order. All trustees answer a step before anybody answers the next. */
export const CEREMONY_STEPS = ['certificate', 'commitment', 'dealing', 'key', 'confirmation'] as const;
export type CeremonyStep = (typeof CEREMONY_STEPS)[number];
/** A `complaint` stands in the place of a key: its maker was dealt a share that does not fit. */
export type MessageKind = CeremonyStep | 'complaint';
export const MESSAGE_KINDS = [...CEREMONY_STEPS, 'complaint'] as const;

/** Position of the step that a message belongs to. */
export function stepNumber(kind: MessageKind): number {
  return CEREMONY_STEPS.indexOf(kind === 'complaint' ? 'key' : kind);
}

export const MOST_TRUSTEES = 32;

export const setupSchema = z
  .strictObject({
    /** Random, new for every ceremony; 16 to 64 letters and digits. */
    id: z.string().regex(/^[0-9A-Za-z]{16,64}$/),
    /** 1 only where there is one trustee: of several, each would hold the whole key, and the same one. */
    threshold: z.int().min(1),
    size: z.int().min(1).max(MOST_TRUSTEES),
  })
  .refine(({ threshold, size }) => threshold <= size && (threshold > 1 || size === 1));

export type CeremonySetup = Readonly<z.infer<typeof setupSchema>>;

/** The text of trustee j's message, or null, at position j − 1 of each list. */
export type CeremonyMessages = { readonly [kind in MessageKind]: readonly (string | null)[] };

export type CeremonyErrorCode =
  | ValueErrorCode
  | 'bad_setup'
  /** Longer than any message of its kind, or of no known form. */
  | 'message_malformed'
  | 'other_ceremony'
  | 'wrong_step'
  | 'wrong_index'
  | 'message_early'
  | 'message_late'
  | 'message_duplicate'
  /** The ceremony is over, or somebody has complained. */
  | 'ceremony_over'
  /** Its maker was shown other messages than those at hand. */
  | 'other_messages_seen'
  | 'bad_signature'
  | 'trustee_key_identity'
  | 'trustee_key_duplicate'
  | 'trustee_bad_proof'
  | 'threshold_bad_shape'
  | 'threshold_bad_signature'
  | 'threshold_bad_key'
  /** The commitment names other certificates. */
  | 'other_certificates'
  /** The dealing is not the one that was committed to. */
  | 'dealing_changed'
  | 'share_malformed'
  /** The confirmation names another block. */
  | 'other_block'
  | 'election_key_identity'
  /** Not this secret's turn: it has answered, or the ceremony waits for others. */
  | 'not_your_turn'
  /** A message in this trustee's name that this secret did not make. */
  | 'not_your_message'
  | 'incomplete';

/** `index`: whose message is at fault. `proven`: its signature holds, so that nobody else can have made it. */
export type CeremonyFault = {
  ok: false;
  code: CeremonyErrorCode;
  message: string;
  index: number | null;
  proven: boolean;
};
export type CeremonyChecked<T extends object> = ({ ok: true } & T) | CeremonyFault;

export class CeremonyRefusal extends Refusal<CeremonyErrorCode> {
  constructor(
    code: CeremonyErrorCode,
    message: string,
    readonly index: number | null = null,
    readonly proven = false,
  ) {
    super(code, message);
  }
}

/** Runs a check and turns its refusal into a value. */
export function captureFault<T extends object>(check: () => T): CeremonyChecked<T> {
  try {
    return { ok: true, ...check() };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { index, proven } = error instanceof CeremonyRefusal ? error : { index: null, proven: false };
    return { ok: false, code: error.code as CeremonyErrorCode, message: error.message, index, proven };
  }
}

/** Runs a check of trustee `index`'s message and puts the trustee's name to its refusal. */
export function blame<T>(index: number, proven: boolean, check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof Refusal) || (error instanceof CeremonyRefusal && error.index !== null)) throw error;
    throw new CeremonyRefusal(error.code as CeremonyErrorCode, error.message, index, proven);
  }
}

export function noMessages({ size }: CeremonySetup): CeremonyMessages {
  const empty = () => new Array<null>(size).fill(null);
  return {
    certificate: empty(),
    commitment: empty(),
    dealing: empty(),
    key: empty(),
    confirmation: empty(),
    complaint: empty(),
  };
}

/** The messages with one more; `index` from 1. */
export function withMessage(
  messages: CeremonyMessages,
  kind: MessageKind,
  index: number,
  text: string,
): CeremonyMessages {
  return { ...messages, [kind]: messages[kind].with(index - 1, text) };
}

/** `stopped`: somebody has complained; `judge` says who must leave. */
export interface Turn {
  readonly step: CeremonyStep | 'done' | 'stopped';
  /** Indices, from 1, of those whose message is missing. */
  readonly waitingFor: number[];
}

/** What comes next, from which messages are there alone. */
export function nextStep(_setup: CeremonySetup, messages: CeremonyMessages): Turn {
  if (messages.complaint.some((text) => text !== null)) return { step: 'stopped', waitingFor: [] };
  for (const step of CEREMONY_STEPS) {
    const waitingFor = messages[step].flatMap((text, i) => (text === null ? [i + 1] : []));
    if (waitingFor.length > 0) return { step, waitingFor };
  }
  return { step: 'done', waitingFor: [] };
}

import { type Judgement, judge } from '@/lib/protocol/ceremony/complaint';
import { readEnvelope } from '@/lib/protocol/ceremony/envelope';
import {
  type CeremonyMessages,
  type CeremonySetup,
  type MessageKind,
  nextStep,
  noMessages,
  type Turn,
  withMessage,
} from '@/lib/protocol/ceremony/types';
import { invariant } from '@/lib/result';
import type { Tx } from '@/lib/server/db';

/** How far the key ceremony of a contest has come. Indices are the trustees' owner ids. */
export type CeremonyProgress = {
  readonly setup: CeremonySetup;
  readonly turn: Turn;
  /** When the present step began: the last message of the one before, or the start. */
  readonly since: Date;
  /** Who has published what, and when. */
  readonly sent: readonly { readonly kind: MessageKind; readonly index: number; readonly at: Date }[];
  /** Who made the others stop, as every device and this server have recomputed it. */
  readonly judgements: readonly Judgement[];
  /** Whether an earlier attempt was given up. */
  readonly isAgain: boolean;
};

export type CeremonyTexts = { readonly setup: CeremonySetup; readonly messages: CeremonyMessages };

type Reads = Pick<Tx, 'keyCeremony'>;
type Row = { step: string; index: number; text?: string; at: Date };

const ceremonyFields = { id: true, threshold: true, size: true, startedAt: true } as const;
const byTime = [{ at: 'asc' }, { index: 'asc' }] as const;

/** Which texts are there, told by rows of the table; a row without its text only tells that it is. */
function messagesOf(setup: CeremonySetup, rows: readonly Row[]): CeremonyMessages {
  return rows.reduce(
    (messages, { step, index, text = '' }) => withMessage(messages, step as MessageKind, index, text),
    noMessages(setup),
  );
}

/** The ceremony of a contest that has not ended; null where none was started. */
export async function getCeremonyProgress(db: Reads, contestId: string): Promise<CeremonyProgress | null> {
  const row = await db.keyCeremony.findFirst({
    where: { contestId, endedAt: null },
    select: { ...ceremonyFields, messages: { orderBy: [...byTime], select: { step: true, index: true, at: true } } },
  });
  if (!row) return null;
  const { id, threshold, size, startedAt, messages: rows } = row;
  const setup = { id, threshold, size };
  const turn = nextStep(setup, messagesOf(setup, rows));
  const before = rows.filter(({ step }) => step !== turn.step);
  const sent = rows.map(({ step, index, at }) => ({ kind: step as MessageKind, index, at }));
  const isAgain = (await db.keyCeremony.count({ where: { contestId, endedAt: { not: null } } })) > 0;
  const judgements = turn.step === 'stopped' ? await judgementsOf(db, contestId) : [];
  return { setup, turn, since: before.at(-1)?.at ?? startedAt, sent, judgements, isAgain };
}

async function judgementsOf(db: Reads, contestId: string): Promise<readonly Judgement[]> {
  const texts = await getCeremonyTexts(db, contestId);
  const judged = texts && judge(texts.setup, texts.messages);
  invariant(judged?.ok, 'every message of a ceremony is checked before it is stored');
  return judged.judgements;
}

/** The same with every text: what devices check and answer. */
export async function getCeremonyTexts(db: Reads, contestId: string): Promise<CeremonyTexts | null> {
  const row = await db.keyCeremony.findFirst({
    where: { contestId, endedAt: null },
    select: {
      ...ceremonyFields,
      messages: { orderBy: [...byTime], select: { step: true, index: true, at: true, text: true } },
    },
  });
  if (!row) return null;
  const setup = { id: row.id, threshold: row.threshold, size: row.size };
  return { setup, messages: messagesOf(setup, row.messages) };
}

/** Point text and time of the public half of a trustee's share; null before it is published. */
export async function getShareKey(
  db: Reads,
  contestId: string,
  index: number,
): Promise<{ publicKey: string; at: Date } | null> {
  const row = await db.keyCeremony.findFirst({
    where: { contestId, endedAt: null },
    select: { ...ceremonyFields, messages: { where: { step: 'key', index }, select: { text: true, at: true } } },
  });
  const message = row?.messages[0];
  if (!row || !message) return null;
  const { id, threshold, size } = row;
  const { body } = readEnvelope({ id, threshold, size }, 'key', index, message.text);
  return { publicKey: body.public_key, at: message.at };
}

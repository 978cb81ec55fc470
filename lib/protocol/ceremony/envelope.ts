/** The form of every message: its body between what it belongs to and its maker's signature over both. */
import * as z from 'zod';
import { type Point, pointText } from '../../crypto/group';
import { sha256Hex } from '../../crypto/hash';
import type { RandomBytes } from '../../crypto/random';
import { proofToJson, proveKnowledge, verifyKnowledge } from '../../crypto/schnorr';
import { pedersenSchema, shareKeySchema, signedMessageSchema } from '../pedersen';
import { requireProof } from '../refusal';
import { parseExact, proofSchema } from '../strict-json';
import { hexText } from '../texts';
import {
  CEREMONY_STEPS,
  type CeremonyMessages,
  CeremonyRefusal,
  type CeremonySetup,
  type MessageKind,
  MOST_TRUSTEES,
  stepNumber,
} from './types';

/** A share under way: the sender's key of this box, known to the sender, and 32 bytes with 16 of authentication. */
const sealedShareSchema = z.strictObject({
  sender: hexText,
  proof: proofSchema,
  box: z.string().regex(/^[0-9a-f]{96}$/),
});

const bodies = {
  certificate: signedMessageSchema,
  /** SHA-256 of the list of certificates, and of the signed coefficients that will be dealt. */
  commitment: z.strictObject({ certificates: hexText, dealing: hexText }),
  dealing: z.strictObject({
    coefexps: signedMessageSchema,
    agreement: pedersenSchema.shape.signatures.element,
    /** Sealed to each trustee, in order, the dealer included. */
    shares: z.array(sealedShareSchema),
  }),
  key: shareKeySchema,
  /** SHA-256 of the finished block's text. */
  confirmation: z.strictObject({ block: hexText }),
  /** `shared` opens the box that `dealer` sealed to the complaining trustee; the proof shows that it is the right point. */
  complaint: z.strictObject({ dealer: z.int().min(1).max(MOST_TRUSTEES), shared: hexText, proof: proofSchema }),
};

export type BodyOf<Kind extends MessageKind> = z.infer<(typeof bodies)[Kind]>;

/** A message longer than this is not even parsed, in characters. */
const LONGEST_MESSAGE = 32_768;

const envelope = <Kind extends MessageKind>(kind: Kind) =>
  z.strictObject({
    ceremony: z.string(),
    step: z.literal(kind),
    index: z.int(),
    follows: hexText,
    body: bodies[kind],
    signature: proofSchema,
  });

const envelopes = {
  certificate: envelope('certificate'),
  commitment: envelope('commitment'),
  dealing: envelope('dealing'),
  key: envelope('key'),
  confirmation: envelope('confirmation'),
  complaint: envelope('complaint'),
};

export interface Envelope<Kind extends MessageKind> {
  readonly index: number;
  readonly follows: string;
  readonly body: BodyOf<Kind>;
  readonly signature: z.infer<typeof proofSchema>;
}

/** SHA-256 of the setup and of all messages of the steps before `kind`: what its makers have seen. */
export function seenBefore(setup: CeremonySetup, messages: CeremonyMessages, kind: MessageKind | 'end'): string {
  const { id, threshold, size } = setup;
  const position = kind === 'end' ? CEREMONY_STEPS.length : stepNumber(kind);
  const earlier = CEREMONY_STEPS.slice(0, position).map((step) => messages[step]);
  return sha256Hex(JSON.stringify(['largo-ceremony', { id, threshold, size }, ...earlier]));
}

function signedText(
  setup: CeremonySetup,
  kind: MessageKind,
  message: Omit<Envelope<MessageKind>, 'signature'>,
): string {
  const { index, follows, body } = message;
  return `largo-ceremony|${setup.id}|${kind}|${index}|${follows}|${sha256Hex(JSON.stringify(body))}`;
}

/** The text of a message. `body` has its keys in the order of its schema. */
export function sealMessage<Kind extends MessageKind>(
  setup: CeremonySetup,
  kind: Kind,
  message: Omit<Envelope<Kind>, 'signature'>,
  key: { secret: bigint; random: RandomBytes },
): string {
  const prefix = `sigmsg|${signedText(setup, kind, message)}|`;
  const signature = proofToJson(proveKnowledge({ secret: key.secret, prefix, random: key.random }));
  const { index, follows, body } = message;
  return JSON.stringify({ ceremony: setup.id, step: kind, index, follows, body, signature });
}

const looseSchema = z.object({ ceremony: z.string(), step: z.string(), index: z.number() });

/** Says what a text is that is not the message it should be. */
function misplaced(setup: CeremonySetup, kind: MessageKind, index: number, text: string): CeremonyRefusal | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const loose = looseSchema.safeParse(json);
  if (!loose.success) return null;
  const { ceremony, step, index: named } = loose.data;
  if (ceremony !== setup.id) return new CeremonyRefusal('other_ceremony', 'it belongs to another ceremony', index);
  if (step !== kind) return new CeremonyRefusal('wrong_step', `it is no ${kind}`, index);
  if (named !== index) return new CeremonyRefusal('wrong_index', `it is the message of trustee ${named}`, index);
  return null;
}

/** Reads the form of a message and that it stands where it belongs; its signature is not looked at. */
export function readEnvelope<Kind extends MessageKind>(
  setup: CeremonySetup,
  kind: Kind,
  index: number,
  text: string,
): Envelope<Kind> {
  const malformed = () =>
    new CeremonyRefusal('message_malformed', `the ${kind} of trustee ${index} is not a message of this kind`, index);
  if (text.length > LONGEST_MESSAGE) throw malformed();
  const wrongPlace = misplaced(setup, kind, index, text);
  if (wrongPlace) throw wrongPlace;
  const message = parseExact(envelopes[kind] as z.ZodType<unknown>, text);
  if (message === null) throw malformed();
  return message as Envelope<Kind>;
}

/** Checks that a message answers to the messages at hand and that its maker signed it. */
export function requireSealed(
  setup: CeremonySetup,
  kind: MessageKind,
  message: Envelope<MessageKind>,
  context: { signer: Point; follows: string },
): void {
  const { index } = message;
  const proof = requireProof(message.signature, `the signature of the ${kind} of trustee ${index}`);
  const prefix = `sigmsg|${signedText(setup, kind, message)}|`;
  if (!verifyKnowledge({ publicKey: context.signer, prefix, proof })) {
    const key = pointText(context.signer);
    throw new CeremonyRefusal('bad_signature', `the ${kind} of trustee ${index} is not signed with key ${key}`, index);
  }
  if (message.follows !== context.follows) {
    const text = `trustee ${index} has answered to other messages than those at hand: somebody was shown different ones`;
    throw new CeremonyRefusal('other_messages_seen', text, index, true);
  }
}

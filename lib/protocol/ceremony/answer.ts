/** What a trustee's device does with its seed: check all that is published, then answer the step. */
import { G, modOrder, multiply, type Point, parsePoint, pointText } from '../../crypto/group';
import { sha256Hex } from '../../crypto/hash';
import type { RandomBytes } from '../../crypto/random';
import { proofToJson, proveKnowledge } from '../../crypto/schnorr';
import { sharedPoint } from '../../crypto/sealed-box';
import { agreedText, type SignedMessage } from '../pedersen';
import { blockText, type CeremonyState, certificatesHash, readCeremony, routeBetween } from './check';
import { complaintBody } from './complaint';
import { type BodyOf, sealMessage, seenBefore } from './envelope';
import { evaluate, polynomial, repeatableNonce, type TrusteeKeys, type TrusteeSecret, trusteeKeys } from './secret';
import { fittingShare, sealShare } from './share-box';
import {
  type CeremonyChecked,
  type CeremonyMessages,
  CeremonyRefusal,
  type CeremonySetup,
  captureFault,
  type MessageKind,
  nextStep,
} from './types';

/** A trustee at work. */
interface Desk {
  readonly state: CeremonyState;
  readonly index: number;
  readonly secret: TrusteeSecret;
  readonly keys: TrusteeKeys;
  readonly random: RandomBytes;
}

function sign(secret: bigint, message: string, random: RandomBytes) {
  return proofToJson(proveKnowledge({ secret, prefix: `sigmsg|${message}|`, random }));
}

function signed(secret: bigint, value: object, nonces: (message: string) => RandomBytes): SignedMessage {
  const message = JSON.stringify(value);
  return { message, signature: sign(secret, message, nonces(message)) };
}

function makeCertificate({ state, index, keys, random }: Desk): BodyOf<'certificate'> {
  const { size, threshold } = state.setup;
  const context = { group: 'Ed25519', size, threshold, index };
  const certificate = { context, verification: keys.verification, encryption: keys.recipient };
  return signed(keys.signing, certificate, () => random);
}

function coefficients({ state, index, secret }: Desk): bigint[] {
  return polynomial(state.setup, index, secret, certificatesHash(state.certs));
}

/** The signed commitments to the polynomial: the same text every time. */
function makeCoefexps(desk: Desk): SignedMessage {
  const { state, index, secret, keys } = desk;
  const coefexps = coefficients(desk).map((coefficient) => pointText(multiply(G, coefficient)));
  return signed(keys.signing, { coefexps }, (message) => repeatableNonce(state.setup, index, secret, message));
}

function makeCommitment(desk: Desk): BodyOf<'commitment'> {
  const dealing = sha256Hex(JSON.stringify(makeCoefexps(desk)));
  return { certificates: certificatesHash(desk.state.certs), dealing };
}

function makeDealing(desk: Desk): BodyOf<'dealing'> {
  const { state, index, keys, random } = desk;
  const coefexps = makeCoefexps(desk);
  const points = (JSON.parse(coefexps.message) as { coefexps: string[] }).coefexps;
  const agreement = sign(keys.signing, agreedText(state.certs, points), random);
  const own = coefficients(desk);
  const shares = state.recipients.map((_, j) =>
    sealShare(state.setup, routeBetween(state, index, j + 1), evaluate(own, j + 1), random),
  );
  return { coefexps, agreement, shares };
}

/** Opens what dealer `dealer` has sealed to this trustee; null if there is no fitting share in it. */
function receive({ state, index, keys }: Desk, dealer: number): bigint | null {
  const sealed = state.dealings[dealer - 1]?.shares[index - 1];
  const sender = parsePoint(sealed?.sender ?? '');
  if (!(sealed && sender)) return null;
  const commitments = state.coefficients[dealer - 1] as Point[];
  const shared = sharedPoint(sender, keys.encryption);
  return fittingShare(state.setup, routeBetween(state, dealer, index), sealed, shared, commitments);
}

/** The sum of all shares, or the first dealer whose share does not fit. */
function collect(desk: Desk): { share: bigint } | { cheat: number } {
  let share = 0n;
  for (const i of desk.state.dealings.keys()) {
    const part = receive(desk, i + 1);
    if (part === null) return { cheat: i + 1 };
    share = modOrder(share + part);
  }
  return { share };
}

function makeKey({ keys, random }: Desk, share: bigint): BodyOf<'key'> {
  const public_key = pointText(multiply(G, share));
  const pok = proofToJson(proveKnowledge({ secret: share, prefix: `pok|Ed25519|${public_key}|`, random }));
  return { pok, public_key, signature: sign(keys.signing, public_key, random) };
}

/** Refuses messages in this trustee's name that its seed has not made: somebody has put in others. */
function requireOwn(desk: Desk): void {
  const { state, index, keys } = desk;
  const refuse = (kind: MessageKind) => {
    const text = `the ${kind} that is published as yours was not made with your secret`;
    throw new CeremonyRefusal('not_your_message', text, index);
  };
  const { signers, recipients, commitments } = state;
  const [signer, recipient] = [signers[index - 1], recipients[index - 1]];
  if (signer && signer.text !== keys.verification) refuse('certificate');
  if (recipient && recipient.text !== keys.recipient) refuse('certificate');
  const commitment = commitments[index - 1];
  if (commitment && commitment.dealing !== makeCommitment(desk).dealing) refuse('commitment');
}

function sitDown(
  setup: CeremonySetup,
  messages: CeremonyMessages,
  index: number,
  secret: TrusteeSecret,
  random: RandomBytes,
): Desk {
  const state = readCeremony(setup, messages);
  if (!(Number.isInteger(index) && index >= 1 && index <= setup.size)) {
    throw new CeremonyRefusal('wrong_index', `there is no trustee ${index}`);
  }
  const desk = { state, index, secret, keys: trusteeKeys(state.setup, index, secret), random };
  requireOwn(desk);
  return desk;
}

type Made = { [Kind in MessageKind]: { kind: Kind; body: BodyOf<Kind> } }[MessageKind];

function make(desk: Desk, step: 'certificate' | 'commitment' | 'dealing' | 'key' | 'confirmation'): Made {
  if (step === 'certificate') return { kind: step, body: makeCertificate(desk) };
  if (step === 'commitment') return { kind: step, body: makeCommitment(desk) };
  if (step === 'dealing') return { kind: step, body: makeDealing(desk) };
  if (step === 'confirmation') return { kind: step, body: { block: sha256Hex(blockText(desk.state)) } };
  const received = collect(desk);
  if ('share' in received) return { kind: 'key', body: makeKey(desk, received.share) };
  const { state, index, keys, random } = desk;
  const route = routeBetween(state, received.cheat, index);
  return { kind: 'complaint', body: complaintBody(state, route, keys.encryption, random) };
}

/**
 * Trustee `index`'s message for the step that the ceremony waits for, after every check of what is there. A `complaint`
 * comes out instead of a key where a dealer's share does not fit; handing it in stops the ceremony and shows who cheats.
 */
export function answer(
  setup: CeremonySetup,
  messages: CeremonyMessages,
  index: number,
  secret: TrusteeSecret,
  random: RandomBytes,
): CeremonyChecked<{ kind: MessageKind; text: string }> {
  return captureFault(() => {
    const desk = sitDown(setup, messages, index, secret, random);
    const { step, waitingFor } = nextStep(setup, messages);
    if (step === 'done' || step === 'stopped') throw new CeremonyRefusal('ceremony_over', 'there is nothing to answer');
    if (!waitingFor.includes(index)) {
      throw new CeremonyRefusal('not_your_turn', `trustee ${index} has made its ${step}; others are awaited`);
    }
    const { kind, body } = make(desk, step);
    const follows = seenBefore(setup, messages, kind);
    const key = { secret: desk.keys.signing, random };
    return { kind, text: sealMessage(setup, kind, { index, follows, body }, key) };
  });
}

/**
 * The private key of trustee `index` in the finished block, a decimal number, from its seed and the dealings. There once
 * all keys are published; the same as its verification key says.
 */
export function shareOf(
  setup: CeremonySetup,
  messages: CeremonyMessages,
  index: number,
  secret: TrusteeSecret,
): CeremonyChecked<{ share: bigint; publicKey: string }> {
  return captureFault(() => {
    const noRandom: RandomBytes = () => {
      throw new Error('nothing random is needed to collect shares');
    };
    const desk = sitDown(setup, messages, index, secret, noRandom);
    const own = desk.state.keys[index - 1];
    if (!own) throw new CeremonyRefusal('incomplete', `there is no key of trustee ${index} yet`);
    const received = collect(desk);
    if (!('share' in received) || pointText(multiply(G, received.share)) !== own.public_key) {
      throw new CeremonyRefusal(
        'not_your_message',
        'the key that is published as yours does not fit your shares',
        index,
      );
    }
    return { share: received.share, publicKey: own.public_key };
  });
}

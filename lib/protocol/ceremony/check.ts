/** Every public check of a ceremony's messages, in order. What only a recipient can see is in `answer.ts`. */
import { type EncodedPoint, encodePoint, IDENTITY, isIdentity, type Point } from '../../crypto/group';
import { sha256Hex } from '../../crypto/hash';
import { PointReader } from '../../crypto/point-reader';
import {
  type PedersenJson,
  requireCertificate,
  requireDealing,
  requireShareKey,
  type SignedMessage,
  sumDealings,
} from '../pedersen';
import { Refusal, requirePoint, requireProof } from '../refusal';
import { type BodyOf, type Envelope, readEnvelope, requireSealed, seenBefore } from './envelope';
import { type Route, requireSealedShare } from './share-box';
import {
  blame,
  CEREMONY_STEPS,
  type CeremonyChecked,
  type CeremonyMessages,
  CeremonyRefusal,
  type CeremonySetup,
  type CeremonyStep,
  captureFault,
  MESSAGE_KINDS,
  type MessageKind,
  nextStep,
  setupSchema,
  stepNumber,
  withMessage,
} from './types';

/** What one trustee has published that holds; lists of the state by index − 1, with holes while messages are missing. */
export interface CeremonyState {
  readonly setup: CeremonySetup;
  readonly reader: PointReader;
  readonly certs: SignedMessage[];
  readonly signers: EncodedPoint[];
  readonly recipients: EncodedPoint[];
  readonly commitments: BodyOf<'commitment'>[];
  readonly dealings: BodyOf<'dealing'>[];
  /** Points A_0 … A_{k−1} of each dealing. */
  readonly coefficients: Point[][];
  readonly keys: BodyOf<'key'>[];
  readonly complaints: { index: number; body: BodyOf<'complaint'> }[];
}

/** SHA-256 of the complete list of certificates, as it stands in the block. */
export function certificatesHash(certs: readonly SignedMessage[]): string {
  return sha256Hex(JSON.stringify(certs));
}

/** The block of trustees, as it stands in trustees.json. */
export function blockText({ setup, certs, dealings, keys }: CeremonyState): string {
  const block: PedersenJson = {
    threshold: setup.threshold,
    certs,
    coefexps: dealings.map(({ coefexps }) => coefexps),
    signatures: dealings.map(({ agreement }) => agreement),
    verification_keys: keys,
  };
  return JSON.stringify(block);
}

/** What the block adds to the election's key. */
export function blockKey({ coefficients }: CeremonyState): EncodedPoint {
  return encodePoint(sumDealings(coefficients)[0] ?? IDENTITY);
}

function takeCertificate(state: CeremonyState, { index, body }: Envelope<'certificate'>): void {
  const { threshold, size } = state.setup;
  const keys = requireCertificate(body, { threshold, size, index }, state.reader);
  for (const [others, key] of [
    [state.signers, keys.signing],
    [state.recipients, keys.encryption],
  ] as const) {
    const twin = others.findIndex((other) => other?.text === key.text);
    if (twin >= 0) throw new Refusal('trustee_key_duplicate', `trustees ${twin + 1} and ${index} certify the same key`);
  }
  state.certs[index - 1] = body;
  state.signers[index - 1] = keys.signing;
  state.recipients[index - 1] = keys.encryption;
}

function takeCommitment(state: CeremonyState, { index, body }: Envelope<'commitment'>): void {
  if (body.certificates !== certificatesHash(state.certs)) {
    throw new Refusal('other_certificates', `trustee ${index} has committed under other certificates`);
  }
  state.commitments[index - 1] = body;
}

/** The way of a share, once both trustees are certified. */
export function routeBetween({ signers, recipients }: CeremonyState, dealer: number, recipient: number): Route {
  const { point: recipientKey, text: recipientKeyText } = recipients[recipient - 1] as EncodedPoint;
  const verification = (signers[dealer - 1] as EncodedPoint).text;
  return { dealer, recipient, verification, recipientKey, recipientKeyText };
}

function takeDealing(state: CeremonyState, { index, body }: Envelope<'dealing'>): void {
  const { setup, reader } = state;
  if (sha256Hex(JSON.stringify(body.coefexps)) !== state.commitments[index - 1]?.dealing) {
    throw new Refusal('dealing_changed', `dealing ${index} is not the one that trustee ${index} has committed to`);
  }
  const signer = (state.signers[index - 1] as EncodedPoint).point;
  const dealing = { ...body.coefexps, agreement: body.agreement };
  const points = requireDealing(dealing, { index, signer, threshold: setup.threshold }, state.certs, reader);
  if (body.shares.length !== setup.size) {
    throw new Refusal('share_malformed', `dealing ${index} has another number of shares than there are trustees`);
  }
  for (const [j, share] of body.shares.entries()) {
    requireSealedShare(setup, routeBetween(state, index, j + 1), share, reader);
  }
  state.dealings[index - 1] = body;
  state.coefficients[index - 1] = points;
}

function takeKey(state: CeremonyState, { index, body }: Envelope<'key'>): void {
  const signer = (state.signers[index - 1] as EncodedPoint).point;
  requireShareKey(body, { index, signer }, sumDealings(state.coefficients), state.reader);
  state.keys[index - 1] = body;
}

function takeConfirmation(state: CeremonyState, { index, body }: Envelope<'confirmation'>): void {
  if (body.block !== sha256Hex(blockText(state))) {
    throw new Refusal('other_block', `trustee ${index} has confirmed another block of trustees`);
  }
}

function takeComplaint(state: CeremonyState, { index, body }: Envelope<'complaint'>): void {
  if (body.dealer > state.setup.size) throw new Refusal('message_malformed', `there is no trustee ${body.dealer}`);
  requirePoint(state.reader, body.shared, 'the point that opens the share');
  requireProof(body.proof, 'the proof of the point that opens the share');
  state.complaints.push({ index, body });
}

const TAKE: { [Kind in MessageKind]: (state: CeremonyState, message: Envelope<Kind>) => void } = {
  certificate: takeCertificate,
  commitment: takeCommitment,
  dealing: takeDealing,
  key: takeKey,
  confirmation: takeConfirmation,
  complaint: takeComplaint,
};

function takeMessage(state: CeremonyState, kind: MessageKind, index: number, text: string, follows: string): void {
  const message = blame(index, false, () => readEnvelope(state.setup, kind, index, text));
  const take = () => (TAKE[kind] as (state: CeremonyState, message: Envelope<MessageKind>) => void)(state, message);
  const seal = () => {
    const { point: signer } = state.signers[index - 1] as EncodedPoint;
    requireSealed(state.setup, kind, message, { signer, follows });
  };
  // A certificate brings the key that it is signed with.
  if (kind === 'certificate') blame(index, false, take);
  blame(index, false, seal);
  if (kind !== 'certificate') blame(index, true, take);
}

function requireSetup(setup: CeremonySetup): void {
  if (!setupSchema.safeParse(setup).success) {
    throw new CeremonyRefusal(
      'bad_setup',
      'a ceremony needs an id, and a threshold of 2 or more that is not above the number of trustees',
    );
  }
}

/** Nobody answers a step before all have answered the one before. */
function requireOrder(setup: CeremonySetup, messages: CeremonyMessages): void {
  for (const kind of MESSAGE_KINDS) {
    const list = messages[kind];
    if (list.length !== setup.size) throw new CeremonyRefusal('bad_setup', `the list of ${kind}s has a wrong length`);
    const first = list.findIndex((text) => text !== null);
    const missing = CEREMONY_STEPS.slice(0, stepNumber(kind)).find((step) => messages[step].includes(null));
    if (first >= 0 && missing !== undefined) {
      throw new CeremonyRefusal('message_early', `a ${missing} is missing before the first ${kind}`, first + 1);
    }
  }
}

/** Reads all messages and makes every public check; throws a `CeremonyRefusal` at the first fault. */
export function readCeremony(setup: CeremonySetup, messages: CeremonyMessages): CeremonyState {
  requireSetup(setup);
  requireOrder(setup, messages);
  const { id, threshold, size } = setup;
  const state: CeremonyState = {
    setup: { id, threshold, size },
    reader: new PointReader(),
    certs: [],
    signers: [],
    recipients: [],
    commitments: [],
    dealings: [],
    coefficients: [],
    keys: [],
    complaints: [],
  };
  for (const kind of MESSAGE_KINDS) {
    const follows = seenBefore(setup, messages, kind);
    for (const [i, text] of messages[kind].entries()) {
      if (text !== null) takeMessage(state, kind, i + 1, text, follows);
    }
    if (kind === 'dealing' && !messages.dealing.includes(null) && isIdentity(blockKey(state).point)) {
      throw new CeremonyRefusal('election_key_identity', 'the keys of all trustees cancel out');
    }
  }
  return state;
}

/** Checks everything that is there. */
export function checkMessages(setup: CeremonySetup, messages: CeremonyMessages): CeremonyChecked<object> {
  return captureFault(() => {
    readCeremony(setup, messages);
    return {};
  });
}

function requirePlace(setup: CeremonySetup, messages: CeremonyMessages, kind: MessageKind, index: number): void {
  if (!(Number.isInteger(index) && index >= 1 && index <= setup.size)) {
    throw new CeremonyRefusal('wrong_index', `there is no trustee ${index}`);
  }
  const refuse = (code: 'message_early' | 'message_late' | 'message_duplicate' | 'ceremony_over', why: string) => {
    throw new CeremonyRefusal(code, why, index);
  };
  if (messages[kind][index - 1] !== null)
    refuse('message_duplicate', `the ${kind} of trustee ${index} is there already`);
  const { step } = nextStep(setup, messages);
  if (step === 'done') refuse('ceremony_over', 'the ceremony is finished');
  if (step === 'stopped') refuse('ceremony_over', 'somebody has complained, so the ceremony has ended');
  const ahead = stepNumber(kind) - CEREMONY_STEPS.indexOf(step as CeremonyStep);
  if (ahead > 0) refuse('message_early', `the ceremony waits for a ${step}, not for a ${kind}`);
  if (ahead < 0) refuse('message_late', `the time for a ${kind} is over`);
  if (kind === 'complaint' && messages.key[index - 1] !== null) {
    refuse('message_late', `trustee ${index} has accepted all shares before`);
  }
}

/** Checks a message that trustee `index`, from 1, hands in, and everything before it. */
export function checkMessage(
  setup: CeremonySetup,
  messages: CeremonyMessages,
  kind: MessageKind,
  index: number,
  text: string,
): CeremonyChecked<object> {
  return captureFault(() => {
    requireSetup(setup);
    requirePlace(setup, messages, kind, index);
    readCeremony(setup, withMessage(messages, kind, index, text));
    return {};
  });
}

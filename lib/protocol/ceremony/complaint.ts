/**
 * Complaints: a trustee whose share does not fit reveals the one point that opens it, with a proof that it is the right
 * one, and everybody can look. Only this share becomes known, and only of a ceremony that is over.
 */

import { type EqualLogs, proveEqualLogs, verifyEqualLogs } from '../../crypto/equal-logs';
import type { Point } from '../../crypto/group';
import { parsePoint, pointText } from '../../crypto/group';
import type { RandomBytes } from '../../crypto/random';
import { proofFromJson, proofToJson } from '../../crypto/schnorr';
import { sharedPoint } from '../../crypto/sealed-box';
import { type CeremonyState, readCeremony, routeBetween } from './check';
import type { BodyOf } from './envelope';
import { fittingShare, type Route } from './share-box';
import { type CeremonyChecked, type CeremonyMessages, type CeremonySetup, captureFault } from './types';

export interface Judgement {
  readonly complainer: number;
  readonly dealer: number;
  /** Who has cheated: the dealer, or the complainer where the share fits or the proof is wrong. */
  readonly culprit: number;
  readonly reason: 'share_does_not_fit' | 'share_fits' | 'proof_wrong';
}

function statement({ setup }: CeremonyState, route: Route, sender: Point, image: Point): EqualLogs {
  const { dealer, recipient, recipientKey } = route;
  const prefix = `largo-complaint|${setup.id}|${dealer}|${recipient}|`;
  return { publicKey: recipientKey, base: sender, image, prefix };
}

function senderOf(state: CeremonyState, { dealer, recipient }: Route): Point {
  const sender = parsePoint(state.dealings[dealer - 1]?.shares[recipient - 1]?.sender ?? '');
  if (!sender) throw new Error('a dealing was let pass without its shares');
  return sender;
}

/** `secret` is the complainer's encryption secret. */
export function complaintBody(
  state: CeremonyState,
  route: Route,
  secret: bigint,
  random: RandomBytes,
): BodyOf<'complaint'> {
  const sender = senderOf(state, route);
  const shared = sharedPoint(sender, secret);
  const proof = proveEqualLogs(statement(state, route, sender, shared), secret, random);
  return { dealer: route.dealer, shared: pointText(shared), proof: proofToJson(proof) };
}

function judgeOne(state: CeremonyState, complainer: number, { dealer, shared, proof }: BodyOf<'complaint'>): Judgement {
  const route = routeBetween(state, dealer, complainer);
  const point = parsePoint(shared);
  const schnorr = proofFromJson(proof);
  const sender = senderOf(state, route);
  if (!(point && schnorr && verifyEqualLogs(statement(state, route, sender, point), schnorr))) {
    return { complainer, dealer, culprit: complainer, reason: 'proof_wrong' };
  }
  const sealed = state.dealings[dealer - 1]?.shares[complainer - 1];
  const commitments = state.coefficients[dealer - 1] as Point[];
  const fits = sealed !== undefined && fittingShare(state.setup, route, sealed, point, commitments) !== null;
  return fits
    ? { complainer, dealer, culprit: complainer, reason: 'share_fits' }
    : { complainer, dealer, culprit: dealer, reason: 'share_does_not_fit' };
}

/** Judges every complaint, after every public check. Whoever runs this on the same messages gets the same answer. */
export function judge(
  setup: CeremonySetup,
  messages: CeremonyMessages,
): CeremonyChecked<{ judgements: readonly Judgement[] }> {
  return captureFault(() => {
    const state = readCeremony(setup, messages);
    return { judgements: state.complaints.map(({ index, body }) => judgeOne(state, index, body)) };
  });
}

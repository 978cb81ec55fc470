/** A dealt share on its way to one trustee. */
import { G, multiply, type Point, parsePoint } from '../../crypto/group';
import { bytesToInteger } from '../../crypto/hash';
import { ORDER } from '../../crypto/order';
import type { PointReader } from '../../crypto/point-reader';
import type { RandomBytes } from '../../crypto/random';
import { proofToJson } from '../../crypto/schnorr';
import { BOX_OVERHEAD, isOwnSender, openBox, sealBox } from '../../crypto/sealed-box';
import { fromHex, toHex } from '../hex';
import { evaluatePoints } from '../pedersen';
import { Refusal, requireKey, requireProof } from '../refusal';
import type { BodyOf } from './envelope';
import type { CeremonySetup } from './types';

const SHARE_BYTES = 32;
const BOX_BYTES = SHARE_BYTES + BOX_OVERHEAD;

export type SealedShare = BodyOf<'dealing'>['shares'][number];

/** From whom to whom, with the certified keys of both. */
export interface Route {
  readonly dealer: number;
  readonly recipient: number;
  /** Point text of the dealer's signing key. */
  readonly verification: string;
  readonly recipientKey: Point;
  /** Point text of `recipientKey`. */
  readonly recipientKeyText: string;
}

function contextOf(setup: CeremonySetup, route: Route): string {
  const { id, threshold, size } = setup;
  const { dealer, recipient, verification, recipientKeyText } = route;
  return `share|${id}|${threshold}|${size}|${dealer}|${recipient}|${verification}|${recipientKeyText}`;
}

export function sealShare(setup: CeremonySetup, route: Route, share: bigint, random: RandomBytes): SealedShare {
  const content = fromHex(share.toString(16).padStart(2 * SHARE_BYTES, '0'), SHARE_BYTES) as Uint8Array;
  const context = contextOf(setup, route);
  const { sender, proof, box } = sealBox({ recipient: route.recipientKey, content, context, random });
  return { sender: sender.text, proof: proofToJson(proof), box: toHex(box) };
}

/** Checks what everybody can see of a sealed share; throws a `Refusal`. Whether it fits, its recipient will find. */
export function requireSealedShare(setup: CeremonySetup, route: Route, sealed: SealedShare, reader: PointReader): void {
  const what = `the share from trustee ${route.dealer} to ${route.recipient}`;
  const sender = requireKey(reader, sealed.sender, `the key of ${what}`, 'share_malformed');
  const proof = requireProof(sealed.proof, `the proof of ${what}`);
  if (!isOwnSender({ sender, proof, recipient: route.recipientKey, context: contextOf(setup, route) })) {
    throw new Refusal('share_malformed', `the key of ${what} was not made for it`);
  }
}

/**
 * The share in a box, given the point that opens it, if it fits the dealer's commitments; null otherwise. Anybody who
 * is shown the point gets the same answer.
 */
export function fittingShare(
  setup: CeremonySetup,
  route: Route,
  sealed: SealedShare,
  shared: Point,
  commitments: readonly Point[],
): bigint | null {
  const sender = parsePoint(sealed.sender);
  const box = fromHex(sealed.box, BOX_BYTES);
  if (!(sender && box)) return null;
  const content = openBox({ sender, recipient: route.recipientKey, shared, box, context: contextOf(setup, route) });
  if (content?.length !== SHARE_BYTES) return null;
  const share = bytesToInteger(content);
  if (share >= ORDER) return null;
  return multiply(G, share).equals(evaluatePoints(commitments, route.recipient)) ? share : null;
}

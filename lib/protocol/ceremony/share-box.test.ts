import { describe, expect, it } from 'vitest';
import { G, IDENTITY, multiply, ORDER, parsePoint, pointText } from '../../crypto/group';
import { PointReader } from '../../crypto/point-reader';
import { sealBox, sharedPoint } from '../../crypto/sealed-box';
import { seededRandom } from '../../crypto/testing/seeded-random';
import { toHex } from '../hex';
import { IDENTITY_TEXT, OFF_CURVE } from '../testing/forge';
import { evaluate } from './secret';
import { fittingShare, type Route, requireSealedShare, type SealedShare, sealShare } from './share-box';

const random = seededRandom('share box');
const setup = { id: 'ceremony0123456789', threshold: 2, size: 3 };
const key = 987654321n;
const recipientKey = multiply(G, key);
const route: Route = {
  dealer: 1,
  recipient: 3,
  verification: 'ab'.repeat(32),
  recipientKey,
  recipientKeyText: pointText(recipientKey),
};
const dealt = [5n, 6n];
const commitments = dealt.map((coefficient) => multiply(G, coefficient));
const share = evaluate(dealt, 3);
const sealed = sealShare(setup, route, share, random);
const open = ({ sender }: SealedShare) => sharedPoint(parsePoint(sender) ?? IDENTITY, key);

/** Everything that a box is bound to, changed one thing at a time. */
const ELSEWHERE: [string, typeof setup, Route][] = [
  ['another ceremony', { ...setup, id: 'another0123456789' }, route],
  ['another threshold', { ...setup, threshold: 3 }, route],
  ['another size', { ...setup, size: 4 }, route],
  ['another dealer', setup, { ...route, dealer: 2 }],
  ['another recipient', setup, { ...route, recipient: 2 }],
  ['another key of the dealer', setup, { ...route, verification: 'cd'.repeat(32) }],
  ['another key of the recipient', setup, { ...route, recipientKey: G, recipientKeyText: pointText(G) }],
];

const codeOf = (check: () => void): string => {
  try {
    check();
    return 'ok';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('a sealed share', () => {
  it('is opened by its recipient and fits what was dealt', () => {
    expect(codeOf(() => requireSealedShare(setup, route, sealed, new PointReader()))).toBe('ok');
    expect(fittingShare(setup, route, sealed, open(sealed), commitments)).toBe(share);
    expect(sealed.box).toMatch(/^[0-9a-f]{96}$/);
  });

  it.each(ELSEWHERE)('is worth nothing in or for %s', (_, otherSetup, otherRoute) => {
    const check = () => requireSealedShare(otherSetup, otherRoute, sealed, new PointReader());
    expect(codeOf(check)).toBe('share_malformed');
    expect(fittingShare(otherSetup, otherRoute, sealed, open(sealed), commitments)).toBeNull();
  });

  it.each<[string, Partial<SealedShare>, string]>([
    ['the neutral element as sender', { sender: IDENTITY_TEXT }, 'share_malformed'],
    ['no point as sender', { sender: OFF_CURVE }, 'point_not_on_curve'],
    ['another sender', { sender: pointText(G) }, 'share_malformed'],
    ['a number that is none', { proof: { ...sealed.proof, response: 'x' } }, 'scalar_not_canonical'],
    ['another proof', { proof: { ...sealed.proof, response: '1' } }, 'share_malformed'],
  ])('is refused with %s', (_, change, code) => {
    expect(codeOf(() => requireSealedShare(setup, route, { ...sealed, ...change }, new PointReader()))).toBe(code);
  });

  it('is no share unless it fits the commitments of the dealer', () => {
    expect(fittingShare(setup, route, sealed, open(sealed), [...commitments].reverse())).toBeNull();
    const wrong = sealShare(setup, route, share + 1n, random);
    expect(fittingShare(setup, route, wrong, open(wrong), commitments)).toBeNull();
    for (const change of [{ sender: OFF_CURVE }, { box: 'x' }, { box: sealed.box.slice(2) }]) {
      expect(fittingShare(setup, route, { ...sealed, ...change }, open(sealed), commitments)).toBeNull();
    }
    expect(fittingShare(setup, route, sealed, IDENTITY, commitments)).toBeNull();
  });

  it('is one number below the order, not the same number written higher', () => {
    for (const number of [ORDER, share + ORDER]) {
      const lifted = sealShare(setup, route, number, random);
      expect(fittingShare(setup, route, lifted, open(lifted), commitments)).toBeNull();
    }
  });

  it('has 32 bytes', () => {
    const { id, threshold, size } = setup;
    const context = `share|${id}|${threshold}|${size}|1|3|${route.verification}|${route.recipientKeyText}`;
    const content = Uint8Array.of(Number(share));
    const made = sealBox({ recipient: recipientKey, content, context, random });
    const { challenge, response } = made.proof;
    const proof = { challenge: `${challenge}`, response: `${response}` };
    const short = { sender: made.sender.text, proof, box: toHex(made.box) };
    expect(codeOf(() => requireSealedShare(setup, route, short, new PointReader()))).toBe('ok');
    expect(fittingShare(setup, route, short, open(short), commitments)).toBeNull();
  });
});

// Making what trustees.ts and pedersen.ts check. One program plays all trustees here, so nothing needs to be hidden.
import { G, mod, type Point, pointText, sum, times } from '../group';
import type { Draw } from './draw';
import { type ProofText, prove, signMessage } from './proofs';

/** Trustees with their secrets, in owner order. */
export interface Trustees {
  readonly text: string;
  /** Each owner's secret key, or share of one. */
  readonly secrets: readonly bigint[];
  /** The secrets that the members of blocks sign with, in order. */
  readonly signing: readonly bigint[];
  readonly key: Point;
}

export type GroupPlan = 'single' | { readonly threshold: number; readonly size: number };

interface Made {
  readonly entry: [kind: string, value: unknown];
  readonly secrets: readonly bigint[];
  readonly signing: readonly bigint[];
  readonly part: Point;
}

export function makeTrustees(plans: readonly GroupPlan[], draw: Draw): Trustees {
  const groups = plans.map((plan) => (plan === 'single' ? makeSingle(draw) : makeBlock(plan, draw)));
  return {
    text: JSON.stringify(groups.map(({ entry }) => entry)),
    secrets: groups.flatMap(({ secrets }) => secrets),
    signing: groups.flatMap(({ signing }) => signing),
    key: sum(groups.map(({ part }) => part)),
  };
}

function holder(secret: bigint, draw: Draw): { pok: ProofText; public_key: string } {
  const text = pointText(times(secret, G));
  return { pok: prove(`pok|Ed25519|${text}|`, secret, draw), public_key: text };
}

function makeSingle(draw: Draw): Made {
  const secret = draw();
  return { entry: ['Single', holder(secret, draw)], secrets: [secret], signing: [], part: times(secret, G) };
}

function makeBlock({ threshold, size }: Exclude<GroupPlan, 'single'>, draw: Draw): Made {
  const places = Array.from({ length: size }, (_, index) => index + 1);
  const signing = places.map(() => draw());
  const signer = (place: number) => signing[place - 1] as bigint;
  const certs = places.map((index) => {
    const context = { group: 'Ed25519', size, threshold, index };
    const keys = { verification: pointText(times(signer(index), G)), encryption: pointText(times(draw(), G)) };
    return signMessage(JSON.stringify({ context, ...keys }), signer(index), draw);
  });
  const polynomials = places.map(() => Array.from({ length: threshold }, () => draw()));
  const commitments = polynomials.map((coefficients) => coefficients.map((one) => pointText(times(one, G))));
  const coefexps = commitments.map((points, index) =>
    signMessage(JSON.stringify({ coefexps: points }), signer(index + 1), draw),
  );
  const signatures = commitments.map((points, index) => {
    const message = `certs_sig|${JSON.stringify({ certs, coefexps: points })}`;
    return signMessage(message, signer(index + 1), draw).signature;
  });
  const secrets = places.map((place) =>
    mod(polynomials.flat().reduce((total, one, index) => total + one * BigInt(place) ** BigInt(index % threshold), 0n)),
  );
  const keys = secrets.map((secret, index) => {
    const { signature } = signMessage(pointText(times(secret, G)), signer(index + 1), draw);
    return { ...holder(secret, draw), signature };
  });
  const value = { threshold, certs, coefexps, signatures, verification_keys: keys };
  const joint = polynomials.reduce((total, [first = 0n]) => total + first, 0n);
  return { entry: ['Pedersen', value], secrets, signing, part: times(joint, G) };
}

import { G, modOrder, multiply, pointText, randomScalar } from '../../crypto/group';
import type { RandomBytes } from '../../crypto/random';
import { proofToJson, proveKnowledge, type SchnorrProofJson } from '../../crypto/schnorr';

interface Faults {
  /** Added to every share: not 0, and the share keys do not belong to the dealt polynomials. */
  readonly error?: bigint;
  /** What the second trustee's certificate says of the ceremony. */
  readonly context?: Record<string, unknown>;
  /** Whether all trustees sign with one key. */
  readonly oneSigner?: boolean;
}

/** Everything that the n trustees of a k-of-n block publish and keep (docs/spec, chapter 6), played by one person. */
export function playCeremony(
  threshold: number,
  size: number,
  random: RandomBytes,
  { error = 0n, context = {}, oneSigner = false }: Faults = {},
): { block: string; shares: bigint[] } {
  const onlySigner = oneSigner ? randomScalar(random) : undefined;
  const members = Array.from({ length: size }, () => ({
    signing: onlySigner ?? randomScalar(random),
    encryption: randomScalar(random),
    polynomial: Array.from({ length: threshold }, () => randomScalar(random)),
  }));
  const sign = (secret: bigint, message: string): SchnorrProofJson =>
    proofToJson(proveKnowledge({ secret, prefix: `sigmsg|${message}|`, random }));
  const signed = (secret: bigint, value: object) => {
    const message = JSON.stringify(value);
    return { message, signature: sign(secret, message) };
  };
  const text = (secret: bigint) => pointText(multiply(G, secret));
  const certs = members.map(({ signing, encryption }, i) =>
    signed(signing, {
      context: { group: 'Ed25519', size, threshold, index: i + 1, ...(i === 1 && context) },
      verification: text(signing),
      encryption: text(encryption),
    }),
  );
  const commitments = members.map(({ polynomial }) => polynomial.map(text));
  const coefexps = members.map(({ signing }, i) => signed(signing, { coefexps: commitments[i] }));
  const signatures = members.map(({ signing }, i) =>
    sign(signing, `certs_sig|${JSON.stringify({ certs, coefexps: commitments[i] })}`),
  );
  const evaluate = (polynomial: bigint[], at: number) =>
    polynomial.reduceRight((sum, coefficient) => modOrder(sum * BigInt(at) + coefficient), 0n);
  const shares = members.map((_, j) =>
    modOrder(members.reduce((sum, { polynomial }) => sum + evaluate(polynomial, j + 1), error)),
  );
  const verification_keys = members.map(({ signing }, j) => {
    const secret = shares[j] as bigint;
    const public_key = text(secret);
    const pok = proofToJson(proveKnowledge({ secret, prefix: `pok|Ed25519|${public_key}|`, random }));
    return { pok, public_key, signature: sign(signing, public_key) };
  });
  return { block: JSON.stringify({ threshold, certs, coefexps, signatures, verification_keys }), shares };
}

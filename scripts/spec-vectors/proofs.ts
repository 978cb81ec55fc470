import { G, multiply, pointText } from '@/lib/crypto/group';
import { hash64, hashToScalar, sha256Hex } from '@/lib/crypto/hash';
import { challenge, proofToJson, proveKnowledge } from '@/lib/crypto/schnorr';
import { signMessage } from '@/lib/protocol/registration';
import { fixedScalars } from '@/lib/protocol/testing/fixed-scalars';
import { scalars } from './world';

const TEXTS = ['', 'abc', 'ggen|0', 'Rua do Poço'];

export function proofVectors(): object {
  const [secret, nonce, messageNonce] = scalars('proofs', 3) as [string, string, string];
  const publicKey = multiply(G, BigInt(secret));
  const prefix = `pok|Ed25519|${pointText(publicKey)}|`;
  const commitment = multiply(G, BigInt(nonce));
  const message = 'certs_sig|{"certs":[]}';
  return {
    about: 'Chapter 3. Hashes of texts; one proof of knowledge and one signed message with their nonces.',
    hashes: TEXTS.map((text) => ({
      text,
      Hx: sha256Hex(text),
      H64: hash64(text),
      Hl: hashToScalar(text).toString(),
    })),
    challenge: {
      prefix: 'example|',
      points: [pointText(G), pointText(publicKey)],
      result: challenge('example|', [G, publicKey]).toString(),
    },
    knowledge: {
      secret,
      publicKey: pointText(publicKey),
      prefix,
      nonce,
      commitment: pointText(commitment),
      preimage: `${prefix}${pointText(commitment)}`,
      proof: proofToJson(proveKnowledge({ secret: BigInt(secret), prefix, random: fixedScalars([nonce]) })),
    },
    signature: {
      message,
      nonce: messageNonce,
      text: signMessage(BigInt(secret), message, fixedScalars([messageNonce])),
    },
  };
}

import { encodeBytes } from '@/lib/crypto/encoding';
import { ORDER, pointText } from '@/lib/crypto/group';
import { sha256Hex } from '@/lib/crypto/hash';
import { checkBallot, encryptBallot } from '@/lib/protocol/ballot';
import { openBallot } from '@/lib/protocol/challenge';
import { deriveCredential } from '@/lib/protocol/credentials';
import { electionKeys } from '@/lib/protocol/election';
import { fixedScalars } from '@/lib/protocol/testing/fixed-scalars';
import { bytes, world } from './world';

const keys = electionKeys(world.election);

const WRONG: [reason: string, change: (text: string) => string][] = [
  ['a blank', (text) => text.replace(',', ', ')],
  ['a line end', (text) => `${text}\n`],
  ['another uuid', (text) => text.replace('bB7qufT9UHBQmW', 'bB7qufT9UHBQmX')],
  ['another hash', (text) => text.replace(/"hash":"./, (start) => `${start.slice(0, -1)}A`)],
  [
    'capital letters in a point',
    (text) => text.replace(/"alpha":"[^"]*"/, (field) => `"alpha":${field.slice(8).toUpperCase()}`),
  ],
  ['a leading zero', (text) => text.replace('"response":"', '"response":"0')],
  [
    'the order added',
    (text) => text.replace(/"response":"(\d+)"/, (_, s: string) => `"response":"${BigInt(s) + ORDER}"`),
  ],
  [
    'neutral element as credential',
    (text) => text.replace(/"credential":"\w+"/, `"credential":"${'1'.padStart(64, '0')}"`),
  ],
  ['neutral element as alpha', (text) => text.replace(/"alpha":"\w+"/, `"alpha":"${'1'.padStart(64, '0')}"`)],
];

export function ballotVectors(): object {
  const { r, proofNonce, signatureNonce, payload } = world.firstBallot;
  const random = fixedScalars([r, proofNonce, signatureNonce]);
  const made = encryptBallot({ election: keys, credential: world.credential, payload: bytes(payload), random });
  const wrong = WRONG.map(([reason, change]) => {
    const text = change(made.ballot);
    const verdict = checkBallot(keys, text);
    if (verdict.ok || text === made.ballot) throw new Error(`accepted: ${reason}`);
    return { reason, text, verdict: verdict.code };
  });
  return {
    about: 'Chapter 8. One ballot with everything that went into it, its opening, and ballots refused when cast.',
    election: world.election,
    credential: { text: world.credential, publicKey: deriveCredential(keys.uuid, world.credential).publicKey },
    payload,
    point: pointText(encodeBytes(bytes(payload))),
    nonces: { r, proof: proofNonce, signature: signatureNonce },
    ballot: made.ballot,
    tracker: made.tracker,
    hash: sha256Hex(made.ballot),
    opening: openBallot({ ballot: made.ballot, payload: bytes(payload), encryption: BigInt(r) }),
    refused: wrong,
  };
}

import { proveSidecar, sidecarTranscript } from '@/lib/crypto/dleq';
import { type EncodedPoint, type Point, parsePoint } from '@/lib/crypto/group';
import { sha256Hex } from '@/lib/crypto/hash';
import { Pace } from '@/lib/crypto/pace';
import type { CiphertextText } from '@/lib/protocol/ciphertexts';
import { parseElection } from '@/lib/protocol/election';
import { combineResult } from '@/lib/protocol/opening';
import { fixedScalars } from '@/lib/protocol/testing/fixed-scalars';
import { parseTrustees } from '@/lib/protocol/trustees';
import { hex, world } from './world';

const point = (text: string): EncodedPoint => ({ text, point: parsePoint(text) as Point });

export async function openingVectors(): Promise<object> {
  const [election, trustees] = [parseElection(world.election), parseTrustees(world.trustees)];
  if (!election.ok || !trustees.ok) throw new Error('the example is not valid');
  const context = { election: election.election, trustees: trustees.trustees };
  const ciphertexts = (JSON.parse(world.lastList) as [CiphertextText[]])[0];
  const { partials } = world;
  const combined = await combineResult({ ...context, ciphertexts, partials });
  if (!combined.ok) throw new Error(combined.message);
  const record = JSON.parse(partials[0]?.record ?? '') as { decryption_factors: [string[]] };
  const statement = {
    electionHash: sha256Hex(world.election),
    ciphertextsHash: sha256Hex(world.lastList),
    owner: 1,
    publicKey: context.trustees.keys[0] as EncodedPoint,
    alphas: ciphertexts.map(({ alpha }) => point(alpha)),
    factors: record.decryption_factors[0].map(point),
  };
  const random = fixedScalars([world.sidecar.nonce]);
  const proof = await proveSidecar(statement, BigInt(world.singlePrivateKey), random, new Pace(0));
  return {
    about: 'Chapter 12. Partial decryptions of owners 1, 3 and 4 (one single, two of three), a side-car, the result.',
    election: world.election,
    trustees: world.trustees,
    list: world.lastList,
    partials,
    sidecar: {
      owner: 1,
      secret: world.singlePrivateKey,
      nonce: world.sidecar.nonce,
      electionHash: statement.electionHash,
      ciphertextsHash: statement.ciphertextsHash,
      transcript: hex(sidecarTranscript(statement)),
      commitments: proof.commitments.map(({ text }) => text),
      response: proof.response.toString(),
    },
    result: combined.result,
  };
}

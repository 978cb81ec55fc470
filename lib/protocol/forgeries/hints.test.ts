import { beforeAll, describe, expect, it } from 'vitest';
import {
  G,
  invertScalar,
  multiply,
  type Point,
  parsePoint,
  pointBytes,
  pointText,
  randomScalar,
} from '../../crypto/group';
import { hash64 } from '../../crypto/hash';
import type { RandomBytes } from '../../crypto/random';
import { challenge } from '../../crypto/schnorr';
import { seededRandom } from '../../crypto/testing/seeded-random';
import type { ArchiveEvent } from '../archive';
import { hintsOf } from '../archive-hints';
import { hintFile } from '../hints';
import { type BallotParts, forgeBallot, honestParts } from '../testing/forge';
import { pick, SMALL_ORDER } from '../testing/mutants';
import { collect, FORGERIES, forgeryRandom, refuseAll, SEED } from '../testing/refuse-all';
import {
  archiveOf,
  makeSmallElection,
  type SmallElection,
  samplePayload,
  sidecarList,
} from '../testing/small-election';
import { uniformIndex } from '../uniform';
import { verifyArchive } from '../verify-archive';

const HEADER = 40;
const EIGHTH = invertScalar(8n);
let base: SmallElection;
let archive: Uint8Array;
let hints: Uint8Array;
/** Setup and one honest ballot, which a forged one follows. */
let begun: ArchiveEvent[];
let honest: BallotParts[];

beforeAll(async () => {
  base = await makeSmallElection('forged hints', 2, [0, 1]);
  archive = archiveOf(base.events);
  hints = (await hintsOf(archive, { random: seededRandom('honest hints') })) as Uint8Array;
  begun = base.events.slice(0, 2);
  honest = Array.from({ length: 20 }, (_, i) => honestParts(base, 1, samplePayload(i)));
});

const eighth = (point: Point) => pointBytes(multiply(point, EIGHTH));
const eighthOf = (text: string) => eighth(parsePoint(text) as Point);

interface ForgedBallot {
  ballot: string;
  /** Eighths of α, β and the two commitments, as well as they can be made. */
  eighths: Uint8Array[];
}

/** A proof that holds in every respect but its equation: the challenge is the hash of the commitment that is hinted at. */
function hollowProof(prefix: string, random: RandomBytes) {
  const commitment = multiply(G, randomScalar(random));
  const proof = { challenge: challenge(prefix, [commitment]).toString(), response: randomScalar(random).toString() };
  return { proof, commitment };
}

function hollowBallot(number: number, random: RandomBytes): ForgedBallot {
  const { uuid, fingerprint, credential, choices } = honest[number % honest.length] as BallotParts;
  const small = number % 2 === 0 ? null : pick(SMALL_ORDER, random);
  const alpha = small ? pointText((parsePoint(choices.alpha) as Point).add(small)) : choices.alpha;
  const answered = hollowProof(
    `raweg|${fingerprint}|${credential}|${base.election.publicKey},${alpha},${choices.beta}|`,
    random,
  );
  const answers = [{ choices: { ...choices, alpha }, proof: answered.proof }];
  const unsigned = { election_uuid: uuid, election_hash: fingerprint, credential, answers };
  const hash = hash64(JSON.stringify(unsigned));
  const signed = hollowProof(`sig|${hash}|`, random);
  return {
    ballot: JSON.stringify({ ...unsigned, signature: { hash, proof: signed.proof } }),
    eighths: [eighthOf(choices.alpha), eighthOf(choices.beta), eighth(signed.commitment), eighth(answered.commitment)],
  };
}

/** Verifies up to the ballots, as a mixer does before it touches its secret. */
async function verdictWithHints(events: readonly ArchiveEvent[], eighths: readonly Uint8Array[]) {
  const file = archiveOf(events);
  const report = await verifyArchive(file, { random: base.random, upTo: 'ballots', hints: hintFile(file, eighths) });
  return { code: report.failure?.code ?? null, hints: report.hints };
}

function eighthsOfBegun(): Uint8Array[] {
  const [setup, ballot] = begun as [Extract<ArchiveEvent, { type: 'Setup' }>, ArchiveEvent];
  const credentials = JSON.parse(setup.credentials) as string[];
  const first = HEADER + 32 * credentials.length;
  const ofBallot = [0, 1, 2, 3].map((i) => hints.slice(first + 32 * i, first + 32 * (i + 1)));
  expect(ballot.type).toBe('Ballot');
  return [...credentials.map(eighthOf), ...ofBallot];
}

describe(`hints forged with the seed "${SEED}"`, { timeout: 120_000 }, () => {
  it('uses the honest ones, for a running archive too', async () => {
    expect(await verdictWithHints(begun, eighthsOfBegun())).toEqual({ code: null, hints: 'used' });
    const parts = honest[0] as BallotParts;
    const ballot = forgeBallot(base, parts);
    const { answers, signature } = JSON.parse(ballot);
    const points = [parts.choices.alpha, parts.choices.beta].map((text) => parsePoint(text) as Point);
    const commitments = [
      [signature.proof, parsePoint(parts.credential) as Point],
      [answers[0].proof, points[0] as Point],
    ].map(([proof, key]) => multiply(G, BigInt(proof.response)).add(multiply(key, BigInt(proof.challenge))));
    const eighths = [...eighthsOfBegun(), ...[...points, ...commitments].map(eighth)];
    const events: ArchiveEvent[] = [...begun, { type: 'Ballot', ballot }];
    expect(await verdictWithHints(events, eighths)).toEqual({ code: null, hints: 'used' });
  });

  it('tampered: found, and nothing said about the archive', async () => {
    const random = forgeryRandom('tampered hints');
    const sidecars = sidecarList(base.sidecars);
    const forgeries = collect(FORGERIES + 20, (number) => {
      const at = number < 40 ? number : HEADER + uniformIndex(hints.length - HEADER, random);
      return { how: `byte ${at}`, at, change: 1 + uniformIndex(255, random) };
    });
    const verdict = async ({ at, change }: { at: number; change: number }) => {
      const given = hints.with(at, (hints[at] ?? 0) ^ change);
      const options = { random: base.random, sidecars, checkPlaintexts: false, hints: given };
      const report = await verifyArchive(archive, options);
      return report.ok && report.hints === 'unusable' ? 'unusable' : null;
    };
    await refuseAll(forgeries, verdict, ['unusable']);
  });

  it('made to measure for ballots whose proofs hold in all but the equation, or whose points have small order', async () => {
    const random = forgeryRandom('hollow proofs');
    const before = eighthsOfBegun();
    const forgeries = collect(FORGERIES, (number) => ({ how: `ballot ${number}`, ...hollowBallot(number, random) }));
    const verdict = async ({ ballot, eighths }: ForgedBallot) => {
      const found = await verdictWithHints([...begun, { type: 'Ballot', ballot }], [...before, ...eighths]);
      return found.hints === 'unusable' ? found.code : null;
    };
    await refuseAll(forgeries, verdict, ['ballot_bad_signature', 'point_not_in_subgroup']);
  });
});

import { beforeAll, describe, it } from 'vitest';
import {
  G,
  IDENTITY,
  modOrder,
  multiply,
  ORDER,
  type Point,
  parsePoint,
  pointText,
  randomScalar,
} from '../../crypto/group';
import { hash64 } from '../../crypto/hash';
import type { RandomBytes } from '../../crypto/random';
import { challenge, proofToJson } from '../../crypto/schnorr';
import { checkBallot } from '../ballot';
import type { CiphertextText } from '../ciphertexts';
import { type BallotParts, editJson, forgeBallot, honestParts, type Loose, signBallot } from '../testing/forge';
import { type Mutant, mutantsOf, pick, SMALL_ORDER } from '../testing/mutants';
import { collect, FORGERIES, forgeryRandom, refuseAll, SEED } from '../testing/refuse-all';
import { castBallots, type Draft, draftElection, samplePayload } from '../testing/small-election';

const VOTERS = 7;
let here: Draft;
let ballots: string[];
/** What honest devices would use, made once: five ballots of each voter. */
let honest: BallotParts[];

beforeAll(() => {
  here = draftElection('forged ballots', VOTERS);
  ballots = castBallots(here, [0, 1, 2, 3, 4, 5, 6]).ballots;
  honest = Array.from({ length: 5 * VOTERS }, (_, i) => honestParts(here, i % VOTERS, samplePayload(i)));
});

const verdict = ({ text }: Mutant) => {
  const checked = checkBallot(here.election, text);
  return checked.ok ? null : checked.code;
};

const parts = (number: number): BallotParts => honest[number % honest.length] as BallotParts;

/** The ballot with its answers changed, hashed and signed anew by the owner of its credential. */
function resigned(ballot: string, voter: number, change: (value: Loose) => void, random: RandomBytes): string {
  const { secret } = parts(voter);
  const { signature: _old, ...unsigned } = JSON.parse(editJson(ballot, change));
  return signBallot(unsigned, secret, random);
}

/** A compact proof that holds for X + T with T of order 8: the nonce is drawn until the challenge is a multiple of 8. */
function proofDespiteTorsion(secret: bigint, prefix: string, random: RandomBytes) {
  for (;;) {
    const nonce = randomScalar(random);
    const c = challenge(prefix, [multiply(G, nonce)]);
    if (c % 8n === 0n) return proofToJson({ challenge: c, response: modOrder(nonce - secret * c) });
  }
}

/** A ballot in which every proof holds and one point has a component of small order. */
function smallOrderBallot(
  number: number,
  field: 'credential' | 'alpha' | 'beta',
  small: Point,
  random: RandomBytes,
): string {
  const { uuid, fingerprint, secret, encryption, ...rest } = parts(number);
  const add = (text: string) => pointText((parsePoint(text) as Point).add(small));
  const credential = field === 'credential' ? add(rest.credential) : rest.credential;
  const choices = field === 'credential' ? rest.choices : { ...rest.choices, [field]: add(rest.choices[field]) };
  const { alpha, beta } = choices;
  const prefix = `raweg|${fingerprint}|${credential}|${here.election.publicKey},${alpha},${beta}|`;
  const proof = proofDespiteTorsion(encryption, prefix, random);
  const unsigned = { election_uuid: uuid, election_hash: fingerprint, credential, answers: [{ choices, proof }] };
  const hash = hash64(JSON.stringify(unsigned));
  const signature = { hash, proof: proofDespiteTorsion(secret, `sig|${hash}|`, random) };
  return JSON.stringify({ ...unsigned, signature });
}

const NON_CANONICAL: [how: string, change: (answer: Loose, random: RandomBytes) => void][] = [
  ['alpha in capitals', ({ choices }) => (choices.alpha = choices.alpha.toUpperCase())],
  ['beta in capitals', ({ choices }) => (choices.beta = choices.beta.toUpperCase())],
  ['alpha with a prefix', ({ choices }) => (choices.alpha = `0x${choices.alpha}`)],
  ['beta with a zero', ({ choices }) => (choices.beta = `0${choices.beta}`)],
  ['a second name of the neutral element', ({ choices }) => (choices.alpha = `7${'f'.repeat(61)}ee`)],
  ['negative zero', ({ choices }) => (choices.beta = `8${'1'.padStart(63, '0')}`)],
  ['a response and the order', ({ proof }) => (proof.response = (BigInt(proof.response) + ORDER).toString())],
  ['a challenge and the order', ({ proof }) => (proof.challenge = (BigInt(proof.challenge) + ORDER).toString())],
  ['a response less the order', ({ proof }) => (proof.response = (BigInt(proof.response) - ORDER).toString())],
  ['a leading zero', ({ proof }) => (proof.response = `0${proof.response}`)],
  ['a challenge in hexadecimal', ({ proof }) => (proof.challenge = `0x${BigInt(proof.challenge).toString(16)}`)],
];

describe(`ballots forged with the seed "${SEED}"`, { timeout: 120_000 }, () => {
  it('every field changed', async () => {
    const random = forgeryRandom('fields');
    const forgeries = ballots.flatMap((ballot) => mutantsOf(ballot, random));
    const codes = ['not_canonical', 'wrong_election', 'identity', 'bad_hash', 'bad_signature', 'point_not_on_curve'];
    await refuseAll(forgeries, verdict, [...codes, 'point_not_in_subgroup', 'scalar_not_canonical']);
  });

  it('every field of the answer changed, and signed anew by the owner of the credential', async () => {
    const random = forgeryRandom('signed fields');
    const forgeries = ballots.flatMap((ballot, voter) => {
      const answer = JSON.stringify(JSON.parse(ballot).answers[0]);
      return mutantsOf(answer, random).flatMap(({ how, text }) => {
        const changed = parsed(text);
        return changed ? [{ how, text: resigned(ballot, voter, (v) => (v.answers[0] = changed), random) }] : [];
      });
    });
    const isOther = ({ text }: Mutant) => JSON.stringify(JSON.parse(text).answers) !== '';
    await refuseAll(
      forgeries.filter(isOther).filter(({ text }) => !hasHonestAnswer(text)),
      verdict,
      ['bad_proof'],
    );
  });

  it('the neutral element as alpha or credential, with proofs that hold', async () => {
    const forgeries = collect(FORGERIES, (number) => {
      const base = parts(number);
      const open = { ...base.choices, alpha: pointText(IDENTITY) };
      const forged =
        number % 2 === 0
          ? { ...base, encryption: 0n, choices: open }
          : { ...base, secret: 0n, credential: pointText(IDENTITY) };
      return { how: number % 2 === 0 ? 'alpha' : 'credential', text: forgeBallot(here, forged) };
    });
    await refuseAll(forgeries, verdict, ['identity']);
  });

  it('points with components of small order, with proofs that hold', async () => {
    const random = forgeryRandom('small order');
    const fields = ['alpha', 'beta', 'credential'] as const;
    const forgeries = collect(FORGERIES + 4, (number) => {
      const [field, small] = [fields[number % 3] as (typeof fields)[0], SMALL_ORDER[number % 7] as Point];
      return { how: `${field} and point ${number % 7}`, text: smallOrderBallot(number, field, small, random) };
    });
    await refuseAll(forgeries, (forged) => (verdict(forged) === 'point_not_in_subgroup' ? 'refused' : null), [
      'refused',
    ]);
  });

  it('values written in another way, and signed so', async () => {
    const random = forgeryRandom('not canonical');
    const forgeries = collect(FORGERIES + 6, (number) => {
      const [how, change] = pick(NON_CANONICAL, random);
      const ballot = forgeBallot(here, parts(number));
      return { how, text: resigned(ballot, number, (value) => change(value.answers[0], random), random) };
    });
    await refuseAll(forgeries, verdict, ['point_not_canonical', 'scalar_not_canonical']);
  });

  it('ballots of other elections, as they are and made over', async () => {
    const random = forgeryRandom('other elections');
    const others = Array.from({ length: 10 }, (_, i) => draftElection(`other ${i}`, 2));
    const theirs = others.flatMap((there) => [0, 1].map((voter) => honestParts(there, voter, samplePayload(voter))));
    const { uuid, fingerprint } = here.election;
    const forgeries = collect(FORGERIES + 8, (number) => {
      const there = others[Math.floor((number % theirs.length) / 2)] as Draft;
      const { secret, publicKey } = { secret: parts(number).secret, publicKey: parts(number).credential };
      const foreign = theirs[number % theirs.length] as BallotParts;
      const text = forgeBallot(there, foreign);
      const renamed = editJson(text, (v) => Object.assign(v, { election_uuid: uuid, election_hash: fingerprint }));
      const { signature: _old, ...unsigned } = JSON.parse(renamed);
      const mine = { ...unsigned, credential: publicKey };
      const ways = [
        ['as it is', text],
        ['with our uuid', editJson(text, (v) => (v.election_uuid = uuid))],
        ['with our fingerprint', renamed],
        ['hashed anew', editJson(renamed, (v) => (v.signature.hash = hash64(JSON.stringify(unsigned))))],
        ['signed anew', signBallot(unsigned, foreign.secret, random)],
        ['signed by one of our voters', signBallot(mine, secret, random)],
      ] as const;
      const [how, forged] = ways[number % 6] as (typeof ways)[0];
      return { how, text: forged };
    });
    await refuseAll(forgeries, verdict, ['wrong_election', 'bad_hash', 'bad_signature', 'bad_proof']);
  });

  it('ciphertexts copied from others, exactly or malleated', async () => {
    const random = forgeryRandom('copies');
    const key = parsePoint(here.election.publicKey) as Point;
    const forgeries = collect(FORGERIES + 5, (number) => {
      const victim = JSON.parse(ballots[number % VOTERS] as string).answers[0] as {
        choices: CiphertextText;
        proof: Loose;
      };
      const [alpha, beta] = [parsePoint(victim.choices.alpha) as Point, parsePoint(victim.choices.beta) as Point];
      const delta = randomScalar(random);
      const shifted = pointPair(alpha.add(multiply(G, delta)), beta.add(multiply(key, delta)));
      const { challenge: c, response } = victim.proof;
      const moved = modOrder(BigInt(response) - BigInt(c) * delta).toString();
      const ways: [string, CiphertextText, Loose][] = [
        ['copied', victim.choices, victim.proof],
        ['copied with a proof of another', victim.choices, proofOf(randomScalar(random), random)],
        ['re-encrypted', shifted, victim.proof],
        ['re-encrypted, the proof moved along', shifted, { challenge: c, response: moved }],
        ['multiplied', pointPair(multiply(alpha, delta), multiply(beta, delta)), victim.proof],
      ];
      const [how, choices, proof] = ways[number % 5] as (typeof ways)[0];
      const { secret, credential, uuid, fingerprint } = parts(number + 1);
      const unsigned = { election_uuid: uuid, election_hash: fingerprint, credential, answers: [{ choices, proof }] };
      return { how, text: signBallot(unsigned, secret, random) };
    });
    await refuseAll(forgeries, (forged) => (verdict(forged) === 'bad_proof' ? 'bad_proof' : null), ['bad_proof']);
  });
});

function pointPair(alpha: Point, beta: Point): CiphertextText {
  return { alpha: pointText(alpha), beta: pointText(beta) };
}

function proofOf(secret: bigint, random: RandomBytes) {
  return proofDespiteTorsion(secret, 'guess|', random);
}

function parsed(text: string): Loose {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function hasHonestAnswer(text: string): boolean {
  const { answers } = JSON.parse(text);
  return ballots.some((ballot) => JSON.stringify(JSON.parse(ballot).answers) === JSON.stringify(answers));
}

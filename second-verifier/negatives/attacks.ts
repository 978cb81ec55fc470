// What dishonest voters, servers, mixers and trustees would really try: everything else in these archives is honest.
import type { Ciphertext } from '../ballots';
import { encode } from '../encoding';
import type { Event } from '../events';
import { FIELD, G, inverse, mod, O, type Point, pointText, times } from '../group';
import { challenge, hashHex } from '../hashing';
import { ownedEvent, writeArchive } from '../make/archive';
import { encryptPoint, type MadeBallot, makeBallot, proofPrefix, signBallot } from '../make/ballot';
import { castAll, finish, type MadeArchive, type Plan, type Setup, setUp } from '../make/election';
import type { MadeOpening } from '../make/opening';
import { prove } from '../make/proofs';
import { makeShuffle, shuffleText, type Twist } from '../make/shuffle';
import { equations, shuffleChallenges } from '../shuffle';
import { lastOfEach } from '../tally';
import { editRecord, first, splice } from './edit';
import { type Example, refused } from './negative';
import { ORDER_TWO } from './values';

const file = ({ events }: { readonly events: readonly Event[] }): Uint8Array => writeArchive(events);

/** All of them; each starts from the same plan. */
export function attacks(plan: Plan): Example[] {
  const made = () => setUp(plan);
  return [
    ...byVoters(made),
    ...byServer(made),
    ...identityNames(made()),
    smallOrderCleansed(made()),
    ...byCounters(made()),
  ];
}

const secretOf = ({ voters }: Setup, voter: number): bigint => voters[voter] as bigint;

function byVoters(made: () => Setup): Example[] {
  const payload = [1, ...Array.from({ length: 29 }, () => 0)];
  const setup = made();
  const ballots = castAll(setup);
  const [one, two] = ballots as [MadeBallot, MadeBallot];
  const withSecond = (ballot: MadeBallot) => finish(setup, [one, ballot, ...ballots.slice(2)]);
  const second = secretOf(setup, setup.plan.votes[1]?.voter ?? 0);

  const { proof } = JSON.parse(one.text).answers[0];
  const copied = signBallot(setup, second, one.ciphertext, proof, setup.draw);
  const badProof = signBallot(setup, second, two.ciphertext, proof, setup.draw);
  const stranger = makeBallot(setup, setup.draw(), payload, setup.draw);
  const shown = encryptPoint(setup, second, encode(payload), 0n, setup.draw);
  const marked = encryptPoint(setup, second, encode(payload).negate(), setup.draw(), setup.draw);
  const elsewhere = makeBallot(
    { ...setup, fingerprint: setup.fingerprint.replace(/^./, 'A') },
    second,
    payload,
    setup.draw,
  );
  const other = makeBallot({ ...setup, uuid: 'AnotherElection' }, second, payload, setup.draw);
  return [
    { name: 'honest', file: file(finish(setup, ballots)), verdict: null },
    {
      name: 'ballot-copied-ciphertext',
      file: file(withSecond(copied)),
      verdict: refused('ballots', 'ballot_bad_proof'),
    },
    { name: 'ballot-bad-pok', file: file(withSecond(badProof)), verdict: refused('ballots', 'ballot_bad_proof') },
    {
      name: 'ballot-of-stranger',
      file: file(finish(setup, [...ballots, stranger])),
      verdict: refused('ballots', 'ballot_unknown_credential'),
    },
    {
      name: 'ballot-twice',
      file: file(finish(setup, [...ballots, one])),
      verdict: refused('ballots', 'ballot_duplicate'),
    },
    {
      name: 'ballot-from-other-terms',
      file: file(withSecond(elsewhere)),
      verdict: refused('ballots', 'ballot_wrong_election'),
    },
    {
      name: 'ballot-from-other-election',
      file: file(withSecond(other)),
      verdict: refused('ballots', 'ballot_wrong_election'),
    },
    { name: 'ballot-shown', file: file(withSecond(shown)), verdict: null },
    { name: 'ballot-marked', file: file(withSecond(marked)), verdict: null },
  ];
}

/** A server that holds no credential's secret makes up ballots, and lets everything after them be honest. */
function byServer(made: () => Setup): Example[] {
  const payload = [1, 255, ...Array.from({ length: 28 }, () => 0)];
  const setup = made();
  const ballots = castAll(setup);
  const [victim] = ballots as [MadeBallot];
  const forged = makeBallot(setup, setup.draw(), payload, setup.draw);
  const underName = forged.text.replaceAll(forged.credential, victim.credential);
  const rehashed = withHash(underName);
  const stuffed = { ...forged, text: rehashed, credential: victim.credential };
  const [last] = ballots.slice(-1) as [MadeBallot];
  return [
    {
      name: 'ballot-stuffed-by-server',
      file: file(finish(setup, [...ballots, stuffed])),
      verdict: refused('ballots', 'ballot_bad_signature'),
    },
    {
      name: 'ballot-bad-signature',
      file: file(finish(setup, [...ballots.slice(0, -1), { ...last, text: withOtherSignature(last.text) }])),
      verdict: refused('ballots', 'ballot_bad_signature'),
    },
    {
      name: 'ballot-exchanged-after-tally',
      file: file({
        events: exchanged(finish(setup, ballots), makeBallot(setup, secretOf(setup, 0), payload, setup.draw)),
      }),
      verdict: refused('tally', 'tally_mismatch'),
    },
  ];
}

/** The ballot of the first voter replaced after everybody mixed and opened the true list. */
function exchanged({ events }: MadeArchive, ballot: MadeBallot): Event[] {
  const last = first(events, 'EndBallots');
  return splice(events, last, 0, { type: 'Ballot', records: [ballot.text] });
}

function withHash(text: string): string {
  const { signature, ...unsigned } = JSON.parse(text);
  const hash = Buffer.from(hashHex(JSON.stringify(unsigned)), 'hex')
    .toString('base64')
    .replace('=', '');
  return JSON.stringify({ ...unsigned, signature: { ...signature, hash } });
}

function withOtherSignature(text: string): string {
  const ballot = JSON.parse(text);
  const { proof } = ballot.signature;
  const response = String(mod(BigInt(proof.response) + 1n));
  return JSON.stringify({ ...ballot, signature: { ...ballot.signature, proof: { ...proof, response } } });
}

/** The neutral point as α under its second names, all else as a careless reader computes it. */
function identityNames(setup: Setup): Example[] {
  const names = { y: FIELD + 1n, sign: 2n ** 255n + 1n, both: 2n ** 255n + FIELD + 1n };
  return Object.entries(names).map(([name, value]) => {
    const ballots = castAll(setup);
    const secret = secretOf(setup, setup.plan.votes[0]?.voter ?? 0);
    const ciphertext = { alpha: O, beta: encode([1, ...Array.from({ length: 29 }, () => 0)]) };
    const credential = pointText(times(secret, G));
    const texts = { alpha: value.toString(16).padStart(64, '0'), beta: pointText(ciphertext.beta) };
    const prefix = proofPrefix(setup, credential, ciphertext).replace(pointText(O), texts.alpha);
    const proof = prove(prefix, 0n, setup.draw);
    const ballot = signBallot(setup, secret, ciphertext, proof, setup.draw, texts);
    return {
      name: `noncanonical-identity-${name}`,
      file: file(finish(setup, [ballot, ...ballots.slice(1)])),
      verdict: refused('ballots', 'point_not_canonical'),
    };
  });
}

/**
 * A voter adds a point of order 2 to α, and so finds that ballot again behind the first, honest mixer; the last mixer, an
 * accomplice, takes it away. Whoever checks equations only, and small order only in the last list, sees nothing.
 */
function smallOrderCleansed(setup: Setup): Example {
  const ballots = castAll(setup);
  const secret = secretOf(setup, setup.plan.votes[0]?.voter ?? 0);
  const marked = ballotOfOrderTwo(setup, secret);
  const shuffle = (input: readonly Ciphertext[], place: number) => {
    const isLast = place === setup.plan.mixers.length - 1;
    const at = input.findIndex(({ alpha }) => !alpha.isTorsionFree());
    return grindShuffle(input, setup, isLast ? new Map([[at, ORDER_TWO]]) : new Map());
  };
  const made = finish(setup, [marked, ...ballots.slice(1)], { shuffle });
  return { name: 'small-order-cleansed', file: file(made), verdict: refused('ballots', 'point_not_in_subgroup') };
}

/** A ballot with an α of even order whose proof holds all the same: its challenge is even, so the addition vanishes. */
function ballotOfOrderTwo(setup: Setup, secret: bigint): MadeBallot {
  const r = setup.draw();
  const plain = encode([1, ...Array.from({ length: 29 }, () => 0)]);
  const ciphertext = { alpha: times(r, G).add(ORDER_TWO), beta: times(r, setup.key).add(plain) };
  const prefix = proofPrefix(setup, pointText(times(secret, G)), ciphertext);
  for (;;) {
    const nonce = setup.draw();
    const c = challenge(prefix, times(nonce, G));
    if (c % 2n === 0n) {
      const proof = { challenge: String(c), response: String(mod(nonce - r * c)) };
      return signBallot(setup, secret, ciphertext, proof, setup.draw);
    }
  }
}

/**
 * Shuffles again until the equations hold in spite of points of order 2, and hold in whatever order somebody multiplies:
 * each such point meets an even weight.
 */
function grindShuffle(input: readonly Ciphertext[], { fingerprint, key, draw }: Setup, twist: Twist) {
  for (;;) {
    const shuffle = makeShuffle(input, { fingerprint, key }, draw, twist);
    const { u } = shuffleChallenges(input, shuffle, { fingerprint, key });
    const areEven =
      input.every(({ alpha }, index) => alpha.isTorsionFree() || (u[index] ?? 1n) % 2n === 0n) &&
      shuffle.output.every(({ alpha }, index) => alpha.isTorsionFree() || (shuffle.sPrime[index] ?? 1n) % 2n === 0n);
    const hold = equations(input, shuffle, { fingerprint, key }).every(([, left, right]) => left.equals(right()));
    if (areEven && hold) {
      return { text: shuffleText(shuffle), output: shuffle.output };
    }
  }
}

function byCounters(setup: Setup): Example[] {
  const ballots = castAll(setup);
  const true_ = finish(setup, ballots);
  const invented = ballots.map(() =>
    makeBallot(setup, setup.draw(), [1, 1, ...Array.from({ length: 28 }, () => 0)], setup.draw),
  );
  const tally = lastOfEach(invented);
  const forged = finish(setup, ballots, { tally });
  const list = (text: string) => text.replace(/"alpha":"[0-9a-f]{64}"/, `"alpha":"${pointText(setup.key)}"`);
  const sized = (text: string) => text.replace(/"num_tallied":\d+/, '"num_tallied":99');
  const swapFirst = (text: string) =>
    text.replace(/\[\[\[\d+/, (begin) => `${begin.slice(0, 3)}${(Number(begin.slice(3)) + 1) % 256}`);
  const withoutLast = (text: string) => text.replace(/,\[[\d,]+\]\]\]\}$/, ']]}');
  return [
    {
      name: 'forged-tally',
      file: file(forged),
      verdict: refused('tally', 'tally_mismatch'),
    },
    {
      name: 'no-shuffle-forged-tally',
      file: file(finish(mixedBy(setup, []), ballots, { tally })),
      verdict: refused('events', 'event_out_of_place'),
    },
    {
      name: 'no-shuffle-true-tally',
      file: file(finish(mixedBy(setup, []), ballots)),
      verdict: refused('events', 'event_out_of_place'),
    },
    {
      name: 'one-mixer-alone',
      file: file(finish(mixedBy(setup, [1]), ballots)),
      verdict: refused('shuffles', 'shuffle_too_few_mixers'),
    },
    {
      name: 'late-ballot-counted-alone',
      file: writeArchive(lateBallot(setup, ballots)),
      verdict: refused('events', 'event_out_of_place'),
    },
    {
      name: 'pd-duplicate-owner',
      file: writeArchive(twiceOpened(true_)),
      verdict: refused('decryptions', 'decryption_bad_proof'),
    },
    {
      name: 'tally-garbage',
      file: writeArchive(editRecord(true_.events, { type: 'EncryptedTally' }, list)),
      verdict: refused('tally', 'tally_mismatch'),
    },
    {
      name: 'tally-wrong-number',
      file: writeArchive(editRecord(true_.events, { type: 'EncryptedTally', record: 1 }, sized)),
      verdict: refused('tally', 'tally_size_mismatch'),
    },
    {
      name: 'wrong-result',
      file: writeArchive(editRecord(true_.events, { type: 'Result' }, swapFirst)),
      verdict: refused('result', 'result_mismatch'),
    },
    {
      name: 'result-without-last',
      file: writeArchive(editRecord(true_.events, { type: 'Result' }, withoutLast)),
      verdict: refused('result', 'result_mismatch'),
    },
    ...forgedDecryptions(setup, ballots),
  ];
}

const mixedBy = (setup: Setup, mixers: readonly number[]): Setup => ({ ...setup, plan: { ...setup.plan, mixers } });

/** The last ballot put behind the end of all, and it alone counted: whoever reads the last run of ballots sees no other. */
function lateBallot(setup: Setup, ballots: readonly MadeBallot[]): Event[] {
  const { events } = finish(setup, ballots.slice(-1));
  const end = first(events, 'EndBallots');
  const [late, ended] = events.slice(end - 1, end + 1) as [Event, Event];
  const earlier = ballots.slice(0, -1).map(({ text }): Event => ({ type: 'Ballot', records: [text] }));
  return splice(events, end - 1, 2, ...earlier, ended, late);
}

/** A record of false factors before the true one of the same owner, who must not have two. */
function twiceOpened({ events, openings }: MadeArchive): Event[] {
  const [opening] = openings;
  const record = JSON.parse(opening?.text ?? '');
  record.decryption_factors[0][0] = pointText(G);
  const false_ = ownedEvent('PartialDecryption', opening?.owner ?? 1, JSON.stringify(record));
  return splice(events, first(events, 'PartialDecryption'), 0, false_);
}

/** A trustee's wrong factor with a proof that holds, because the challenge does not cover it; a side-car cannot be had. */
function forgedDecryptions(setup: Setup, ballots: readonly MadeBallot[]): Example[] {
  const [cheat = 0] = setup.plan.openers;
  const secret = setup.trustees.secrets[cheat - 1] as bigint;
  const opening = (honest: MadeOpening, mixed: readonly Ciphertext[]): MadeOpening =>
    honest.owner === cheat ? forgeOpening(honest, mixed, secret, setup) : honest;
  const made = finish(setup, ballots, { opening });
  const forged = { name: 'forged-decryption', file: file(made) };
  return [
    { ...forged, verdict: null },
    { ...forged, sideCars: made.sideCars, verdict: refused('sidecars', 'sidecar_bad_proof') },
  ];
}

function forgeOpening(
  honest: MadeOpening,
  mixed: readonly Ciphertext[],
  secret: bigint,
  { fingerprint, draw }: Setup,
): MadeOpening {
  const alpha = mixed[0]?.alpha as Point;
  const nonce = draw();
  const moved = times(nonce, alpha).add(times(draw(), G));
  const c = challenge(`decrypt|${fingerprint}|${pointText(times(secret, G))}|`, times(nonce, G), moved);
  const s = mod(nonce - secret * c);
  const factor = times(inverse(c), moved.subtract(times(s, alpha)));
  const record = JSON.parse(honest.text);
  record.decryption_factors[0][0] = pointText(factor);
  record.decryption_proofs[0][0] = { challenge: String(c), response: String(s) };
  return { ...honest, text: JSON.stringify(record), factors: [factor, ...honest.factors.slice(1)] };
}

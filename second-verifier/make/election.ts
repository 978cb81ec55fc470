// A whole election, made by one program from a seed: for tests, and as the ground that forgeries start from.
import type { Ballot, Ciphertext } from '../ballots';
import { lagrange } from '../decryption';
import { decode } from '../encoding';
import type { Event } from '../events';
import { G, type Point, pointText, sum, times } from '../group';
import { hash64, hashHex } from '../hashing';
import { lastOfEach, listText } from '../tally';
import { ownedEvent } from './archive';
import { type BallotTerms, type MadeBallot, makeBallot } from './ballot';
import { type Draw, drawFrom } from './draw';
import { type MadeOpening, makeOpening } from './opening';
import { makeShuffle, shuffleText } from './shuffle';
import { type GroupPlan, makeTrustees, type Trustees } from './trustees';

export interface Plan {
  readonly seed: string;
  readonly trustees: readonly GroupPlan[];
  /** Who votes what, in order of casting: the voter's number from 0, and thirty bytes. */
  readonly votes: readonly { readonly voter: number; readonly payload: readonly number[] }[];
  /** Owner ids, in order. */
  readonly mixers: readonly number[];
  /** Owner ids of those who open. */
  readonly openers: readonly number[];
  readonly name?: string;
  readonly description?: string;
  /** Voters whose credentials the archive lists; undefined: all who vote. */
  readonly listed?: readonly number[];
}

/** An election before anybody votes. */
export interface Setup extends BallotTerms {
  readonly plan: Plan;
  readonly draw: Draw;
  readonly electionText: string;
  readonly trustees: Trustees;
  /** The secret of each voter's credential. */
  readonly voters: readonly bigint[];
}

const UUID = 'SecondVerifier';
const ANSWERS = Array.from({ length: 30 }, (_, index) => `b${index}`);

/** Trustees, voters and election of a plan, drawn from its seed alone; the description enters the election's hash. */
export function setUp(plan: Plan): Setup {
  const draw = drawFrom(plan.seed);
  const trustees = makeTrustees(plan.trustees, draw);
  const count = Math.max(...plan.votes.map(({ voter }) => voter)) + 1;
  const voters = Array.from({ length: count }, draw);
  const electionText = JSON.stringify({
    version: 1,
    description: plan.description ?? 'An example',
    name: plan.name ?? 'Example',
    group: 'Ed25519',
    public_key: pointText(trustees.key),
    questions: [{ type: 'NonHomomorphic', value: { answers: ANSWERS, question: 'Packed ballot' } }],
    uuid: UUID,
  });
  const fingerprint = hash64(electionText);
  return { plan, draw, electionText, trustees, voters, uuid: UUID, fingerprint, key: trustees.key };
}

/** The ballots of the plan, in order. */
export const castAll = (setup: Setup): MadeBallot[] =>
  setup.plan.votes.map(({ voter, payload }) => makeBallot(setup, setup.voters[voter] as bigint, payload, setup.draw));

/** An archive in parts. */
export interface MadeArchive {
  readonly events: readonly Event[];
  readonly openings: readonly MadeOpening[];
  /** Text of the side-cars. */
  readonly sideCars: string;
  /** The opened bytes. */
  readonly votes: readonly number[][];
}

/** How a dishonest count departs from what honest people do. */
export interface Departures {
  readonly tally?: readonly Ciphertext[];
  /** A shuffle of this list, by the mixer at this place. */
  readonly shuffle?: (input: readonly Ciphertext[], place: number) => { text: string; output: readonly Ciphertext[] };
  /** What is published instead of an honest opening of this list. */
  readonly opening?: (honest: MadeOpening, mixed: readonly Ciphertext[]) => MadeOpening;
}

/** Everything from the setup to the result, with these ballots. */
export function finish(setup: Setup, ballots: readonly MadeBallot[], departures: Departures = {}): MadeArchive {
  const { plan, draw, electionText, trustees, fingerprint, key } = setup;
  const cast: Ballot[] = ballots.map(({ credential, ciphertext }) => ({ credential, ciphertext }));
  const tally = departures.tally ?? lastOfEach(cast);
  const shuffleEvents: Event[] = [];
  let mixed: readonly Ciphertext[] = tally;
  for (const [place, owner] of plan.mixers.entries()) {
    const { text, output } = departures.shuffle?.(mixed, place) ?? honest(mixed, setup);
    shuffleEvents.push(ownedEvent('Shuffle', owner, text));
    mixed = output;
  }
  const terms = { fingerprint, key, electionHash: hashHex(electionText), mixed };
  const openings = plan.openers.map((owner) => {
    const opening = makeOpening(terms, owner, trustees.secrets[owner - 1] as bigint, draw);
    return departures.opening?.(opening, mixed) ?? opening;
  });
  const votes = open(plan, mixed, openings).map((point) => decode(point, ANSWERS.length));
  const list = listText(tally);
  const sized = { num_tallied: tally.length, total_weight: tally.length, encrypted_tally: hashHex(list) };
  const events: Event[] = [
    { type: 'Setup', records: setupRecords(setup) },
    ...ballots.map(({ text }): Event => ({ type: 'Ballot', records: [text] })),
    { type: 'EndBallots', records: [] },
    { type: 'EncryptedTally', records: [list, JSON.stringify(sized)] },
    ...shuffleEvents,
    { type: 'EndShuffles', records: [] },
    ...openings.map(({ owner, text }) => ownedEvent('PartialDecryption', owner, text)),
    { type: 'Result', records: [JSON.stringify({ result: [votes] })] },
  ];
  return { events, openings, sideCars: JSON.stringify(openings.map(({ sideCar }) => sideCar)), votes };
}

function honest(input: readonly Ciphertext[], { fingerprint, key, draw }: Setup) {
  const shuffle = makeShuffle(input, { fingerprint, key }, draw);
  return { text: shuffleText(shuffle), output: shuffle.output };
}

/** The records of the setup, with the credentials in the order of points. */
function setupRecords({ plan, electionText, trustees, voters }: Setup): string[] {
  const listed = plan.listed ?? [...new Set(plan.votes.map(({ voter }) => voter))];
  const points = listed.map((voter) => times(voters[voter] as bigint, G));
  const sorted = points.sort((a, b) => Buffer.compare(a.toBytes(), b.toBytes())).map(pointText);
  const records = [electionText, trustees.text, JSON.stringify(sorted)];
  const [election, trusteesHash, credentials] = records.map(hashHex);
  return [...records, JSON.stringify({ election, trustees: trusteesHash, credentials })];
}

/** What the factors of these openings open the list to. */
function open({ trustees }: Plan, mixed: readonly Ciphertext[], openings: readonly MadeOpening[]): Point[] {
  let first = 1;
  const weights = new Map<number, bigint>();
  for (const group of trustees) {
    const [threshold, size] = group === 'single' ? [1, 1] : [group.threshold, group.size];
    const from = first;
    const places = openings.map(({ owner }) => owner - from + 1).filter((place) => place >= 1 && place <= size);
    const lowest = places.sort((a, b) => a - b).slice(0, threshold);
    for (const place of lowest) weights.set(from + place - 1, lagrange(place, lowest));
    first += size;
  }
  return mixed.map(({ beta }, index) => {
    const parts = openings.map(({ owner, factors }) => times(weights.get(owner) ?? 0n, factors[index] as Point));
    return beta.subtract(sum(parts));
  });
}

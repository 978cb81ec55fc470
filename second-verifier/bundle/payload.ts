// Thirty bytes as a vote (docs/spec/04-payload.md).
import { type BallotForm, formByte } from './ballot-form';
import type { Project } from './description';

export type Invalid =
  | 'wrong_length'
  | 'wrong_form'
  | 'not_canonical'
  | 'unknown_project'
  | 'repeated_project'
  | 'too_many'
  | 'too_few'
  | 'too_many_points'
  | 'over_total_points'
  | 'over_envelope';

/** What a vote chooses: places in the list of projects from 0, and points where the form has them; or why it is none. */
export type Vote =
  | { readonly chosen: readonly number[]; readonly points: readonly number[] | null }
  | { readonly invalid: Invalid };

interface Places {
  /** Positions in the list of projects, from 1. */
  readonly positions: number[];
  readonly points: number[] | null;
  /** Whether unused bytes are zero. */
  readonly isClean: boolean;
}

const LENGTH = 30;

/** Reads a vote; the first reason that applies makes it invalid. */
export function readPayload(bytes: readonly number[], ballot: BallotForm, projects: readonly Project[]): Vote {
  if (bytes.length !== LENGTH) return { invalid: 'wrong_length' };
  const form = formByte(ballot, projects.length);
  if (bytes[0] !== form) return { invalid: 'wrong_form' };
  const { positions, points, isClean } = readPlaces(form, bytes.slice(1));
  if (!isClean) return { invalid: 'not_canonical' };
  if (positions.some((position) => position < 1 || position > projects.length)) return { invalid: 'unknown_project' };
  if (new Set(positions).size < positions.length) return { invalid: 'repeated_project' };
  const isSorted = positions.every((position, index) => index === 0 || position > (positions[index - 1] as number));
  if (ballot.form !== 'ranking' && !isSorted) return { invalid: 'not_canonical' };
  if (positions.length > ballot.max) return { invalid: 'too_many' };
  if (positions.length > 0 && positions.length < ballot.min) return { invalid: 'too_few' };
  const chosen = positions.map((position) => position - 1);
  const reason = points ? wrongPoints(points, ballot) : overEnvelope(chosen, ballot, projects);
  return reason ? { invalid: reason } : { chosen, points };
}

function wrongPoints(points: readonly number[], { maxPoints = 0, totalPoints = 0 }: BallotForm): Invalid | null {
  if (points.includes(0)) return 'not_canonical';
  if (points.some((one) => one > maxPoints)) return 'too_many_points';
  const total = points.reduce((sum, one) => sum + one, 0);
  return total > totalPoints ? 'over_total_points' : null;
}

function overEnvelope(
  chosen: readonly number[],
  { form, envelopeMinor = 0 }: BallotForm,
  projects: readonly Project[],
): Invalid | null {
  const cost = chosen.reduce((sum, place) => sum + BigInt(projects[place]?.costMinor ?? 0), 0n);
  return form === 'knapsack' && cost > BigInt(envelopeMinor) ? 'over_envelope' : null;
}

function readPlaces(form: ReturnType<typeof formByte>, bytes: readonly number[]): Places {
  if (form === 1) return readBitmap(bytes);
  if (form === 5) return readPointsByPlace(bytes);
  if (form === 3) return listOf(bytes);
  const pairs = Array.from({ length: 14 }, (_, index) => [bytes[2 * index] ?? 0, bytes[2 * index + 1] ?? 0] as const);
  const isClean = bytes[28] === 0;
  if (form !== 6) {
    const places = pairs.map(([high, low]) => 256 * high + low);
    return { ...listOf(places), isClean: isClean && listOf(places).isClean };
  }
  const used = upToLast(pairs, ([position, points]) => position !== 0 || points !== 0);
  return {
    positions: used.map(([position]) => position),
    points: used.map(([, points]) => points),
    isClean: isClean && used.every(([position, points]) => position !== 0 || points !== 0),
  };
}

/** Positions up to the last place that is not empty; no place before that may be empty. */
function listOf(places: readonly number[]): Places {
  const positions = upToLast(places, (place) => place !== 0);
  return { positions, points: null, isClean: !positions.includes(0) };
}

function upToLast<T>(items: readonly T[], isUsed: (item: T) => boolean): T[] {
  let length = items.length;
  while (length > 0 && !isUsed(items[length - 1] as T)) length -= 1;
  return items.slice(0, length);
}

function readBitmap(bytes: readonly number[]): Places {
  const bits = bytes.flatMap((byte) => [7, 6, 5, 4, 3, 2, 1, 0].map((bit) => (byte >> bit) & 1));
  const positions = bits.flatMap((bit, index) => (bit === 1 ? [index + 1] : []));
  return { positions, points: null, isClean: true };
}

function readPointsByPlace(bytes: readonly number[]): Places {
  const positions = bytes.flatMap((points, index) => (points > 0 ? [index + 1] : []));
  return { positions, points: positions.map((position) => bytes[position - 1] as number), isClean: true };
}

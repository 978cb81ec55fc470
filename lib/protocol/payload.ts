/**
 * The 30 bytes that a ballot encrypts. Byte 0 names the form (never zero, so that no payload encodes as the identity
 * point); the other 29 hold the choices. Positions are 1-based places in the contest's frozen list of projects. The
 * contest fixes which form is used, unused bytes and bits are zero, and lists have one order: every vote has exactly
 * one encoding, and everything else is an invalid vote with a reason.
 */

const PAYLOAD_LENGTH = 30;
const ROOM = PAYLOAD_LENGTH - 1;
const BITMAP_PROJECTS = ROOM * 8;
const WIDE_ITEMS = 14;
const BYTE_POSITIONS = 255;
const MOST_PROJECTS = 0xffff;

export type BallotForm = 'approval' | 'knapsack' | 'ranking' | 'points';

/** 1 bitmap · 2 list · 3 ranking in bytes · 4 ranking in 16 bits · 5 points per project · 6 pairs of position and points. */
export type PayloadForm = 1 | 2 | 3 | 4 | 5 | 6;

/** How many projects a vote may hold (a blank vote is always allowed), and for points how many points. */
export interface BallotLimits {
  min: number;
  max: number;
  /** Points only: the most that one vote may spend in all. */
  totalPoints?: number;
  /** Points only: the most that one project may get, 1…255. */
  maxPoints?: number;
}

/** Everything of a contest that decides whether a payload is a valid vote. */
export interface PayloadRules extends BallotLimits {
  ballotForm: BallotForm;
  projectCount: number;
  /** Knapsack only: costs in frozen order and the envelope that a vote must fit, in minor units. */
  costsMinor?: readonly bigint[];
  envelopeMinor?: bigint;
}

/** `chosen` holds 1-based positions: ascending for approval, knapsack and points; best first for a ranking. */
export interface Vote {
  chosen: number[];
  /** Same length as `chosen` for points, empty for every other form. */
  points: number[];
}

export type PayloadError =
  | 'wrong_length'
  | 'wrong_form'
  | 'not_canonical'
  | 'unknown_project'
  | 'repeated_project'
  | 'too_few'
  | 'too_many'
  | 'too_many_points'
  | 'over_total_points'
  | 'over_envelope';

export type DecodedPayload =
  | { ok: true; form: PayloadForm; chosen: number[]; points: number[] }
  | { ok: false; reason: PayloadError };

export type FitError =
  | 'no_projects'
  | 'too_many_projects'
  | 'bad_limits'
  | 'limit_above_projects'
  | 'too_many_choices'
  | 'bad_points';

export type Fit = { ok: true; form: PayloadForm } | { ok: false; reason: FitError; most?: number };

/**
 * Whether every vote that the limits allow has room in a payload, and which form it takes. `most` is the largest number
 * of projects (`too_many_projects`) or of choices per ballot (`too_many_choices`) that would do.
 */
export function fitsPayload(ballotForm: BallotForm, projectCount: number, limits: BallotLimits): Fit {
  const { min, max } = limits;
  if (!Number.isInteger(projectCount) || projectCount < 1) return { ok: false, reason: 'no_projects' };
  const room = roomFor(ballotForm, projectCount);
  if (projectCount > room.projects) return { ok: false, reason: 'too_many_projects', most: room.projects };
  if (!Number.isInteger(min) || !Number.isInteger(max) || min < 0 || max < 1 || min > max) {
    return { ok: false, reason: 'bad_limits' };
  }
  if (max > projectCount) return { ok: false, reason: 'limit_above_projects', most: projectCount };
  if (max > room.choices) return { ok: false, reason: 'too_many_choices', most: room.choices };
  if (ballotForm === 'points' && !arePointsSound(limits)) return { ok: false, reason: 'bad_points' };
  return { ok: true, form: room.form };
}

/** The payload of an approval vote. Throws a RangeError if it does not fit: screens check `fitsPayload` and the limits first. */
export function encodeApproval(projectCount: number, chosen: readonly number[]): Uint8Array {
  const sorted = [...chosen].sort((a, b) => a - b);
  return encodeVote(
    { ballotForm: 'approval', projectCount, min: 0, max: Math.max(1, sorted.length) },
    {
      chosen: sorted,
      points: [],
    },
  );
}

/** The one encoding of a vote. Throws a RangeError if the vote breaks the rules or the rules do not fit a payload. */
export function encodeVote(rules: PayloadRules, vote: Vote): Uint8Array {
  const fit = fitsPayload(rules.ballotForm, rules.projectCount, rules);
  if (!fit.ok) throw new RangeError(`contest does not fit a payload: ${fit.reason}`);
  const bytes = new Uint8Array(PAYLOAD_LENGTH);
  bytes[0] = fit.form;
  const broken = brokenRule(rules, vote);
  if (broken !== null) throw new RangeError(`not a valid vote: ${broken}`);
  writeVote(bytes, fit.form, vote);
  return bytes;
}

/** Reads a payload under a contest's rules. Never throws for any bytes; throws a RangeError only for rules that fit no payload. */
export function decodePayload(bytes: Uint8Array, rules: PayloadRules): DecodedPayload {
  const fit = fitsPayload(rules.ballotForm, rules.projectCount, rules);
  if (!fit.ok) throw new RangeError(`contest does not fit a payload: ${fit.reason}`);
  if (bytes.length !== PAYLOAD_LENGTH) return { ok: false, reason: 'wrong_length' };
  if (bytes[0] !== fit.form) return { ok: false, reason: 'wrong_form' };
  const vote = readVote(bytes, fit.form);
  if (vote === null) return { ok: false, reason: 'not_canonical' };
  const broken = brokenRule(rules, vote);
  return broken === null ? { ok: true, form: fit.form, ...vote } : { ok: false, reason: broken };
}

interface Room {
  form: PayloadForm;
  projects: number;
  choices: number;
}

function roomFor(ballotForm: BallotForm, projectCount: number): Room {
  switch (ballotForm) {
    case 'approval':
    case 'knapsack':
      return projectCount <= BITMAP_PROJECTS
        ? { form: 1, projects: BITMAP_PROJECTS, choices: BITMAP_PROJECTS }
        : { form: 2, projects: MOST_PROJECTS, choices: WIDE_ITEMS };
    case 'ranking':
      return projectCount <= BYTE_POSITIONS
        ? { form: 3, projects: BYTE_POSITIONS, choices: ROOM }
        : { form: 4, projects: MOST_PROJECTS, choices: WIDE_ITEMS };
    case 'points':
      return projectCount <= ROOM
        ? { form: 5, projects: ROOM, choices: ROOM }
        : { form: 6, projects: BYTE_POSITIONS, choices: WIDE_ITEMS };
  }
}

function arePointsSound({ totalPoints, maxPoints }: BallotLimits): boolean {
  return (
    maxPoints !== undefined &&
    Number.isInteger(maxPoints) &&
    maxPoints >= 1 &&
    maxPoints <= 255 &&
    totalPoints !== undefined &&
    Number.isSafeInteger(totalPoints) &&
    totalPoints >= 1
  );
}

/** The first rule that a vote breaks, or null. Order within `chosen` is a rule only where the form is a set. */
function brokenRule(rules: PayloadRules, vote: Vote): PayloadError | null {
  const { chosen, points } = vote;
  if (chosen.some((position) => !Number.isInteger(position) || position < 1 || position > rules.projectCount)) {
    return 'unknown_project';
  }
  if (new Set(chosen).size !== chosen.length) return 'repeated_project';
  if (rules.ballotForm !== 'ranking' && chosen.some((position, i) => i > 0 && position < (chosen[i - 1] as number))) {
    return 'not_canonical';
  }
  if (points.length !== (rules.ballotForm === 'points' ? chosen.length : 0)) return 'not_canonical';
  if (chosen.length > rules.max) return 'too_many';
  if (chosen.length > 0 && chosen.length < rules.min) return 'too_few';
  return brokenPoints(rules, points) ?? brokenEnvelope(rules, chosen);
}

function brokenPoints(rules: PayloadRules, points: readonly number[]): PayloadError | null {
  if (rules.ballotForm !== 'points') return null;
  if (points.some((count) => !Number.isInteger(count) || count < 1)) return 'not_canonical';
  if (points.some((count) => count > (rules.maxPoints ?? 0))) return 'too_many_points';
  const spent = points.reduce((sum, count) => sum + count, 0);
  return spent > (rules.totalPoints ?? 0) ? 'over_total_points' : null;
}

function brokenEnvelope(rules: PayloadRules, chosen: readonly number[]): PayloadError | null {
  if (rules.ballotForm !== 'knapsack') return null;
  const { costsMinor, envelopeMinor } = rules;
  if (costsMinor?.length !== rules.projectCount || envelopeMinor === undefined) {
    throw new RangeError('knapsack rules need the cost of every project and the envelope');
  }
  const cost = chosen.reduce((sum, position) => sum + (costsMinor[position - 1] as bigint), 0n);
  return cost > envelopeMinor ? 'over_envelope' : null;
}

function writeVote(bytes: Uint8Array, form: PayloadForm, { chosen, points }: Vote): void {
  chosen.forEach((position, i) => {
    if (form === 1) {
      const at = 1 + ((position - 1) >> 3);
      bytes[at] = (bytes[at] as number) | (0x80 >> ((position - 1) & 7));
    } else if (form === 3) {
      bytes[1 + i] = position;
    } else if (form === 5) {
      bytes[position] = points[i] as number;
    } else {
      bytes[1 + 2 * i] = form === 6 ? position : position >> 8;
      bytes[2 + 2 * i] = form === 6 ? (points[i] as number) : position & 0xff;
    }
  });
}

/** The choices as written, or null if something follows the end of a list. */
function readVote(bytes: Uint8Array, form: PayloadForm): Vote | null {
  const body = bytes.subarray(1);
  switch (form) {
    case 1:
      return { chosen: bitmapPositions(body), points: [] };
    case 3:
      return readList(Array.from(body));
    case 5: {
      const chosen = Array.from(body, (_, i) => i + 1).filter((position) => body[position - 1] !== 0);
      return { chosen, points: chosen.map((position) => body[position - 1] as number) };
    }
    default:
      return body[ROOM - 1] === 0 ? readPairs(body, form) : null;
  }
}

function readPairs(body: Uint8Array, form: 2 | 4 | 6): Vote | null {
  const words = Array.from(
    { length: WIDE_ITEMS },
    (_, i) => (body[2 * i] as number) * 256 + (body[2 * i + 1] as number),
  );
  const list = readList(words);
  if (list === null || form !== 6) return list;
  return { chosen: list.chosen.map((word) => word >> 8), points: list.chosen.map((word) => word & 0xff) };
}

function readList(items: readonly number[]): Vote | null {
  const end = items.indexOf(0);
  const chosen = end < 0 ? [...items] : items.slice(0, end);
  return items.slice(chosen.length).every((item) => item === 0) ? { chosen, points: [] } : null;
}

function bitmapPositions(body: Uint8Array): number[] {
  const chosen: number[] = [];
  body.forEach((byte, at) => {
    for (let bit = 0; bit < 8; bit++) if (byte & (0x80 >> bit)) chosen.push(at * 8 + bit + 1);
  });
  return chosen;
}

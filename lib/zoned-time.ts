/**
 * Wall-clock time of a city and instants. Pure: it knows the rules of time zones from Intl (IANA database) alone.
 * A clock that is put forward skips minutes and one that is put back shows some twice: both are named, never guessed.
 */

export type ZonedTime =
  | { ok: true; instant: Date }
  /** `skipped`: the clocks jump over this time. `twice`: they show it twice. */
  | { ok: false; code: 'unreadable' | 'skipped' | 'twice' };

const FORM = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/;
const DAY_MS = 24 * 60 * 60 * 1000;

/** What a clock in `timeZone` shows at `instant`, as an input of type datetime-local writes it: `2027-05-23T20:00`. */
export function localText(instant: Date, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  const at = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  return `${at('year').padStart(4, '0')}-${at('month')}-${at('day')}T${at('hour')}:${at('minute')}`;
}

const readAsUtc = (text: string): number => Date.parse(`${text}:00Z`);

/** How far the zone's clocks are ahead of UTC at an instant, in milliseconds (whole minutes). */
const offsetAt = (instant: number, timeZone: string): number =>
  readAsUtc(localText(new Date(instant), timeZone)) - Math.floor(instant / 60_000) * 60_000;

/** The instant at which the city's clocks show `text` (`2027-05-23T20:00`; seconds, if any, are not accepted). */
export function instantOf(text: string, timeZone: string): ZonedTime {
  const asUtc = FORM.test(text) ? readAsUtc(text) : Number.NaN;
  // Date.parse rolls 31 February over into March in some engines: the round trip tells.
  if (Number.isNaN(asUtc) || new Date(asUtc).toISOString().slice(0, 16) !== text) {
    return { ok: false, code: 'unreadable' };
  }
  // Zones change at most once within two days, so the offsets on both sides are all there can be.
  const offsets = new Set([asUtc - DAY_MS, asUtc + DAY_MS].map((instant) => offsetAt(instant, timeZone)));
  const found = [...offsets]
    .map((offset) => new Date(asUtc - offset))
    .filter((instant) => localText(instant, timeZone) === text);
  const [instant, second] = found;
  if (!instant) return { ok: false, code: 'skipped' };
  return second ? { ok: false, code: 'twice' } : { ok: true, instant };
}

import * as z from 'zod';
import { parseMoney } from '@/lib/money';
import { slugOf } from '@/lib/slug';
import { instantOf } from '@/lib/zoned-time';

const name = z.string().trim().min(2, 'too_short').max(200, 'too_long');
const slug = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'bad_slug')
  .max(60, 'too_long');
const money = (exponent: number) =>
  z.string().transform((text, ctx) => {
    const minor = parseMoney(text, exponent);
    if (minor !== null && minor > 0n && minor <= 10n ** 17n) return minor;
    ctx.addIssue({ code: 'custom', message: 'bad_amount' });
    return z.NEVER;
  });

/** An address part; left empty it is made from the name. */
const withSlug = <T extends { name: string; slug: string }>(input: T): T => ({
  ...input,
  slug: input.slug || slugOf(input.name),
});
const emptyOr = <T extends z.ZodType<string, string>>(type: T) => z.literal('').or(type);

/** A time of the city as its clocks show it, read as an instant. */
const cityTime = (timeZone: string) =>
  z.string().transform((text, ctx) => {
    const read = instantOf(text, timeZone);
    if (read.ok) return read.instant;
    ctx.addIssue({ code: 'custom', message: read.code === 'unreadable' ? 'bad_date' : `time_${read.code}` });
    return z.NEVER;
  });

export const RULES = ['mes_cost_add1u', 'mes_cost_plain', 'greedy_votes'] as const;

export const PHASE_KINDS = [
  'assemblies',
  'proposals',
  'review',
  'deliberation',
  'voting',
  'count',
  'results',
  'implementation',
] as const;

export const RoundInput = z
  .object({ name, slug: emptyOr(slug) })
  .transform(withSlug)
  .refine((round) => round.slug !== '', { path: ['slug'], error: 'bad_slug' });
export const EnvelopeInput = (exponent: number) =>
  z.object({
    name,
    areaId: z
      .string()
      .min(1)
      .nullish()
      .or(z.literal('').transform(() => null)),
    themeId: z
      .string()
      .min(1)
      .nullish()
      .or(z.literal('').transform(() => null)),
    amountMinor: money(exponent),
  });
export const ContestInput = (timeZone: string) =>
  z
    .object({
      name,
      slug: emptyOr(slug),
      minChoices: z.coerce.number('bad_number').int('bad_number').min(0, 'bad_number').max(232, 'bad_number'),
      maxChoices: z.coerce.number('bad_number').int('bad_number').min(1, 'bad_number').max(232, 'bad_number'),
      rule: z.enum(RULES, 'bad_rule'),
      /** Step of the completion in units of the currency; empty: a thousandth of a voter's share. */
      step: z
        .string()
        .trim()
        .regex(/^(\d{1,9}(\.\d{1,4})?)?$/, 'bad_number')
        .refine((text) => text === '' || Number(text) > 0, 'bad_number')
        .default(''),
      closesAt: cityTime(timeZone),
      /** Left out: `codes` for a new contest, and for another as it is. */
      entitlement: z.enum(['codes', 'vouched'], 'bad_value').optional(),
    })
    .transform(withSlug)
    .refine((contest) => contest.slug !== '', { path: ['slug'], error: 'bad_slug' })
    .refine((contest) => contest.minChoices <= contest.maxChoices, { path: ['minChoices'], error: 'min_over_max' });
export const ProjectInput = (exponent: number) =>
  z.object({
    code: z
      .string()
      .trim()
      .min(1, 'too_short')
      .max(64, 'too_long')
      .regex(/^[^\p{Cc}\s,;"]+( [^\p{Cc}\s,;"]+)*$/u, 'bad_code'),
    title: name,
    summary: z.string().trim().max(1000, 'too_long').default(''),
    costMinor: money(exponent),
    themeId: z
      .string()
      .min(1)
      .nullish()
      .or(z.literal('').transform(() => null)),
  });
/** One stage of the calendar: both ends, or neither. */
const PhaseInput = (timeZone: string) =>
  z.object({ startsAt: emptyOr(z.string()), endsAt: emptyOr(z.string()) }).transform((phase, ctx) => {
    if (!phase.startsAt && !phase.endsAt) return null;
    const ends = (['startsAt', 'endsAt'] as const).map((end) => ({
      end,
      read: phase[end] ? cityTime(timeZone).safeParse(phase[end]) : null,
    }));
    for (const { end, read } of ends) {
      const message = read ? read.error?.issues[0]?.message : 'end_missing';
      if (message) ctx.addIssue({ code: 'custom', path: [end], message });
    }
    const [startsAt, endsAt] = ends.map(({ read }) => read?.data);
    if (!startsAt || !endsAt) return z.NEVER;
    if (startsAt < endsAt) return { startsAt, endsAt };
    ctx.addIssue({ code: 'custom', path: ['endsAt'], message: 'end_before_start' });
    return z.NEVER;
  });
/** Keyed by kind of phase; null for a stage that the round leaves out. */
export const CalendarInput = (timeZone: string) => z.record(z.enum(PHASE_KINDS), PhaseInput(timeZone));

export const TrusteeInput = z.object({ name, email: z.email('bad_email').trim().toLowerCase().max(200, 'too_long') });

/** `all`: every trustee has a key of their own, and all of them are needed. `some`: any `threshold` of one joint key. */
export const ThresholdInput = z
  .object({
    mode: z.enum(['all', 'some'], 'bad_value'),
    threshold: emptyOr(z.string().regex(/^\d{1,2}$/, 'bad_number')).default(''),
  })
  .transform(({ mode, threshold }) => (mode === 'all' ? null : Number(threshold)))
  .refine((threshold) => threshold === null || threshold >= 2, { path: ['threshold'], error: 'threshold_too_low' });

const mixerEmail = z.email('bad_email').trim().toLowerCase().max(200, 'too_long');
export const MixerInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('outsider'), name, email: mixerEmail }),
  z.object({ kind: z.literal('server'), name }),
]);

export type MixerCommand = z.infer<typeof MixerInput>;
export type RoundCommand = z.infer<typeof RoundInput>;
export type EnvelopeCommand = z.infer<ReturnType<typeof EnvelopeInput>>;
export type ContestCommand = z.infer<ReturnType<typeof ContestInput>>;
export type ProjectCommand = z.infer<ReturnType<typeof ProjectInput>>;
export type CalendarCommand = z.infer<ReturnType<typeof CalendarInput>>;
export type TrusteeCommand = z.infer<typeof TrusteeInput>;

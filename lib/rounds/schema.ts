import { z } from 'zod';
import { parseMoney } from '@/lib/money';

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

export const RULES = ['mes_cost_add1u', 'mes_cost_plain', 'greedy_votes'] as const;

export const RoundInput = z.object({ name, slug });
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
export const ContestInput = z
  .object({
    name,
    slug,
    minChoices: z.coerce.number().int('bad_number').min(0, 'bad_number').max(232, 'bad_number'),
    maxChoices: z.coerce.number().int('bad_number').min(1, 'bad_number').max(232, 'bad_number'),
    rule: z.enum(RULES, 'bad_rule'),
    /** Step of the completion in units of the currency; empty: a thousandth of a voter's share. */
    step: z
      .string()
      .trim()
      .regex(/^(\d{1,9}(\.\d{1,4})?)?$/, 'bad_number')
      .refine((text) => text === '' || Number(text) > 0, 'bad_number')
      .default(''),
    closesAt: z.coerce.date('bad_date'),
  })
  .refine((contest) => contest.minChoices <= contest.maxChoices, { path: ['minChoices'], error: 'min_over_max' });
export const ProjectInput = (exponent: number) =>
  z.object({
    code: z.string().trim().min(1, 'too_short').max(40, 'too_long'),
    title: name,
    summary: z.string().trim().max(1000, 'too_long').default(''),
    costMinor: money(exponent),
    themeId: z
      .string()
      .min(1)
      .nullish()
      .or(z.literal('').transform(() => null)),
  });
export const TrusteeInput = z.object({ name, email: z.email('bad_email').trim().toLowerCase().max(200, 'too_long') });

export type RoundCommand = z.infer<typeof RoundInput>;
export type EnvelopeCommand = z.infer<ReturnType<typeof EnvelopeInput>>;
export type ContestCommand = z.infer<typeof ContestInput>;
export type ProjectCommand = z.infer<ReturnType<typeof ProjectInput>>;
export type TrusteeCommand = z.infer<typeof TrusteeInput>;

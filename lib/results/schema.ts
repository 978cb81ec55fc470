/** The published files of a counted contest, as far as the result page reads them. They were verified before publishing. */
import * as z from 'zod';

const digits = z
  .string()
  .regex(/^-?\d+$/)
  .transform(BigInt);
const rational = z.object({ numerator: digits, denominator: digits });
const votes = z.number().int().nonnegative();
const projectOfTrace = { project: z.string(), votes, costMinor: digits };

const winner = z.discriminatedUnion('stage', [
  z.object({
    stage: z.literal('by_votes'),
    ...projectOfTrace,
    costPerSupporter: rational.nullable(),
    moneyLeftMinor: digits,
  }),
  z.object({
    stage: z.literal('equal_shares'),
    ...projectOfTrace,
    share: rational,
    sharers: votes,
    exhausted: votes,
    broke: votes,
  }),
]);

const loser = z.object({
  ...projectOfTrace,
  reason: z.enum(['too_dear', 'supporters_too_poor']),
  moneyLeftMinor: digits.nullable(),
  supportersMoney: rational.nullable(),
});

const tie = z.object({
  stage: z.enum(['equal_shares', 'by_votes']),
  place: z.number().int(),
  tied: z.array(z.string()),
  decidedBy: z.enum(['cost', 'votes', 'lot', 'id']),
  decisive: z.boolean().optional(),
});

const completion = z.object({
  kept: z.object({ increments: z.number().int() }),
  exceeded: z.object({ increments: z.number().int() }).nullable(),
  ended: z.enum(['next_exceeds_budget', 'all_supported_selected', 'everything_affordable', 'no_ballots']),
});

const listsOfTrace = { winners: z.array(winner), losers: z.array(loser), ties: z.array(tie) };
const trace = z.discriminatedUnion('rule', [
  z.object({ rule: z.literal('greedy_votes'), ...listsOfTrace }),
  z.object({ rule: z.literal('mes_cost_plain'), ...listsOfTrace, startingAmount: rational.nullable() }),
  z.object({
    rule: z.literal('mes_cost_add1u'),
    ...listsOfTrace,
    startingAmount: rational.nullable(),
    completion,
  }),
]);

export const OutcomeFile = z.object({
  electionFingerprint: z.string(),
  ballots: z.object({ counted: votes, blank: votes, invalid: votes }),
  winners: z.array(z.string()),
  totalCostMinor: z.number().int().transform(BigInt),
  trace,
});
export type OutcomeFile = z.output<typeof OutcomeFile>;
export type TraceRule = OutcomeFile['trace']['rule'];

/** A ballot that counts has `chosen`, one that does not has the reason. */
export const CountedFile = z.object({
  ballots: z.array(z.object({ chosen: z.array(z.string()).optional(), invalid: z.string().optional() })),
});
export type CountedFile = z.output<typeof CountedFile>;

export const VerificationFile = z.object({
  checks: z.array(z.object({ name: z.string(), detail: z.string().nullish() })),
});

/**
 * The public description of a contest: everything that decides who may vote, on what, and how it is counted. The
 * SHA-256 of its canonical JSON stands in the election's `description`, so the election's fingerprint, which every
 * ballot is bound to, fixes all of it before the first ballot.
 */

import * as z from 'zod';
import { sha256Hex } from '../crypto/hash';
import { canonicalJson, describeJsonFault, type JsonValue, parseCanonicalJson } from './canonical-json';
import { fitsPayload, type PayloadRules } from './payload';
import { count, firstIssue, hexText, minuteText } from './texts';

// Control characters would let a title rewrite the terminal that a verifier prints to.
const line = z
  .string()
  .min(1)
  .max(500)
  .regex(/^\P{Cc}*$/u, 'holds control characters');
const id = z.string().regex(/^[0-9A-Za-z._:-]{1,128}$/, 'not an identifier');

/** Minor units; JSON holds a number, at most 2^53 − 1, and we hold a bigint. */
const money = z
  .union([z.bigint(), z.number().int()])
  .transform(BigInt)
  .refine((amount) => amount >= 0n && amount <= BigInt(Number.MAX_SAFE_INTEGER), 'amount out of range');

const someOf = { min: count, max: count };
const ballot = z.discriminatedUnion('form', [
  z.strictObject({ form: z.literal('approval'), ...someOf }),
  z.strictObject({ form: z.literal('knapsack'), ...someOf, envelopeMinor: money }),
  z.strictObject({ form: z.literal('ranking'), ...someOf }),
  z.strictObject({ form: z.literal('points'), ...someOf, totalPoints: count, maxPoints: count }),
]);

const threshold = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('votes'), votes: count }),
  z.strictObject({ kind: z.literal('share'), numerator: count, denominator: z.number().int().positive() }),
]);

const fields = z.strictObject({
  version: z.literal(1),
  city: line,
  round: z.strictObject({ id, name: line }),
  contest: z.strictObject({ id, name: line }),
  currency: z.strictObject({
    code: z.string().regex(/^[A-Z]{3}$/, 'not an ISO 4217 code'),
    exponent: z.number().int().min(0).max(4),
  }),
  budgetMinor: money,
  projects: z
    .array(
      z.strictObject({
        id: line.max(128),
        title: line,
        costMinor: money.refine((cost) => cost > 0n, 'a project costs something'),
      }),
    )
    .min(1),
  ballot,
  counting: z.strictObject({
    rule: id,
    parameters: z.record(id, z.union([z.string().max(500), z.number().int(), z.boolean()])),
    ties: z.enum(['default', 'lexicographic']),
  }),
  thresholds: z.array(threshold),
  tieSeedCommitment: hexText,
  /** `root` as `rollRoot` makes it. */
  roll: z.strictObject({ size: count, root: hexText }),
  /** `codes`: only the holder of a code can register a key. `vouched`: the server says who registered. */
  entitlement: z.enum(['codes', 'vouched']),
  /** In the order of owner ids, from 1. */
  trustees: z.array(z.strictObject({ name: line, publicKey: hexText })).min(1),
  /**
   * Who decrypts together: of each block's owners any `threshold` are needed. It stands exactly where some block has
   * several owners; without it every trustee is needed. So there is one text for each state of affairs.
   */
  blocks: z
    .array(z.strictObject({ threshold: z.number().int().positive(), owners: z.array(z.number().int()).min(1) }))
    .min(1)
    .optional(),
  /** In the order in which they mix; owner ids 1…n are trustees. */
  mixers: z
    .array(
      z.strictObject({
        owner: z.number().int().positive(),
        name: line,
        kind: z.enum(['trustee', 'server', 'outsider']),
      }),
    )
    .min(2),
  /** Ed25519 public key (RFC 8032) of the board, which signs heads and receipts. */
  boardKey: hexText,
  opensAt: minuteText,
  closesAt: minuteText,
});

export type PublicDescription = z.output<typeof fields>;

const descriptionSchema = fields.superRefine((description, context) => {
  const problem = inconsistency(description);
  if (problem !== null) context.addIssue({ code: 'custom', message: problem });
});

/** The canonical text. Throws a RangeError with the reason if the description contradicts itself or its schema. */
export function descriptionText(description: PublicDescription): string {
  const text = canonicalJson(description as JsonValue);
  const parsed = parseDescription(text);
  if (!parsed.ok) throw new RangeError(`public description: ${parsed.reason}`);
  return text;
}

/** Reads a description strictly: canonical text, no other keys, consistent. The reason is one line of plain English. */
export function parseDescription(
  text: string,
): { ok: true; description: PublicDescription } | { ok: false; reason: string } {
  const json = parseCanonicalJson(text);
  if (!json.ok) return { ok: false, reason: describeJsonFault(json.reason) };
  const parsed = descriptionSchema.safeParse(json.value);
  if (!parsed.success) return { ok: false, reason: firstIssue(parsed.error) };
  // What was read must be all that was hashed.
  const complete = canonicalJson(parsed.data as JsonValue) === text;
  return complete ? { ok: true, description: parsed.data } : { ok: false, reason: 'holds more than a description' };
}

/** SHA-256 of the canonical text, 64 hex digits: the election's `description`. */
export function descriptionHash(text: string): string {
  return sha256Hex(text);
}

/** The rules under which a payload of this contest is a valid vote. */
export function payloadRules({ ballot: rules, projects }: PublicDescription): PayloadRules {
  const { form, ...limits } = rules;
  return {
    ballotForm: form,
    projectCount: projects.length,
    costsMinor: projects.map((project) => project.costMinor),
    ...limits,
  };
}

type Block = NonNullable<PublicDescription['blocks']>[number];

/** The blocks of trustees, spelled out also where each trustee is one. */
export function trusteeBlocks({ blocks, trustees }: Pick<PublicDescription, 'blocks' | 'trustees'>): readonly Block[] {
  return blocks ?? trustees.map((_, i) => ({ threshold: 1, owners: [i + 1] }));
}

/** How many trustees suffice to open, and no fewer. */
export function trusteesNeeded(description: Pick<PublicDescription, 'blocks' | 'trustees'>): number {
  return trusteeBlocks(description).reduce((sum, { threshold }) => sum + threshold, 0);
}

/** The field `blocks` of a description, absent where every trustee is a block. */
export function statedBlocks(
  blocks: readonly { readonly threshold: number; readonly owners: readonly number[] }[],
): Pick<PublicDescription, 'blocks'> {
  if (blocks.every(({ owners }) => owners.length === 1)) return {};
  return { blocks: blocks.map(({ threshold, owners }) => ({ threshold, owners: [...owners] })) };
}

function blockProblem({ blocks, trustees }: PublicDescription): string | null {
  if (blocks === undefined) return null;
  if (blocks.every(({ owners }) => owners.length === 1)) return 'blocks stand where every trustee is one';
  const owners = blocks.flatMap((block) => block.owners);
  if (owners.length !== trustees.length || owners.some((owner, i) => owner !== i + 1)) {
    return 'the blocks do not hold every trustee once and in order';
  }
  const isSound = (block: Block) =>
    block.owners.length === 1 ? block.threshold === 1 : block.threshold > 1 && block.threshold <= block.owners.length;
  return blocks.every(isSound) ? null : 'the threshold of a block does not fit its size';
}

function inconsistency(description: PublicDescription): string | null {
  const { projects, mixers, trustees, thresholds } = description;
  if (hasRepeats(projects.map((project) => project.id))) return 'two projects have the same id';
  if (hasRepeats(trustees.map((trustee) => trustee.publicKey))) return 'two trustees have the same key';
  if (hasRepeats(mixers.map((mixer) => mixer.owner))) return 'two mixers have the same owner id';
  if (mixers.some(({ owner, kind }) => (kind === 'trustee') !== owner <= trustees.length)) {
    return 'a mixer’s owner id does not fit its kind';
  }
  if (thresholds.some((item) => item.kind === 'share' && item.numerator > item.denominator))
    return 'a threshold above 100 %';
  if (description.opensAt >= description.closesAt) return 'voting closes before it opens';
  const problem = blockProblem(description);
  if (problem !== null) return problem;
  const fit = fitsPayload(description.ballot.form, projects.length, description.ballot);
  return fit.ok ? null : `the ballot does not fit: ${fit.reason}`;
}

function hasRepeats(items: readonly (string | number)[]): boolean {
  return new Set(items).size !== items.length;
}

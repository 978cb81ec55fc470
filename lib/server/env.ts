import * as z from 'zod';
import { type Witness, witnessSchema } from '@/lib/protocol/witness-name';

const WEAK = /^(changeme|secret|password|test|demo|example|x+|0+)$/i;
const secret = z
  .string()
  .min(32, 'must have at least 32 characters: `openssl rand -hex 32` makes one')
  .refine((value) => !WEAK.test(value) && new Set(value).size >= 8, 'is not random enough: `openssl rand -hex 32`');

/** `Name=key; Name=key`, as witnesses hand out their keys (`largo witness new-key`). */
function readWitnesses(text: string, context: z.RefinementCtx): Witness[] {
  const entries = text.split(';').filter((entry) => entry.trim() !== '');
  const read = entries.map((entry) => {
    const at = entry.lastIndexOf('=');
    return witnessSchema.safeParse({ name: entry.slice(0, at).trim(), publicKey: entry.slice(at + 1).trim() });
  });
  const witnesses = read.flatMap(({ data }) => data ?? []);
  const keys = new Set(witnesses.map(({ publicKey }) => publicKey));
  if (keys.size === entries.length) return witnesses;
  context.addIssue('must be NAME=KEY, one witness after the other with ; between, each key once and of 64 hex digits');
  return z.NEVER;
}

/** The environment variables that every mode needs. The meaning of each stands in docs/guides/operator.md. */
const Base = z.object({
  LARGO_MODE: z.enum(['production', 'demo', 'development']).default('production'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgresql:// address' }),
  NEXTAUTH_URL: z.url({ protocol: /^https?$/, error: 'must be the public address of this site' }),
  NEXTAUTH_SECRET: secret,
  BOARD_SIGNING_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hex digits: `openssl rand -hex 32`')
    .refine((value) => new Set(value).size >= 6, 'is not random enough: `openssl rand -hex 32`'),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(8).default(0),
  BOARD_BATCH_MINIMUM: z.coerce.number().int().min(1).max(1000).default(20),
  BOARD_WITNESSES: z.string().default('').transform(readWitnesses),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must be an smtp:// or smtps:// address' }).optional(),
  MAIL_FROM: z.string().min(3).optional(),
});
const Production = Base.required({ SMTP_URL: true, MAIL_FROM: true });

export type Environment = z.infer<typeof Base>;
export type EnvironmentCheck =
  | { ok: true; value: Environment }
  | { ok: false; missing: string[]; invalid: { name: string; why: string }[] };

/** Checks all variables at once, so that an operator mends them in one go. Production also needs a mail server. */
export function checkEnvironment(env: Record<string, string | undefined>): EnvironmentCheck {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const mode = given.LARGO_MODE ?? 'production';
  const parsed = (mode === 'production' ? Production : Base).safeParse(given);
  if (parsed.success) return { ok: true, value: parsed.data };
  const names = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
  const missing = names.filter((name) => given[name] === undefined);
  const invalid = parsed.error.issues
    .filter((issue) => given[String(issue.path[0])] !== undefined)
    .map((issue) => ({ name: String(issue.path[0]), why: issue.message }));
  return { ok: false, missing, invalid };
}

let cached: Environment | undefined;

/** The checked environment of this process. Throws with every fault named when it does not pass. */
export function environment(): Environment {
  if (cached) return cached;
  const check = checkEnvironment(process.env);
  if (!check.ok) {
    const faults = [...check.missing.map((n) => `${n} is missing`), ...check.invalid.map((i) => `${i.name} ${i.why}`)];
    throw new Error(`The environment is not complete:\n- ${faults.join('\n- ')}`);
  }
  cached = check.value;
  return cached;
}

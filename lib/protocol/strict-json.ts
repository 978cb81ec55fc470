/** Reading JSON texts of which every byte is prescribed: compact, keys in the order of the schema, nothing else. */
import * as z from 'zod';
import { parseCanonicalJson } from './canonical-json';
import { Refusal } from './refusal';

/**
 * Parses `text` with a schema made of strict objects, and compares it with its own serialization.
 * @returns null for anything that is not exactly the canonical text of a value of the schema.
 */
export function parseExact<T>(schema: z.ZodType<T>, text: string): T | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = schema.safeParse(value);
  return parsed.success && JSON.stringify(parsed.data) === text ? parsed.data : null;
}

/** {@link parseExact} that refuses with `not_canonical`. */
export function requireExact<T>(schema: z.ZodType<T>, text: string, what: string): T {
  const value = parseExact(schema, text);
  if (value === null) throw new Refusal('not_canonical', `${what} is not the canonical JSON text of its kind`);
  return value;
}

export const proofSchema = z.strictObject({ challenge: z.string(), response: z.string() });
export const ciphertextSchema = z.strictObject({ alpha: z.string(), beta: z.string() });

/** Reads canonical JSON (our own form, keys sorted) with a schema of strict objects; null for any other text. */
export function readCanonical<T>(schema: z.ZodType<T>, text: string): T | null {
  const json = parseCanonicalJson(text);
  if (!json.ok) return null;
  const parsed = schema.safeParse(json.value);
  return parsed.success ? parsed.data : null;
}

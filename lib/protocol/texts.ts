/** Shapes of the short texts that occur in several of our documents. */

import * as z from 'zod';

/** SHA-256 or a point: 64 lower-case hex digits. */
export const hexText = z.string().regex(/^[0-9a-f]{64}$/, 'not 64 lower-case hex digits');

/** Election fingerprint or tracker: SHA-256 in base64 without padding. */
export const fingerprintText = z.string().regex(/^[0-9A-Za-z+/]{42}[048AEIMQUYcgkosw]$/, 'not a fingerprint');

/** Ed25519 signature, 64 bytes. */
export const signatureText = z.string().regex(/^[0-9a-f]{128}$/, 'not 128 lower-case hex digits');

/** UTC to the minute, `2027-03-01T08:00Z`: no published time is finer. */
export const minuteText = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/, 'not a UTC time of the form 2027-03-01T08:00Z')
  .refine((text) => isRealMinute(text), 'no such time');

export const count = z.number().int().nonnegative();

function isRealMinute(text: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString() === text.replace('Z', ':00.000Z');
}

/** The time that `date` lies in, as `minuteText` wants it. */
export function toMinute(date: Date): string {
  return `${date.toISOString().slice(0, 16)}Z`;
}

/** A parse error of Zod in one line: where, and what. */
export function firstIssue({ issues }: z.ZodError): string {
  const [issue] = issues;
  const where = issue?.path.map(String).join('.');
  return `${where ? `${where}: ` : ''}${issue?.message ?? 'invalid'}`;
}

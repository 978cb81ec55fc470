// The verdicts of both verifiers on the same bytes. The only place, with the tests, where the two meet.
import { randomBytes } from 'node:crypto';
import { countPublished } from '@/lib/counting/published';
import { verifyBundle as verifyBundleFast } from '@/lib/protocol/bundle';
import { verifyArchive as verifyArchiveFast } from '@/lib/protocol/verify-archive';
import { Ledger, Refused } from '../ledger';
import type { Example, Verdict } from '../negatives/negative';
import { verifyArchive } from '../verify-archive';
import { verifyBundle } from '../verify-bundle';

/** `check/code` of the first refusal, or `valid`. */
export type VerdictText = string;

export const verdictText = (verdict: Verdict): VerdictText =>
  verdict === null ? 'valid' : `${verdict.check}/${verdict.code}`;

const random = (length: number): Uint8Array => Uint8Array.from(randomBytes(length));

function slowly(verify: () => unknown): VerdictText {
  try {
    verify();
  } catch (error) {
    if (error instanceof Refused) return verdictText(error);
    throw error;
  }
  return 'valid';
}

const fastText = ({ ok, failure }: { ok: boolean; failure?: { check: string; code: string } | null }): VerdictText =>
  ok || !failure ? 'valid' : `${failure.check}/${failure.code}`;

interface Verdicts {
  readonly second: VerdictText;
  readonly fast: VerdictText;
}

export async function judgeArchive({ file, sideCars }: Pick<Example, 'file' | 'sideCars'>): Promise<Verdicts> {
  const second = slowly(() => verifyArchive(new Ledger(), file, sideCars));
  const texts = sideCars === undefined ? {} : { sidecars: sideCars };
  return { second, fast: fastText(await verifyArchiveFast(file, { random, ...texts })) };
}

export async function judgeBundle(files: ReadonlyMap<string, Uint8Array>, knownKey?: string): Promise<Verdicts> {
  const second = slowly(() => verifyBundle(new Ledger(), files, knownKey));
  const report = await verifyBundleFast(new Map(files), { random, count: countPublished, boardKey: knownKey });
  return { second, fast: fastText(report) };
}

import type { PabulibError } from '@/lib/counting/pabulib/read';
import { fitsPayload } from '@/lib/protocol/payload';
import { err, ok, type Result } from '@/lib/result';
import type { Tx } from '@/lib/server/db';

export type RoundError =
  | { code: 'not_found' }
  | { code: 'name_taken' }
  | { code: 'not_a_draft' }
  | { code: 'has_contest' }
  | { code: 'does_not_fit'; reason: 'too_many_projects' | 'too_many_choices'; most: number }
  | { code: 'bad_pabulib'; fault: PabulibError }
  | { code: 'not_whole_minor_units' }
  | { code: 'not_approval' }
  | { code: 'too_many_trustees'; most: number }
  | { code: 'too_many_mixers'; most: number };

/** A second row with a name that must be unique: two administrators, or a double click. */
export const orNameTaken = (error: unknown): Result<never, RoundError> => {
  if ((error as { code?: string }).code === 'P2002') return err({ code: 'name_taken' });
  throw error;
};

/** Locks the contest's row: nothing in it changes while it opens, and nothing at all after. */
export async function requireDraft(tx: Tx, contestId: string): Promise<Result<{ id: string }, RoundError>> {
  const [row] = await tx.$queryRaw<{ status: string }[]>`
    select status::text from city.contest where id = ${contestId} for update`;
  if (!row) return err({ code: 'not_found' });
  return row.status === 'draft' ? ok({ id: contestId }) : err({ code: 'not_a_draft' });
}

/**
 * Whether `count` projects fit a ballot of this contest, which has 30 bytes; `choices` stand in for the stored limits.
 * Fewer projects than a voter may choose is no fault of a draft, which grows line by line: opening checks that.
 */
export async function checkFit(
  tx: Tx,
  contestId: string,
  count: number,
  choices?: { minChoices: number; maxChoices: number },
): Promise<Result<null, RoundError>> {
  if (count === 0) return ok(null);
  const contest = await tx.contest.findUniqueOrThrow({
    where: { id: contestId },
    select: { ballotForm: true, minChoices: true, maxChoices: true },
  });
  const { minChoices, maxChoices } = choices ?? contest;
  const limits = { min: Math.min(minChoices, count), max: Math.min(maxChoices, count) };
  const fit = fitsPayload(contest.ballotForm, count, limits);
  if (fit.ok) return ok(null);
  const reason = fit.reason === 'too_many_projects' ? fit.reason : 'too_many_choices';
  return err({ code: 'does_not_fit', reason, most: fit.most ?? 0 });
}

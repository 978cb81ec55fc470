import type { KeyRow, KeyRowFault, PublicKeyFor } from '@/lib/protocol/keys-file';
import { type HandInFailure, type Judgement, previewKeys } from './upload';

/** A line that cannot be handed in. `person`: the number on the roll where it is known, else what the file says. */
export type KeyFault = {
  line: number;
  person: string;
  reason: KeyRowFault | 'taken' | 'shared' | 'unknown';
};
export type CheckedKeys = {
  /** Keys in the file. */
  total: number;
  /** Keys that would be stored, in order. */
  fresh: PublicKeyFor[];
  /** How many were handed in before, for the same people. */
  held: number;
  faults: KeyFault[];
};
export type CheckEnd = { ok: true; found: CheckedKeys } | { ok: false; code: HandInFailure };

const REASONS = { taken: 'taken', shared: 'shared', unknown: 'unknown', not_a_key: 'bad_key' } as const;

/** Compares the rows of a keys file with the roll. Rows that hold no key stay on the device. */
export async function checkKeys(
  fetch: typeof globalThis.fetch,
  roundId: string,
  rows: readonly KeyRow[],
  onProgress: (done: number, total: number) => void,
): Promise<CheckEnd> {
  const asked = rows.filter(({ publicKey }) => publicKey);
  const end = await previewKeys(fetch, roundId, asked, (done) => onProgress(done, asked.length));
  if (!end.ok) return end;
  const judgements = new Map(asked.map((row, index) => [row, end.judged[index]]));
  const found: CheckedKeys = { total: rows.length, fresh: [], held: 0, faults: [] };
  for (const row of rows) sortIn(found, row, judgements.get(row));
  return { ok: true, found };
}

function sortIn(found: CheckedKeys, row: KeyRow, judgement: Judgement | undefined): void {
  const { line, id, publicKey, fault } = row;
  const verdict = judgement?.verdict ?? 'not_a_key';
  if (fault === null && verdict === 'new') found.fresh.push({ id, publicKey });
  else if (fault === null && verdict === 'held') found.held++;
  else {
    const reason = fault ?? REASONS[verdict as keyof typeof REASONS];
    found.faults.push({ line, person: judgement?.externalId ?? id, reason });
  }
}

import { compositionText } from '@/lib/protocol/composition';
import type { Deps } from '@/lib/server/deps';
import { loadParts } from './election-parts';

/** The text of composition.json, then of every ballot that it leaves out, in the order of the log; a line each. */
const kept = new Map<string, Promise<string | null>>();
const MOST_KEPT = 4;

/**
 * Which ballots of the board the archive holds and which not, as the close has fixed it. Null before the close. Trustees
 * hold the archive against it before they use a key; afterwards it is in the bundle.
 */
export async function compositionAtClose(deps: Pick<Deps, 'db'>, contestId: string): Promise<string | null> {
  const known = kept.get(contestId);
  if (known) return known;
  const made = makeLines(deps, contestId);
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value as string);
  kept.set(contestId, made);
  const forget = () => kept.delete(contestId);
  made.then((text) => text ?? forget(), forget);
  return made;
}

async function makeLines({ db }: Pick<Deps, 'db'>, contestId: string): Promise<string | null> {
  const parts = await loadParts(db, contestId);
  if (!parts) return null;
  const lines = [compositionText(parts.composed.composition), ...parts.leftOutBallots];
  return lines.map((line) => `${line}\n`).join('');
}

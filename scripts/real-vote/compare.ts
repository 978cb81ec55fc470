import { countPublished } from '@/lib/counting/published';
import { parseDescription } from '@/lib/protocol/description';

type Outcome = { winners: string[]; totalCostMinor: string | number };
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

/**
 * Compares the published outcome with a count of the plain votes that were fed in (never encrypted, never shuffled)
 * and, for the whole instance, with the expectation that another program computed. Returns what differs.
 */
export function compare(
  files: ReadonlyMap<string, Uint8Array>,
  votes: readonly number[][],
  expected: { winners: string[]; totalCost: string } | null,
): { winners: string[]; totalMinor: bigint; faults: string[] } {
  const outcome = JSON.parse(text(files.get('outcome.json'))) as Outcome;
  const parsed = parseDescription(text(files.get('description.json')));
  if (!parsed.ok) throw new Error(parsed.reason);
  const { description } = parsed;
  const { seed } = JSON.parse(text(files.get('seed.json'))) as { seed: string };
  const plain = votes.map((chosen) => ({
    chosen: chosen.map((position) => description.projects[position - 1]?.id as string),
  }));
  const counted = countPublished({ description, votes: plain, tieSeed: seed });
  const totalMinor = BigInt(outcome.totalCostMinor);
  const faults: string[] = [];
  if (counted.winners.join() !== outcome.winners.join())
    faults.push('the winners differ from a count of the plain votes');
  if (counted.totalCostMinor !== totalMinor) faults.push('the total differs from a count of the plain votes');
  if (expected && expected.winners.join() !== outcome.winners.join())
    faults.push('the winners differ from expected.json');
  if (expected && BigInt(expected.totalCost) * 100n !== totalMinor) faults.push('the total differs from expected.json');
  return { winners: outcome.winners, totalMinor, faults };
}

import { beforeAll, describe, it } from 'vitest';
import type { CiphertextText } from '../ciphertexts';
import { checkShuffle, mix } from '../mixing';
import { encryptedTally } from '../tally';
import { editJson, type Loose } from '../testing/forge';
import { type Mutant, mutantsOf, pick } from '../testing/mutants';
import { collect, FORGERIES, forgeryRandom, refuseAll, SEED } from '../testing/refuse-all';
import { castBallots, type Draft, draftElection } from '../testing/small-election';

let draft: Draft;
let input: CiphertextText[];
let otherInput: CiphertextText[];
/** Two honest shuffles of one list, and one of another list with a ballot exchanged. */
let shuffles: [string, string];
let foreign: string;

beforeAll(async () => {
  draft = draftElection('forged shuffles', 3);
  const { election, random } = draft;
  const list = (order: number[]) => encryptedTally(castBallots(draft, order).ballots).ciphertexts;
  input = list([0, 1]);
  otherInput = [input[0] as CiphertextText, list([2])[0] as CiphertextText];
  shuffles = [await mix({ election, input, random }), await mix({ election, input, random })];
  foreign = await mix({ election, input: otherInput, random });
});

const verdict = async ({ text }: Mutant) => {
  const checked = await checkShuffle({ election: draft.election, input, shuffle: text, random: draft.random });
  return checked.ok ? null : checked.code;
};

/** The parts of a record that a forger can take from one shuffle or from another. */
const PARTS: [name: string, take: (to: Loose, from: Loose) => void][] = [
  ['first output', (to, from) => (to.ciphertexts[0][0] = from.ciphertexts[0][0])],
  ['second output', (to, from) => (to.ciphertexts[0][1] = from.ciphertexts[0][1])],
  ...[0, 1, 2, 3, 4].map((i): (typeof PARTS)[0] => [
    `t ${i}`,
    (to, from) => (to.proofs[0][0][i] = from.proofs[0][0][i]),
  ]),
  ...[0, 1, 2, 3, 4, 5].map((i): (typeof PARTS)[0] => [
    `s ${i}`,
    (to, from) => (to.proofs[0][1][i] = from.proofs[0][1][i]),
  ]),
  ['c', (to, from) => (to.proofs[0][2] = from.proofs[0][2])],
  ['chain', (to, from) => (to.proofs[0][3] = from.proofs[0][3])],
];

describe(`shuffles forged with the seed "${SEED}"`, { timeout: 120_000 }, () => {
  it('every field changed', async () => {
    const random = forgeryRandom('shuffle fields');
    const forgeries = shuffles.flatMap((shuffle) => mutantsOf(shuffle, random));
    const codes = ['not_canonical', 'shuffle_bad_proof', 'shuffle_wrong_length', 'scalar_not_canonical'];
    await refuseAll(forgeries, verdict, [...codes, 'point_not_in_subgroup', 'point_not_on_curve']);
  });

  it('put together from honest shuffles of the same and of another list', async () => {
    const random = forgeryRandom('shuffle parts');
    const sources = [...shuffles, foreign].map((text) => JSON.parse(text));
    const honest = new Set(shuffles);
    const seen = new Set<string>();
    const forgeries = collect(3 * FORGERIES, () => {
      const [first, second] = [pick(sources, random), pick(sources, random)];
      const taken = PARTS.filter(() => (random(1)[0] ?? 0) < 128);
      const text = editJson(JSON.stringify(first), (to) => {
        for (const [, take] of taken) take(to, second);
      });
      return { how: taken.map(([name]) => name).join(', '), text };
    }).filter(({ text }) => !honest.has(text) && !seen.has(text) && seen.add(text));
    await refuseAll(forgeries.slice(0, FORGERIES + 50), verdict, ['shuffle_bad_proof']);
  });

  it('honest shuffles of lists in which a ballot was changed, dropped or doubled', async () => {
    const { election, random } = draft;
    const [a, b] = input as [CiphertextText, CiphertextText];
    const other = otherInput[1] as CiphertextText;
    const lists = [[a, other], [other, b], [a, a], [b, b], [{ ...a, beta: b.beta }, b], [a, b, other], [a]];
    const made = await Promise.all(
      Array.from({ length: 35 }, (_, i) => mix({ election, input: lists[i % 7] as CiphertextText[], random })),
    );
    const forgeries = made.flatMap((shuffle, i) => [
      { how: `list ${i % 7}`, text: shuffle },
      ...PARTS.map(([name, take]) => ({
        how: `list ${i % 7} with ${name} of an honest one`,
        text: editJson(shuffle, (to) => take(to, JSON.parse(shuffles[i % 2] as string))),
      })),
    ]);
    await refuseAll(forgeries, verdict, ['shuffle_bad_proof', 'shuffle_wrong_length']);
  });
});

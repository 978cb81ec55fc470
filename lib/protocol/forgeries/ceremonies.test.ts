import { beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../crypto/testing/seeded-random';
import { checkMessage } from '../ceremony/check';
import { CEREMONY_STEPS, type CeremonyStep, withMessage } from '../ceremony/types';
import type { Loose } from '../testing/forge';
import { mutantsOf, pick } from '../testing/mutants';
import { type PlayedCeremony, playHonestly } from '../testing/play-ceremony';
import { collect, FORGERIES, forgeryRandom, refuseAll, SEED } from '../testing/refuse-all';

interface Hostile {
  how: string;
  step: CeremonyStep;
  index: number;
  text: string;
}

const SIZE = 3;
/** The ceremony before each step, and one with all messages; another one of the same people's number. */
let stages: PlayedCeremony[];
let finished: PlayedCeremony;
let others: PlayedCeremony[];

beforeAll(() => {
  const play = (steps: number, id?: string) => playHonestly([2, SIZE], seededRandom('hostile ceremony'), steps, id);
  stages = CEREMONY_STEPS.map((_, number) => play(number));
  finished = play(CEREMONY_STEPS.length);
  const random = seededRandom('another ceremony');
  others = [play(CEREMONY_STEPS.length, 'anotherCeremony123'), playHonestly([2, SIZE], random)];
});

/** The message handed in where it belongs, all earlier steps being complete. */
const verdict = ({ step, index, text }: Hostile) => {
  const { setup, messages } = stages[CEREMONY_STEPS.indexOf(step)] as PlayedCeremony;
  const checked = checkMessage(setup, messages, step, index, text);
  return checked.ok ? null : checked.code;
};

const honest = (step: CeremonyStep, index: number) => finished.messages[step][index - 1] as string;

describe(`messages of a ceremony forged with the seed "${SEED}"`, { timeout: 120_000 }, () => {
  it('accepts the honest ones', () => {
    const all = CEREMONY_STEPS.flatMap((step) =>
      [1, 2, 3].map((index) => verdict({ how: '', step, index, text: honest(step, index) })),
    );
    expect(all).toEqual(all.map(() => null));
  });

  it('every field of every message changed', async () => {
    const random = forgeryRandom('ceremony fields');
    const forgeries = CEREMONY_STEPS.flatMap((step, number) => {
      const index = 1 + (number % SIZE);
      return mutantsOf(honest(step, index), random).map(({ how, text }) => ({
        how: `${step} ${how}`,
        step,
        index,
        text,
      }));
    });
    await refuseAll(forgeries, verdict, [
      'message_malformed',
      'bad_signature',
      'other_ceremony',
      'wrong_step',
      'wrong_index',
    ]);
  });

  it('messages of other ceremonies, steps and trustees, as they are and with names exchanged', async () => {
    const random = forgeryRandom('ceremony replays');
    // Whoever is first with a certificate of their own under this id is a trustee, not a forger.
    const seen = new Set<string | null>(others.flatMap(({ messages }) => messages.certificate));
    const forgeries = collect(6 * FORGERIES, (): Hostile => {
      const [step, from] = [pick(CEREMONY_STEPS, random), pick(CEREMONY_STEPS, random)];
      const [index, whose] = [1 + pick([0, 1, 2], random), 1 + pick([0, 1, 2], random)];
      const source = pick([finished, ...others], random);
      const message = JSON.parse(source.messages[from][whose - 1] as string) as Loose;
      const mine = JSON.parse(honest(step, index)) as Loose;
      const taken = ['ceremony', 'step', 'index', 'follows', 'body', 'signature'].filter(() =>
        pick([true, false], random),
      );
      const text = JSON.stringify({ ...mine, ...Object.fromEntries(taken.map((name) => [name, message[name]])) });
      return { how: `${step} ${index} with ${taken.join(', ')} of ${from} ${whose}`, step, index, text };
    }).filter(({ step, index, text }) => text !== honest(step, index) && !seen.has(text) && seen.add(text));
    await refuseAll(forgeries.slice(0, FORGERIES + 100), verdict, ['bad_signature', 'message_malformed']);
  });

  it('an honest message after one that was exchanged before it', async () => {
    const random = forgeryRandom('ceremony splits');
    const codes = new Set<string>();
    const { setup } = finished;
    for (const [number, step] of CEREMONY_STEPS.entries()) {
      if (number === 0) continue;
      const before = CEREMONY_STEPS[number - 1] as CeremonyStep;
      const other = pick(others, random).messages[before][0] as string;
      const { messages } = stages[number] as PlayedCeremony;
      const checked = checkMessage(setup, withMessage(messages, before, 1, other), step, 1, honest(step, 1));
      expect(checked.ok, step).toBe(false);
      if (!checked.ok) codes.add(checked.code);
    }
    expect(codes.size).toBeGreaterThan(0);
  });
});

import type { RandomBytes } from '../../crypto/random';
import { answer, shareOf } from '../ceremony/answer';
import { finish } from '../ceremony/finish';
import { makeSecret, type TrusteeSecret } from '../ceremony/secret';
import { CEREMONY_STEPS, type CeremonyMessages, type CeremonySetup, noMessages, withMessage } from '../ceremony/types';
import { type SampleTrustees, singleTrustees, unwrap } from './small-election';

export interface PlayedCeremony {
  readonly setup: CeremonySetup;
  readonly secrets: readonly TrusteeSecret[];
  readonly messages: CeremonyMessages;
}

/** One honest message of everybody for the current step. */
export function playStep(played: PlayedCeremony, random: RandomBytes): PlayedCeremony {
  const { setup, secrets } = played;
  let { messages } = played;
  for (const [i, secret] of secrets.entries()) {
    const { kind, text } = unwrap(answer(setup, played.messages, i + 1, secret, random));
    messages = withMessage(messages, kind, i + 1, text);
  }
  return { ...played, messages };
}

/** An honest ceremony of k of n, with everybody's secret, after `steps` of its five steps. */
export function playHonestly(
  [threshold, size]: readonly [number, number],
  random: RandomBytes,
  steps: number = CEREMONY_STEPS.length,
  id = 'ceremony0123456789',
): PlayedCeremony {
  const setup = { id, threshold, size };
  const secrets = Array.from({ length: size }, () => makeSecret(random));
  let played: PlayedCeremony = { setup, secrets, messages: noMessages(setup) };
  for (let step = 0; step < steps; step++) played = playStep(played, random);
  return played;
}

/** `singles` trustees of whom each is needed, followed by a block of k of n where one is asked for. */
export function sampleTrustees(
  singles: number,
  block?: readonly [number, number],
): (random: RandomBytes) => SampleTrustees {
  return (random) => {
    const { parts, privateKeys } = singleTrustees(random, singles);
    if (!block) return { parts, privateKeys };
    const { setup, secrets, messages } = playHonestly(block, random);
    const { pedersen } = unwrap(finish(setup, messages));
    const shares = secrets.map((secret, i) => unwrap(shareOf(setup, messages, i + 1, secret)).share.toString());
    return { parts: [...parts, { pedersen }], privateKeys: [...privateKeys, ...shares] };
  };
}

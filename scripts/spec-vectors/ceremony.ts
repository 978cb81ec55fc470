import { sha256Hex } from '@/lib/crypto/hash';
import { seededRandom } from '@/lib/crypto/testing/seeded-random';
import { answer, shareOf } from '@/lib/protocol/ceremony/answer';
import { fingerprints, finish } from '@/lib/protocol/ceremony/finish';
import { polynomial, trusteeKeys } from '@/lib/protocol/ceremony/secret';
import {
  type CeremonyChecked,
  type CeremonyMessages,
  type CeremonySetup,
  nextStep,
  noMessages,
  withMessage,
} from '@/lib/protocol/ceremony/types';
import { hex } from './world';

const setup: CeremonySetup = { id: 'SpecificationCeremony1', threshold: 2, size: 3 };

function unwrap<T extends object>(checked: CeremonyChecked<T>): T {
  if (!checked.ok) throw new Error(checked.message);
  return checked;
}

/** Everybody answers every step in turn. */
function play(seeds: readonly Uint8Array[]): CeremonyMessages {
  const random = seededRandom('specification|ceremony');
  let messages = noMessages(setup);
  for (let turn = nextStep(setup, messages); turn.step !== 'done'; turn = nextStep(setup, messages)) {
    const index = turn.waitingFor[0] as number;
    const secret = { seed: seeds[index - 1] as Uint8Array };
    const { kind, text } = unwrap(answer(setup, messages, index, secret, random));
    messages = withMessage(messages, kind, index, text);
  }
  return messages;
}

export function ceremonyVectors(): object {
  const random = seededRandom('specification|seeds');
  const seeds = Array.from({ length: setup.size }, () => random(32));
  const messages = play(seeds);
  const { pedersen, publicKey, shareKeys } = unwrap(finish(setup, messages));
  const certificates = sha256Hex(JSON.stringify((JSON.parse(pedersen) as { certs: object[] }).certs));
  const secrets = seeds.map((seed, i) => {
    const keys = trusteeKeys(setup, i + 1, { seed });
    return {
      seed: hex(seed),
      signing: keys.signing.toString(),
      encryption: keys.encryption.toString(),
      polynomial: polynomial(setup, i + 1, { seed }, certificates).map(String),
      share: unwrap(shareOf(setup, messages, i + 1, { seed })).share.toString(),
    };
  });
  const { certificates: listed, block } = unwrap(fingerprints(setup, messages));
  const { complaint: _none, ...sent } = messages;
  return {
    about: 'Chapter 6. A whole ceremony of 2 of 3: secrets, every message, the finished block, what is read aloud.',
    setup,
    secrets,
    messages: sent,
    aloud: { certificates: listed, block },
    block: pedersen,
    jointKey: publicKey,
    shareKeys,
  };
}

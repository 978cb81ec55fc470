import { G, modOrder, multiply, pointText } from '../../crypto/group';
import { sha256Hex } from '../../crypto/hash';
import type { RandomBytes } from '../../crypto/random';
import { proofToJson, proveKnowledge } from '../../crypto/schnorr';
import { answer } from '../ceremony/answer';
import { certificatesHash, readCeremony, routeBetween } from '../ceremony/check';
import { complaintBody } from '../ceremony/complaint';
import { type BodyOf, sealMessage, seenBefore } from '../ceremony/envelope';
import { evaluate, polynomial, trusteeKeys } from '../ceremony/secret';
import { sealShare } from '../ceremony/share-box';
import { type MessageKind, withMessage } from '../ceremony/types';
import { agreedText } from '../pedersen';
import type { PlayedCeremony } from './play-ceremony';
import { unwrap } from './small-election';

/** A message that trustee `index` signs whatever it says. */
export function signAnything<Kind extends MessageKind>(
  { setup, secrets, messages }: PlayedCeremony,
  kind: Kind,
  index: number,
  body: BodyOf<Kind>,
  random: RandomBytes,
): string {
  const secret = trusteeKeys(setup, index, secrets[index - 1] as (typeof secrets)[number]).signing;
  const follows = seenBefore(setup, messages, kind);
  return sealMessage(setup, kind, { index, follows, body }, { secret, random });
}

/** The body of a message that has been played. */
export function bodyOf<Kind extends MessageKind>(
  { messages }: PlayedCeremony,
  kind: Kind,
  index: number,
): BodyOf<Kind> {
  return (JSON.parse(messages[kind][index - 1] as string) as { body: BodyOf<Kind> }).body;
}

export function put(played: PlayedCeremony, kind: MessageKind, index: number, text: string): PlayedCeremony {
  return { ...played, messages: withMessage(played.messages, kind, index, text) };
}

/** A well-signed dealing of any coefficients, with any shares; an honest one where nothing is changed. */
export function dealAnything(
  played: PlayedCeremony,
  index: number,
  random: RandomBytes,
  changes: { coefficients?: readonly bigint[]; share?: (recipient: number, honest: bigint) => bigint } = {},
): BodyOf<'dealing'> {
  const { setup, secrets, messages } = played;
  const secret = secrets[index - 1] as (typeof secrets)[number];
  const { signing } = trusteeKeys(setup, index, secret);
  const state = readCeremony(setup, messages);
  const { certs, recipients } = state;
  const own = changes.coefficients ?? polynomial(setup, index, secret, certificatesHash(certs));
  const points = own.map((coefficient) => pointText(multiply(G, modOrder(coefficient))));
  const sign = (message: string) =>
    proofToJson(proveKnowledge({ secret: signing, prefix: `sigmsg|${message}|`, random }));
  const message = JSON.stringify({ coefexps: points });
  const shares = recipients.map((_, j) => {
    const route = routeBetween(state, index, j + 1);
    const honest = evaluate(own, j + 1);
    return sealShare(setup, route, modOrder(changes.share?.(j + 1, honest) ?? honest), random);
  });
  return { coefexps: { message, signature: sign(message) }, agreement: sign(agreedText(certs, points)), shares };
}

/** `certified` after all dealings, of which trustee `cheat`'s is `dealing`; it has committed to it like everybody. */
export function playWithDealing(
  certified: PlayedCeremony,
  cheat: number,
  dealing: BodyOf<'dealing'>,
  random: RandomBytes,
): PlayedCeremony {
  const { setup, secrets, messages } = certified;
  const { certs } = readCeremony(setup, messages);
  const body = { certificates: certificatesHash(certs), dealing: sha256Hex(JSON.stringify(dealing.coefexps)) };
  let committed = certified;
  for (const [i, secret] of secrets.entries()) {
    const text =
      i + 1 === cheat
        ? signAnything(certified, 'commitment', cheat, body, random)
        : unwrap(answer(setup, messages, i + 1, secret, random)).text;
    committed = put(committed, 'commitment', i + 1, text);
  }
  let dealt = committed;
  for (const [i, secret] of secrets.entries()) {
    const text =
      i + 1 === cheat
        ? signAnything(committed, 'dealing', cheat, dealing, random)
        : unwrap(answer(setup, committed.messages, i + 1, secret, random)).text;
    dealt = put(dealt, 'dealing', i + 1, text);
  }
  return dealt;
}

/** A well-proved complaint, whether the share fits or not. */
export function complain(
  { setup, secrets, messages }: PlayedCeremony,
  index: number,
  dealer: number,
  random: RandomBytes,
): BodyOf<'complaint'> {
  const state = readCeremony(setup, messages);
  const { encryption } = trusteeKeys(setup, index, secrets[index - 1] as (typeof secrets)[number]);
  const route = routeBetween(state, dealer, index);
  return complaintBody(state, route, encryption, random);
}

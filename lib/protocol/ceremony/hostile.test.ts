import { describe, expect, it } from 'vitest';
import { modOrder } from '../../crypto/group';
import { proofToJson, proveKnowledge } from '../../crypto/schnorr';
import { seededRandom } from '../../crypto/testing/seeded-random';
import { bodyOf, complain, dealAnything, playWithDealing, put, signAnything } from '../testing/cheat';
import { mutantsOf } from '../testing/mutants';
import { type PlayedCeremony, playHonestly, playStep } from '../testing/play-ceremony';
import { unwrap } from '../testing/small-election';
import { answer, shareOf } from './answer';
import { certificatesHash, checkMessage, checkMessages, readCeremony } from './check';
import { judge } from './complaint';
import { sealMessage, seenBefore } from './envelope';
import { fingerprints, finish } from './finish';
import { evaluate, makeSecret, polynomial, trusteeKeys } from './secret';
import {
  CEREMONY_STEPS,
  type CeremonyErrorCode,
  type CeremonyStep,
  MESSAGE_KINDS,
  type MessageKind,
  nextStep,
  noMessages,
} from './types';

const random = seededRandom('hostile');
/** A ceremony of 2 of 3 after each number of steps. */
const stages = [playHonestly([2, 3], random, 0)];
for (const _ of CEREMONY_STEPS) stages.push(playStep(stages.at(-1) as PlayedCeremony, random));
const whole = stages.at(-1) as PlayedCeremony;

/** The moment before the first message of a step. */
const until = (step: CeremonyStep) => stages[CEREMONY_STEPS.indexOf(step)] as PlayedCeremony;
const textOf = ({ messages }: PlayedCeremony, kind: MessageKind, index: number) => messages[kind][index - 1] as string;
const hand = ({ setup, messages }: PlayedCeremony, kind: MessageKind, index: number, text: string) =>
  checkMessage(setup, messages, kind, index, text);
const answerOf = ({ setup, secrets, messages }: PlayedCeremony, index: number) =>
  answer(setup, messages, index, secrets[index - 1] as (typeof secrets)[number], random);
const codeOf = (checked: { ok: true } | { ok: false; code: CeremonyErrorCode }) => (checked.ok ? null : checked.code);
const fault = (code: CeremonyErrorCode, index: number | null, proven: boolean) => ({ ok: false, code, index, proven });

describe('a message at the wrong time or place', () => {
  it.each(CEREMONY_STEPS)('a %s is taken at its time from everybody, once', (step) => {
    const now = until(step);
    for (const index of [1, 2, 3]) {
      expect(hand(now, step, index, textOf(whole, step, index))).toEqual({ ok: true });
      const filled = put(now, step, index, textOf(whole, step, index));
      expect(hand(filled, step, index, textOf(whole, step, index))).toMatchObject(
        fault('message_duplicate', index, false),
      );
    }
  });

  it('is named early or late', () => {
    for (const step of CEREMONY_STEPS.slice(1)) {
      expect(hand(stages[0] as PlayedCeremony, step, 1, textOf(whole, step, 1))).toMatchObject(
        fault('message_early', 1, false),
      );
    }
    const late = { ...whole, messages: { ...whole.messages, confirmation: [null, null, null] } };
    expect(hand(late, 'complaint', 1, 'x')).toMatchObject(fault('message_late', 1, false));
    expect(hand(put(until('key'), 'key', 1, textOf(whole, 'key', 1)), 'complaint', 1, 'x')).toMatchObject(
      fault('message_late', 1, false),
    );
    expect(hand({ ...whole }, 'complaint', 1, 'x')).toMatchObject(fault('ceremony_over', 1, false));
    const without = { ...late.messages, certificate: [null, ...late.messages.certificate.slice(1)] };
    expect(hand({ ...late, messages: without }, 'confirmation', 1, 'x')).toMatchObject(
      fault('message_early', 1, false),
    );
    expect(checkMessages(whole.setup, { ...late.messages, commitment: [null, null, null] })).toMatchObject({
      ok: false,
      code: 'message_early',
    });
  });

  it('is named somebody else’s, of another step or of another ceremony', () => {
    const other = playHonestly([2, 3], random, 5, 'anotherCeremony99');
    for (const step of CEREMONY_STEPS) {
      const now = until(step);
      expect(hand(now, step, 1, textOf(whole, step, 2))).toMatchObject(fault('wrong_index', 1, false));
      expect(hand(now, step, 1, textOf(other, step, 1))).toMatchObject(fault('other_ceremony', 1, false));
      const next = CEREMONY_STEPS[(CEREMONY_STEPS.indexOf(step) + 1) % 5] as CeremonyStep;
      expect(hand(now, step, 1, textOf(whole, next, 1))).toMatchObject(fault('wrong_step', 1, false));
      expect(hand(now, step, 4, textOf(whole, step, 1))).toMatchObject(fault('wrong_index', null, false));
    }
  });

  it('is refused after a restart with the same trustees, secrets and even id', () => {
    const { setup, secrets } = whole;
    const again = { setup: { ...setup, threshold: 3 }, secrets, messages: noMessages(setup) };
    expect(codeOf(hand(again, 'certificate', 1, textOf(whole, 'certificate', 1)))).toBe('threshold_bad_shape');
    let fresh: PlayedCeremony = { setup, secrets, messages: noMessages(setup) };
    fresh = playStep(fresh, random);
    expect(hand(fresh, 'commitment', 1, textOf(whole, 'commitment', 1))).toMatchObject(
      fault('other_messages_seen', 1, true),
    );
  });

  it.each([
    ['no id', { id: '', threshold: 2, size: 3 }],
    ['a threshold above the size', { id: 'ceremony0123456789', threshold: 4, size: 3 }],
    ['a threshold of 1 of 3', { id: 'ceremony0123456789', threshold: 1, size: 3 }],
    ['nobody', { id: 'ceremony0123456789', threshold: 0, size: 0 }],
    ['a crowd', { id: 'ceremony0123456789', threshold: 2, size: 33 }],
  ])('and there is no ceremony with %s', (_, setup) => {
    expect(checkMessages(setup, noMessages(setup))).toMatchObject(fault('bad_setup', null, false));
  });
});

describe('a changed message', () => {
  it.each(CEREMONY_STEPS)('a %s with any field changed under way is refused, by whoever it is named after', (step) => {
    const now = until(step);
    const mutants = mutantsOf(textOf(whole, step, 2), random);
    expect(mutants.length).toBeGreaterThan(80);
    for (const { how, text } of mutants) {
      const checked = hand(now, step, 2, text);
      expect(codeOf(checked), how).not.toBeNull();
      if (!checked.ok) expect({ how, ...checked }).toMatchObject({ index: 2 });
    }
  });

  it.each([
    ['commitment', []],
    ['key', []],
    ['confirmation', []],
    // What is dealt to one trustee only that trustee can judge, by a complaint.
    ['dealing', [/^shares\.\d\.box: a character/]],
  ] as [CeremonyStep, RegExp[]][])(
    'a %s signed by a dishonest trustee is refused, and proves who made it',
    (step, judgedLater) => {
      const now = until(step);
      let tried = 0;
      for (const { how, text } of mutantsOf(JSON.stringify(bodyOf(whole, step, 3)), random)) {
        let body: never;
        try {
          body = JSON.parse(text) as never;
        } catch {
          continue;
        }
        const signed = signAnything(now, step, 3, body, random);
        // Written otherwise it may be the same body, or one that is right again.
        if (JSON.stringify(body) === JSON.stringify(bodyOf(whole, step, 3))) continue;
        const checked = hand(now, step, 3, signed);
        if (judgedLater.some((pattern) => pattern.test(how))) continue;
        if (step === 'commitment' && how.startsWith('dealing: ') && checked.ok) {
          const rest = put(
            put(put(now, step, 3, signed), step, 1, textOf(whole, step, 1)),
            step,
            2,
            textOf(whole, step, 2),
          );
          const dealing = signAnything(rest, 'dealing', 3, bodyOf(whole, 'dealing', 3), random);
          expect(hand(rest, 'dealing', 3, dealing), how).toMatchObject(fault('dealing_changed', 3, true));
        } else {
          expect(codeOf(checked), how).not.toBeNull();
          expect(checked).toMatchObject({ index: 3 });
        }
        tried++;
      }
      expect(tried).toBeGreaterThan(20);
    },
  );

  it('a certificate for a key that another certificate holds is refused', () => {
    const now = until('certificate');
    const first = put(now, 'certificate', 1, textOf(whole, 'certificate', 1));
    const [own, other] = [1, 2].map((index) => trusteeKeys(whole.setup, index, whole.secrets[index - 1] as never));
    const certify = (signing: bigint, verification: string, encryption: string) => {
      const context = { group: 'Ed25519', size: 3, threshold: 2, index: 2 };
      const message = JSON.stringify({ context, verification, encryption });
      const proof = proveKnowledge({ secret: signing, prefix: `sigmsg|${message}|`, random });
      const body = { message, signature: proofToJson(proof) };
      const follows = seenBefore(whole.setup, now.messages, 'certificate');
      return sealMessage(whole.setup, 'certificate', { index: 2, follows, body }, { secret: signing, random });
    };
    if (!own || !other) throw new Error('two trustees are needed');
    const twin = certify(own.signing, own.verification, other.recipient);
    expect(codeOf(hand(first, 'certificate', 2, twin))).toBe('trustee_key_duplicate');
    const copied = certify(other.signing, other.verification, own.recipient);
    expect(codeOf(hand(first, 'certificate', 2, copied))).toBe('trustee_key_duplicate');
    const sound = certify(other.signing, other.verification, other.recipient);
    expect(codeOf(hand(first, 'certificate', 2, sound))).toBeNull();
  });
});

describe('a rushing dealer', () => {
  it('cannot deal anything but what it has committed to before it saw the others', () => {
    const now = until('dealing');
    const { certs } = readCeremony(whole.setup, until('commitment').messages);
    const own = polynomial(whole.setup, 3, whole.secrets[2] as never, certificatesHash(certs));
    const rushed = dealAnything(now, 3, random, { coefficients: own.map((a) => modOrder(a + 1n)) });
    expect(hand(now, 'dealing', 3, signAnything(now, 'dealing', 3, rushed, random))).toMatchObject(
      fault('dealing_changed', 3, true),
    );
    const sameSignedAnew = dealAnything(now, 3, random);
    expect(hand(now, 'dealing', 3, signAnything(now, 'dealing', 3, sameSignedAnew, random))).toMatchObject(
      fault('dealing_changed', 3, true),
    );
  });

  it('could cancel the key of the others only by knowing it, and then it is noticed', () => {
    const start = playHonestly([2, 2], random, 1);
    const { certs } = readCeremony(start.setup, start.messages);
    const first = polynomial(start.setup, 1, start.secrets[0] as never, certificatesHash(certs));
    const dealing = dealAnything(start, 2, random, { coefficients: first.map((a) => modOrder(-a)) });
    const { setup, messages } = playWithDealing(start, 2, dealing, random);
    expect(checkMessages(setup, messages)).toMatchObject(fault('election_key_identity', null, false));
  });
});

describe('a share that does not fit', () => {
  const certified = until('commitment');
  const wrong = (recipient: number) => (j: number, honest: bigint) => (j === recipient ? honest + 1n : honest);
  const dealt = playWithDealing(certified, 3, dealAnything(certified, 3, random, { share: wrong(1) }), random);

  it('is noticed by its recipient, whose complaint convicts the dealer in everybody’s eyes', () => {
    expect(checkMessages(dealt.setup, dealt.messages)).toEqual({ ok: true });
    expect(unwrap(answerOf(dealt, 2)).kind).toBe('key');
    const complaint = unwrap(answerOf(dealt, 1));
    expect(complaint.kind).toBe('complaint');
    expect(hand(dealt, 'complaint', 1, complaint.text)).toEqual({ ok: true });
    const { setup, messages } = put(dealt, 'complaint', 1, complaint.text);
    expect(nextStep(setup, messages)).toEqual({ step: 'stopped', waitingFor: [] });
    expect(unwrap(judge(setup, messages)).judgements).toEqual([
      { complainer: 1, dealer: 3, culprit: 3, reason: 'share_does_not_fit' },
    ]);
    expect(answerOf({ ...dealt, messages }, 2)).toMatchObject(fault('ceremony_over', null, false));
    expect(checkMessage(setup, messages, 'key', 2, 'x')).toMatchObject({ code: 'ceremony_over' });
    expect(finish(setup, messages)).toMatchObject({ ok: false, code: 'incomplete' });
  });

  it('is as bad when nobody can open it', () => {
    const dealing = dealAnything(certified, 3, random);
    const shares = dealing.shares.map((share, j) => ({ ...share, box: dealing.shares[(j + 1) % 3]?.box as string }));
    const unopenable = playWithDealing(certified, 3, { ...dealing, shares }, random);
    const complaint = unwrap(answerOf(unopenable, 2));
    const { setup, messages } = put(unopenable, complaint.kind, 2, complaint.text);
    expect(unwrap(judge(setup, messages)).judgements).toMatchObject([{ dealer: 3, culprit: 3 }]);
  });

  it('cannot be baited to make its recipient open another dealer’s share by a complaint', () => {
    const now = until('dealing');
    const honest = bodyOf(whole, 'dealing', 1).shares[1];
    if (!honest) throw new Error('nothing was dealt');
    const own = bodyOf(whole, 'dealing', 3);
    for (const bait of [{ sender: honest.sender }, { sender: honest.sender, proof: honest.proof }]) {
      const shares = own.shares.map((share, j) => (j === 1 ? { ...share, ...bait } : share));
      const text = signAnything(now, 'dealing', 3, { ...own, shares }, random);
      expect(hand(now, 'dealing', 3, text)).toMatchObject(fault('share_malformed', 3, true));
    }
  });

  it('does not help a trustee who complains about a share that fits', () => {
    const now = until('key');
    const honest = unwrap(answerOf(dealt, 1)).text;
    const truth = JSON.parse(honest).body;
    // The right point for another box proves nothing about this one.
    const about = (dealer: number) => signAnything(now, 'complaint', 1, { ...truth, dealer }, random);
    for (const [dealer, reason] of [
      [2, 'proof_wrong'],
      [1, 'proof_wrong'],
    ] as const) {
      const { setup, messages } = put(now, 'complaint', 1, about(dealer));
      expect(unwrap(judge(setup, messages)).judgements).toEqual([{ complainer: 1, dealer, culprit: 1, reason }]);
    }
  });

  it('is not believed where the point is right and the share fits', () => {
    const now = until('key');
    const body = complain(now, 1, 2, random);
    const { setup, messages } = put(now, 'complaint', 1, signAnything(now, 'complaint', 1, body, random));
    expect(unwrap(judge(setup, messages)).judgements).toEqual([
      { complainer: 1, dealer: 2, culprit: 1, reason: 'share_fits' },
    ]);
  });

  it('cannot be made of a changed complaint', () => {
    const complaint = unwrap(answerOf(dealt, 1)).text;
    for (const { how, text } of mutantsOf(complaint, random)) {
      expect(codeOf(hand(dealt, 'complaint', 1, text)), how).not.toBeNull();
    }
    for (const { how, text } of mutantsOf(JSON.stringify(JSON.parse(complaint).body), random)) {
      const signed = (() => {
        try {
          return signAnything(dealt, 'complaint', 1, JSON.parse(text), random);
        } catch {
          return null;
        }
      })();
      if (signed === null || JSON.stringify(JSON.parse(text)) === JSON.stringify(JSON.parse(complaint).body)) continue;
      if (!hand(dealt, 'complaint', 1, signed).ok) continue;
      const { setup, messages } = put(dealt, 'complaint', 1, signed);
      expect(unwrap(judge(setup, messages)).judgements[0]?.culprit, how).toBe(1);
    }
  });
});

describe('a server that shows different trustees different things', () => {
  it('is noticed as soon as anybody sees the other’s answer', () => {
    const { setup, secrets } = whole;
    const [first, second] = [stages[1], playStep({ setup, secrets, messages: noMessages(setup) }, random)];
    const seenByTwo = unwrap(answerOf(second as PlayedCeremony, 2)).text;
    expect(hand(first as PlayedCeremony, 'commitment', 2, seenByTwo)).toMatchObject(
      fault('other_messages_seen', 2, true),
    );
  });

  it('shows other fingerprints', () => {
    const { setup, secrets, messages } = stages[1] as PlayedCeremony;
    const other = playStep({ setup, secrets, messages: noMessages(setup) }, random);
    const mark = (list: typeof messages) => unwrap(fingerprints(setup, list)).certificates;
    expect(mark(messages)).not.toBe(mark(other.messages));
    expect(unwrap(fingerprints(setup, noMessages(setup)))).toMatchObject({ certificates: null, block: null });
    expect(unwrap(fingerprints(setup, until('confirmation').messages)).block).toBe(
      unwrap(fingerprints(setup, whole.messages)).block,
    );
  });

  it('cannot put words into a trustee’s mouth', () => {
    const stranger = makeSecret(random);
    const { setup } = whole;
    const forged = unwrap(answer(setup, noMessages(setup), 1, stranger, random)).text;
    let faked = put(until('certificate'), 'certificate', 1, forged);
    expect(answerOf(faked, 1)).toMatchObject(fault('not_your_message', 1, false));
    for (const index of [2, 3]) faked = put(faked, 'certificate', index, textOf(whole, 'certificate', index));
    expect(answerOf(faked, 1)).toMatchObject(fault('not_your_message', 1, false));
    expect(shareOf(setup, whole.messages, 1, stranger)).toMatchObject(fault('not_your_message', 1, false));
  });

  it('cannot have one polynomial dealt to two lists of people', () => {
    const { setup, secrets } = whole;
    const seed = secrets[0] as (typeof secrets)[number];
    const shown = [stages[1] as PlayedCeremony, playStep({ setup, secrets, messages: noMessages(setup) }, random)].map(
      ({ messages }) => certificatesHash(readCeremony(setup, messages).certs),
    );
    const [a, b] = shown.map((certificates) => polynomial(setup, 1, seed, certificates));
    expect(a).toHaveLength(2);
    for (const j of [0, 1, 2, 3]) expect(evaluate(a as bigint[], j)).not.toBe(evaluate(b as bigint[], j));
    expect(polynomial(setup, 1, seed, shown[0] as string)).toEqual(a);
    expect(trusteeKeys({ ...setup, id: 'anotherCeremony99' }, 1, seed).verification).not.toBe(
      trusteeKeys(setup, 1, seed).verification,
    );
  });
});

describe('a trustee at work', () => {
  it('answers once, and no more when everything is done', () => {
    const answered = put(until('key'), 'key', 2, textOf(whole, 'key', 2));
    expect(answerOf(answered, 2)).toMatchObject(fault('not_your_turn', null, false));
    expect(answerOf(answered, 1)).toMatchObject({ ok: true, kind: 'key' });
    expect(answerOf(whole, 1)).toMatchObject(fault('ceremony_over', null, false));
    expect(answer(whole.setup, whole.messages, 0, whole.secrets[0] as never, random)).toMatchObject({
      code: 'wrong_index',
    });
  });

  it('answers nothing while any message of anybody is wrong', () => {
    for (const kind of MESSAGE_KINDS.filter((known) => known !== 'complaint' && known !== 'confirmation')) {
      const text = textOf(whole, kind, 3).replace(
        /"response":"(\d)/g,
        (_, digit) => `"response":"${digit === '1' ? 2 : 1}`,
      );
      const next = stages[CEREMONY_STEPS.indexOf(kind) + 1] as PlayedCeremony;
      expect(answerOf(put(next, kind, 3, text), 1), kind).toMatchObject({ ok: false, index: 3 });
    }
  });

  it('has no share before the keys are there', () => {
    const { setup, messages, secrets } = until('key');
    expect(shareOf(setup, messages, 1, secrets[0] as never)).toMatchObject(fault('incomplete', null, false));
  });

  it('makes the same commitment every time, and fresh proofs otherwise', () => {
    const bodies = ['commitment', 'dealing'].map((step) =>
      [1, 2].map(() => JSON.parse(unwrap(answerOf(until(step as CeremonyStep), 1)).text).body),
    );
    expect(bodies[0]?.[0]).toEqual(bodies[0]?.[1]);
    expect(bodies[1]?.[0].coefexps).toEqual(bodies[1]?.[1].coefexps);
    expect(bodies[1]?.[0].agreement).not.toEqual(bodies[1]?.[1].agreement);
    expect(bodies[1]?.[0].shares[0].sender).not.toEqual(bodies[1]?.[1].shares[0].sender);
  });
});

import { describe, expect, it } from 'vitest';
import { seededRandom } from '@/lib/crypto/testing/seeded-random';
import { answer } from '@/lib/protocol/ceremony/answer';
import { checkMessage, readCeremony, routeBetween } from '@/lib/protocol/ceremony/check';
import { readEnvelope, sealMessage, seenBefore } from '@/lib/protocol/ceremony/envelope';
import { finish } from '@/lib/protocol/ceremony/finish';
import { parseSecret, trusteeKeys } from '@/lib/protocol/ceremony/secret';
import { sealShare } from '@/lib/protocol/ceremony/share-box';
import {
  CEREMONY_STEPS,
  type CeremonyMessages,
  type CeremonyStep,
  type MessageKind,
  noMessages,
  withMessage,
} from '@/lib/protocol/ceremony/types';
import { openKeyFile } from '@/lib/protocol/key-file';
import { parseRecovery } from '@/lib/protocol/recovery';
import { type CeremonyReport, CeremonySession, unlockShare } from './ceremony';
import { unlock } from './unlock';

const contest = '3b9a1f0e-6a1c-4d39-9d1e-0c3f5f3f6d11';
const passphrase = 'quatro largas pedras brancas';
const { subtle } = globalThis.crypto;

/** A server that takes messages as ours does, and what it shows each trustee. */
class PretendServer {
  setup = { id: 'a1'.repeat(32), threshold: 2, size: 3 };
  messages: CeremonyMessages = noMessages(this.setup);
  /** Changes what is shown, as a hostile server might. */
  distort = (messages: CeremonyMessages): CeremonyMessages => messages;

  fetchAs(index: number): typeof globalThis.fetch {
    return (async (_path: string, init?: RequestInit) => {
      if (init?.method !== 'POST') {
        return Response.json({ setup: this.setup, index, messages: this.distort(this.messages) });
      }
      const { ceremony, kind, text } = JSON.parse(String(init.body)) as Record<string, string>;
      if (ceremony !== this.setup.id) return Response.json({ code: 'ceremony_over' }, { status: 409 });
      const checked = checkMessage(this.setup, this.messages, kind as MessageKind, index, text as string);
      if (!checked.ok) return Response.json({ code: 'message_refused', detail: checked.code }, { status: 422 });
      this.messages = withMessage(this.messages, kind as MessageKind, index, text as string);
      return Response.json({ taken: true }, { status: 201 });
    }) as typeof globalThis.fetch;
  }
}

const toolsOf = (server: PretendServer, index: number, words = `trustee ${index}`) => ({
  fetch: server.fetchAs(index),
  random: seededRandom(words),
  subtle,
});

async function made(session: CeremonySession): Promise<Extract<CeremonyReport, { kind: 'made' }>> {
  const report = await session.carryOut({ kind: 'make', passphrase });
  if (report.kind !== 'made') throw new Error(JSON.stringify(report));
  return report;
}

/** The fingerprint that the step asks to be compared, as this device computes it. */
async function mark(session: CeremonySession, step: CeremonyStep): Promise<string> {
  const looked = await session.carryOut({ kind: 'look' });
  if (looked.kind !== 'looked') throw new Error(JSON.stringify(looked));
  return (step === 'confirmation' ? looked.block : looked.certificates) ?? '';
}

async function answerAll(sessions: readonly CeremonySession[], step: CeremonyStep): Promise<CeremonyReport[]> {
  const reports: CeremonyReport[] = [];
  for (const session of sessions) {
    reports.push(await session.carryOut({ kind: 'answer', step, compared: await mark(session, step) }));
  }
  return reports;
}

async function begin(upTo: number = CEREMONY_STEPS.length) {
  const server = new PretendServer();
  const sessions = [1, 2, 3].map((index) => new CeremonySession(contest, toolsOf(server, index)));
  const kept = await Promise.all(sessions.map(made));
  for (const step of CEREMONY_STEPS.slice(0, upTo)) {
    const reports = await answerAll(sessions, step);
    expect(reports.map((report) => report.kind)).toEqual(['answered', 'answered', 'answered']);
  }
  return { server, sessions, kept };
}

describe('three devices', () => {
  it('make a joint key, and each gets its share back from its file or its sheet', async () => {
    const { server, kept } = await begin();
    const finished = finish(server.setup, server.messages);
    expect(finished.ok).toBe(true);
    for (const [i, { file, sheet }] of kept.entries()) {
      const fromFile = await unlockShare(toolsOf(server, i + 1), contest, { from: 'file', text: file, passphrase });
      const fromSheet = await unlockShare(toolsOf(server, i + 1), contest, { from: 'sheet', words: sheet });
      expect(fromFile).toMatchObject({ ok: true, secret: expect.stringMatching(/^\d{70,}$/) });
      expect(fromSheet).toEqual(fromFile);
    }
  });

  it('may close the page and go on with the file, on another device', async () => {
    const { server, sessions, kept } = await begin(2);
    const file = kept[1]?.file as string;
    const elsewhere = new CeremonySession(contest, toolsOf(server, 2, 'another device'));
    expect(await elsewhere.carryOut({ kind: 'answer', step: 'dealing' })).toMatchObject({ code: 'unexpected' });
    const source = { from: 'file' as const, text: file, passphrase };
    expect(await elsewhere.carryOut({ kind: 'unlock', source })).toEqual({ kind: 'unlocked' });
    const all = [sessions[0], elsewhere, sessions[2]] as CeremonySession[];
    for (const step of CEREMONY_STEPS.slice(2)) {
      expect((await answerAll(all, step)).every((report) => report.kind === 'answered')).toBe(true);
    }
    expect(finish(server.setup, server.messages).ok).toBe(true);
  });

  it('keep their shares by themselves: a file and a sheet that open without anything that the server holds', async () => {
    const { server, sessions, kept } = await begin();
    const finished = finish(server.setup, server.messages);
    if (!finished.ok) throw new Error(finished.message);
    const [first, second] = sessions as [CeremonySession, CeremonySession, CeremonySession];
    const own = await first.carryOut({ kind: 'share', passphrase: null });
    if (own.kind !== 'shared') throw new Error(JSON.stringify(own));
    const expected = { contest, ceremony: null, publicKey: finished.shareKeys[0] as string };
    const opened = await openKeyFile(subtle, own.file, expected, passphrase);
    const source = { from: 'file' as const, text: kept[0]?.file as string, passphrase };
    const again = await unlockShare(toolsOf(server, 1), contest, source);
    expect(opened).toMatchObject({ ok: true, owner: 1, privateKey: again.ok && again.secret });
    expect(await unlock(subtle, { from: 'sheet', words: own.sheet }, expected)).toEqual(again);

    const others = { ...expected, publicKey: finished.shareKeys[1] as string };
    const elsewhere = new CeremonySession(contest, toolsOf(server, 2, 'another device'));
    expect(await elsewhere.carryOut({ kind: 'share', passphrase })).toMatchObject({ code: 'unexpected' });
    await elsewhere.carryOut({ kind: 'unlock', source: { from: 'sheet', words: kept[1]?.sheet as string } });
    expect(await elsewhere.carryOut({ kind: 'share', passphrase: null })).toMatchObject({ code: 'unexpected' });
    const chosen = await elsewhere.carryOut({ kind: 'share', passphrase: 'another one entirely' });
    if (chosen.kind !== 'shared') throw new Error(JSON.stringify(chosen));
    expect(await openKeyFile(subtle, chosen.file, others, 'another one entirely')).toMatchObject({ ok: true });
    const same = await second.carryOut({ kind: 'share', passphrase: null });
    expect(same).toMatchObject({ kind: 'shared', sheet: chosen.sheet });
  });

  it('keep the secret out of every message and the file opens only with the passphrase', async () => {
    const { server, kept } = await begin();
    const file = kept[0]?.file as string;
    const opened = await openKeyFile(subtle, file, { contest, ceremony: server.setup.id }, passphrase);
    if (!opened.ok) throw new Error(opened.code);
    expect(parseRecovery(kept[0]?.sheet ?? '')).toMatchObject({ secret: { secret: opened.privateKey } });
    expect(JSON.stringify(server.messages)).not.toContain(opened.privateKey);
    expect(file).not.toContain(opened.privateKey);
  });
});

describe('a ceremony that was stopped', () => {
  it('is judged by the device itself, from the messages', async () => {
    const { server, sessions, kept } = await begin(2);
    const [first, , third] = sessions as [CeremonySession, CeremonySession, CeremonySession];
    const seed = parseRecovery(kept[1]?.sheet ?? '');
    const secret = seed.ok ? parseSecret(seed.secret.secret) : null;
    if (!secret) throw new Error('the sheet holds a seed');
    await answerAll([first, third], 'dealing');
    const { setup, messages } = server;
    const honest = answer(setup, messages, 2, secret, seededRandom('dealing'));
    if (!honest.ok) throw new Error(honest.message);
    const { body } = readEnvelope(setup, 'dealing', 2, honest.text);
    // What is sealed for trustee 1 is 1, and not the value of the polynomial.
    const wrong = sealShare(setup, routeBetween(readCeremony(setup, messages), 2, 1), 1n, seededRandom('wrong'));
    const cheating = { ...body, shares: [wrong, ...body.shares.slice(1)] };
    const follows = seenBefore(setup, messages, 'dealing');
    const key = { secret: trusteeKeys(setup, 2, secret).signing, random: seededRandom('signature') };
    const text = sealMessage(setup, 'dealing', { index: 2, follows, body: cheating }, key);
    server.messages = withMessage(messages, 'dealing', 2, text);
    expect(await first.carryOut({ kind: 'judge' })).toEqual({ kind: 'judged', culprits: [] });
    const answered = await first.carryOut({ kind: 'answer', step: 'key' });
    expect(answered).toEqual({ kind: 'answered', message: 'complaint' });
    expect(await third.carryOut({ kind: 'judge' })).toEqual({ kind: 'judged', culprits: [2] });
  });
});

describe('a device refuses', () => {
  it('to tell a share before every key is there', async () => {
    const { sessions } = await begin(3);
    const report = await (sessions[0] as CeremonySession).carryOut({ kind: 'share', passphrase });
    expect(report).toMatchObject({ code: 'ceremony_fault', detail: expect.stringContaining('incomplete') });
  });

  it('to commit to certificates that were not compared, or that changed after the comparison', async () => {
    const { server, sessions } = await begin(1);
    const [first] = sessions as [CeremonySession, ...CeremonySession[]];
    const refused = { kind: 'failed', code: 'changed_meanwhile' };
    expect(await first.carryOut({ kind: 'answer', step: 'commitment' })).toMatchObject(refused);
    const compared = 'AAAA AAAA AAAA AAAA AAAA AAAA AAAA AAAA';
    expect(await first.carryOut({ kind: 'answer', step: 'commitment', compared })).toMatchObject(refused);
    expect(server.messages.commitment).toEqual([null, null, null]);
  });

  it('to answer another step than the one that the person saw', async () => {
    const { sessions } = await begin(1);
    const report = await (sessions[0] as CeremonySession).carryOut({ kind: 'answer', step: 'dealing' });
    expect(report).toMatchObject({ kind: 'failed', code: 'not_your_turn' });
  });

  it('what somebody else has put in its name, and says so before it uses its secret', async () => {
    const { server, sessions } = await begin(0);
    const stranger = parseSecret('77'.repeat(32));
    const forged = stranger && answer(server.setup, server.messages, 1, stranger, seededRandom('forger'));
    if (!forged?.ok) throw new Error('the forger can make a certificate');
    server.messages = withMessage(server.messages, 'certificate', 1, forged.text);
    const report = await (sessions[0] as CeremonySession).carryOut({ kind: 'answer', step: 'certificate' });
    expect(report).toMatchObject({ kind: 'failed', code: 'ceremony_fault', index: 1 });
    expect(report).toHaveProperty('detail', expect.stringContaining('not_your_message'));
  });

  it('a message that was altered on the way, and names its maker', async () => {
    const { server, sessions } = await begin(2);
    server.distort = (messages) =>
      withMessage(
        messages,
        'commitment',
        3,
        (messages.commitment[2] as string).replace(/"dealing":"../, '"dealing":"00'),
      );
    const report = await (sessions[0] as CeremonySession).carryOut({ kind: 'answer', step: 'dealing' });
    expect(report).toMatchObject({ kind: 'failed', code: 'ceremony_fault', index: 3 });
  });

  it('a file of an earlier attempt, and to go on in a new attempt with the old secret', async () => {
    const { server, sessions, kept } = await begin(1);
    server.setup = { ...server.setup, id: 'b2'.repeat(32) };
    server.messages = noMessages(server.setup);
    const first = sessions[0] as CeremonySession;
    expect(await first.carryOut({ kind: 'answer', step: 'certificate' })).toMatchObject({ code: 'ceremony_over' });
    expect(await first.carryOut({ kind: 'share', passphrase: null })).toMatchObject({ code: 'ceremony_over' });
    const source = { from: 'file' as const, text: kept[0]?.file as string, passphrase };
    expect(await first.carryOut({ kind: 'unlock', source })).toMatchObject({ code: 'other_key' });
  });

  it('another trustee’s file and a wrong passphrase', async () => {
    const { server, kept } = await begin(1);
    const session = new CeremonySession(contest, toolsOf(server, 1, 'again'));
    const unlock = (text: string, word: string) =>
      session.carryOut({ kind: 'unlock', source: { from: 'file', text, passphrase: word } });
    expect(await unlock(kept[1]?.file as string, passphrase)).toMatchObject({ code: 'other_key' });
    expect(await unlock(kept[0]?.file as string, 'wrong passphrase')).toMatchObject({ code: 'wrong_passphrase' });
  });
});

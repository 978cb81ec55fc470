/**
 * What a trustee's device does in a key ceremony, apart from the worker that runs it. The secret is made or unlocked
 * once and stays in the worker's memory; every answer begins with fetching and checking all that is published.
 */
import type { RandomBytes } from '@/lib/crypto/random';
import { answer, shareOf } from '@/lib/protocol/ceremony/answer';
import { judge } from '@/lib/protocol/ceremony/complaint';
import { fingerprints } from '@/lib/protocol/ceremony/finish';
import { makeSecret, parseSecret, secretText, type TrusteeSecret, trusteeKeys } from '@/lib/protocol/ceremony/secret';
import type { CeremonyFault, CeremonyStep, MessageKind } from '@/lib/protocol/ceremony/types';
import { type CeremonySetup, nextStep } from '@/lib/protocol/ceremony/types';
import { type Subtle, sealKeyFile } from '@/lib/protocol/key-file';
import { recoveryText } from '@/lib/protocol/recovery';
import { type Exchanged, type Fetch, fetchCeremony, handIn, type ShownCeremony } from './exchange';
import type { JobFailureCode } from './messages';
import { type KeySource, type Unlocked, unlock } from './unlock';

export type CeremonyOrder =
  /** Check everything and tell the fingerprints. */
  | { readonly kind: 'look' }
  /** Work out who has cheated, where the ceremony was stopped. */
  | { readonly kind: 'judge' }
  /** Make a secret and the file that keeps it. Nothing is handed in. */
  | { readonly kind: 'make'; readonly passphrase: string }
  | { readonly kind: 'unlock'; readonly source: KeySource }
  /**
   * The share of the finished key by itself, in a file and on a sheet that need nothing of what others published.
   * `passphrase` seals the file; null: the one that made or opened the key file.
   */
  | { readonly kind: 'share'; readonly passphrase: string | null }
  /** `step` is what the person saw; `compared` the fingerprint that they compared, where the step asks for it. */
  | { readonly kind: 'answer'; readonly step: CeremonyStep; readonly compared?: string };

export type CeremonyReport =
  | { readonly kind: 'looked'; readonly certificates: string | null; readonly block: string | null }
  /** Numbers of the trustees who have cheated. */
  | { readonly kind: 'judged'; readonly culprits: readonly number[] }
  | { readonly kind: 'made'; readonly file: string; readonly sheet: string }
  | { readonly kind: 'shared'; readonly file: string; readonly sheet: string }
  | { readonly kind: 'unlocked' }
  | { readonly kind: 'answered'; readonly message: MessageKind }
  | {
      readonly kind: 'failed';
      readonly code: JobFailureCode;
      readonly detail: string;
      /** Number of the trustee whose message is at fault, where one is. */
      readonly index: number | null;
    };

export interface CeremonyTools {
  readonly fetch: Fetch;
  readonly random: RandomBytes;
  readonly subtle: Subtle;
}

class Failure extends Error {
  constructor(
    readonly code: JobFailureCode,
    detail: string,
    readonly index: number | null = null,
  ) {
    super(detail);
  }
}

function orThrow<T>(exchanged: Exchanged<T>): T {
  if (exchanged.ok) return exchanged.value;
  throw new Failure(exchanged.code, exchanged.detail);
}

const faultOf = ({ code, message, index }: CeremonyFault) =>
  new Failure(code === 'not_your_turn' ? code : 'ceremony_fault', `${code}: ${message}`, index);

/** Point text of the signing key in a trustee's own certificate, as published; null before there is one. */
function publishedKey({ messages, index }: ShownCeremony): string | null {
  const text = messages.certificate[index - 1];
  if (!text) return null;
  try {
    const { body } = JSON.parse(text) as { body: { message: string } };
    return (JSON.parse(body.message) as { verification: string }).verification;
  } catch {
    throw new Failure('ceremony_fault', 'your certificate cannot be read', index);
  }
}

/** One device's place at the table; orders are carried out one at a time. */
export class CeremonySession {
  /** With the id of the ceremony that it was made for, and the passphrase of its file, where that was given. */
  private held: { secret: TrusteeSecret; ceremony: string; passphrase: string | null } | null = null;

  constructor(
    private readonly contest: string,
    private readonly tools: CeremonyTools,
  ) {}

  /** Never rejects. */
  async carryOut(order: CeremonyOrder): Promise<CeremonyReport> {
    try {
      return await this.perform(order);
    } catch (error) {
      if (error instanceof Failure) {
        return { kind: 'failed', code: error.code, detail: error.message, index: error.index };
      }
      return { kind: 'failed', code: 'unexpected', detail: String(error), index: null };
    }
  }

  private perform(order: CeremonyOrder): Promise<CeremonyReport> {
    switch (order.kind) {
      case 'look':
        return this.look();
      case 'judge':
        return this.judge();
      case 'make':
        return this.make(order.passphrase);
      case 'unlock':
        return this.unlock(order.source);
      case 'share':
        return this.share(order.passphrase);
      case 'answer':
        return this.answer(order.step, order.compared);
    }
  }

  private async shown(): Promise<ShownCeremony> {
    return orThrow(await fetchCeremony(this.tools.fetch, this.contest));
  }

  private async look(): Promise<CeremonyReport> {
    const { setup, messages } = await this.shown();
    const checked = fingerprints(setup, messages);
    if (!checked.ok) throw faultOf(checked);
    return { kind: 'looked', certificates: checked.certificates, block: checked.block };
  }

  private async judge(): Promise<CeremonyReport> {
    const { setup, messages } = await this.shown();
    const judged = judge(setup, messages);
    if (!judged.ok) throw faultOf(judged);
    return { kind: 'judged', culprits: [...new Set(judged.judgements.map(({ culprit }) => culprit))] };
  }

  private async make(passphrase: string): Promise<CeremonyReport> {
    const shown = await this.shown();
    const { setup, index } = shown;
    if (publishedKey(shown) !== null) throw new Failure('not_your_turn', 'your certificate is there already');
    const secret = makeSecret(this.tools.random);
    const privateKey = secretText(secret);
    const publicKey = trusteeKeys(setup, index, secret).verification;
    const kept = { contest: this.contest, owner: index, publicKey, ceremony: setup, privateKey };
    const file = await sealKeyFile(this.tools, kept, passphrase);
    this.held = { secret, ceremony: setup.id, passphrase };
    return { kind: 'made', file, sheet: recoveryText({ kind: 'seed', secret: privateKey }) };
  }

  private async unlock(source: KeySource): Promise<CeremonyReport> {
    const shown = await this.shown();
    const secret = await unlockSecret(this.tools, this.contest, shown, source);
    const passphrase = source.from === 'file' ? source.passphrase : null;
    this.held = { secret, ceremony: shown.setup.id, passphrase };
    return { kind: 'unlocked' };
  }

  private heldFor(setup: CeremonySetup) {
    if (!this.held) throw new Failure('unexpected', 'the secret is not unlocked');
    const { ceremony } = this.held;
    if (setup.id !== ceremony) throw new Failure('ceremony_over', `${setup.id} has taken the place of ${ceremony}`);
    return this.held;
  }

  private async share(given: string | null): Promise<CeremonyReport> {
    const { setup, messages, index } = await this.shown();
    const { secret, passphrase } = this.heldFor(setup);
    const sealing = given ?? passphrase;
    if (sealing === null) throw new Failure('unexpected', 'no passphrase was given');
    const own = shareOf(setup, messages, index, secret);
    if (!own.ok) throw faultOf(own);
    const privateKey = own.share.toString();
    const kept = { contest: this.contest, owner: index, publicKey: own.publicKey, ceremony: null, privateKey };
    const file = await sealKeyFile(this.tools, kept, sealing);
    return { kind: 'shared', file, sheet: recoveryText({ kind: 'key', secret: privateKey }) };
  }

  private async answer(step: CeremonyStep, compared: string | undefined): Promise<CeremonyReport> {
    const { setup, messages, index } = await this.shown();
    const { secret } = this.heldFor(setup);
    const turn = nextStep(setup, messages);
    if (turn.step !== step) throw new Failure('not_your_turn', `the ceremony is at ${turn.step}, not at ${step}`);
    const made = answer(setup, messages, index, secret, this.tools.random);
    if (!made.ok) throw faultOf(made);
    if (step === 'commitment' || step === 'confirmation') {
      const marks = fingerprints(setup, messages);
      const mark = marks.ok && (step === 'commitment' ? marks.certificates : marks.block);
      if (!compared || mark !== compared) {
        throw new Failure('changed_meanwhile', `compared ${compared}; published ${mark}`);
      }
    }
    const message = JSON.stringify({ ceremony: setup.id, kind: made.kind, text: made.text });
    orThrow(await handIn(this.tools.fetch, `/api/v1/contests/${this.contest}/ceremony`, message));
    return { kind: 'answered', message: made.kind };
  }
}

async function unlockSecret(
  { subtle }: CeremonyTools,
  contest: string,
  shown: ShownCeremony,
  source: KeySource,
): Promise<TrusteeSecret> {
  const { setup, index } = shown;
  const published = publishedKey(shown);
  const unlocked = await unlock(subtle, source, { contest, publicKey: published, ceremony: setup.id });
  if (!unlocked.ok) throw new Failure(unlocked.code, unlocked.detail);
  const secret = parseSecret(unlocked.secret);
  if (!secret) throw new Failure('damaged_key_file', 'there is no secret of a ceremony in it');
  // A sheet does not say what it is for.
  if (published !== null && trusteeKeys(setup, index, secret).verification !== published) {
    throw new Failure('other_key', 'the certificate that is published was not made with this secret');
  }
  return secret;
}

/** The private share of a finished ceremony, as a decimal number, from the trustee's seed and what was published. */
export async function unlockShare(tools: CeremonyTools, contest: string, source: KeySource): Promise<Unlocked> {
  try {
    const shown = orThrow(await fetchCeremony(tools.fetch, contest));
    const own = shareOf(shown.setup, shown.messages, shown.index, await unlockSecret(tools, contest, shown, source));
    if (!own.ok) throw faultOf(own);
    return { ok: true, secret: own.share.toString() };
  } catch (error) {
    if (error instanceof Failure) return { ok: false, code: error.code, detail: error.message };
    throw error;
  }
}

/**
 * The worker that sees choices and secrets and makes ballots of them. Its script is sent with a policy of its own that
 * lets it reach nothing but this origin (next.config.mjs), and it sends nothing by itself. What encrypted a ballot stays
 * here, in memory, until the ballot is cast or opened for a test: nothing on the device can show afterwards what a ballot
 * that counts holds (SEC-02).
 */
import * as z from 'zod';
import { isCredentialText } from '@/lib/protocol/credentials';
import { type Working, work } from './work';

const text = z.string().max(1_000_000);
const keys = z.strictObject({ publicKey: z.string().length(64), secret: z.string().regex(/^\d{1,77}$/) });
const id = z.int().nonnegative();
const roundId = z.string().min(1).max(64);
const code = z.string().max(64);
const credential = z.string().refine(isCredentialText);
const tracker = z.string().length(43);
const electionUuid = z.string().min(14).max(64);
const election = { electionText: text, descriptionText: text };
const question = <K extends string, S extends z.ZodRawShape>(kind: K, shape: S) =>
  z.strictObject({ id, kind: z.literal(kind), ask: z.strictObject(shape) });

const envelopeSchema = z.discriminatedUnion('kind', [
  question('signIn', { roundId, code, nonce: z.string().regex(/^[0-9a-f]{64}$/) }),
  question('recognise', { roundId, code }),
  question('seal', { ...election, credential: credential.nullable(), chosen: z.array(z.int().positive()).max(1000) }),
  question('register', { electionUuid, credential, keys: keys.nullable() }),
  question('canOpen', { tracker }),
  question('challenge', { electionUuid, credential, ballot: z.string().max(4096) }),
  question('open', { tracker }),
  question('forget', { tracker }),
  question('checkOpened', { ...election, opening: z.string().max(4096) }),
  question('checkReceipt', { ...election, tracker, receipt: z.string().max(4096) }),
]);

const world: Working = {
  random: (length) => crypto.getRandomValues(new Uint8Array(length)),
  encrypted: new Map(),
};
const scope = self as unknown as DedicatedWorkerGlobalScope;

scope.addEventListener('message', (event: MessageEvent<unknown>) => {
  const envelope = envelopeSchema.safeParse(event.data);
  const number = (event.data as { id?: unknown } | null)?.id;
  if (!envelope.success) return scope.postMessage({ id: Number(number), ok: false });
  try {
    scope.postMessage({ id: envelope.data.id, ok: true, answer: work(world, envelope.data) });
  } catch {
    // The reason could quote a choice or a secret: it stays here.
    scope.postMessage({ id: envelope.data.id, ok: false });
  }
});

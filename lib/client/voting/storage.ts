/**
 * What this browser keeps for a voter, in IndexedDB. Everything is filed under the contest and the voter's name in it
 * (`VotingElection`): on a shared device nobody meets another person's draft or votes with another person's key. A draft
 * is the one place where choices are written down; it goes when the ballot is cast. What encrypted a ballot is never here.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import * as z from 'zod/mini';

export type Place = { contestId: string; voter: string };

const credentialSchema = z.strictObject({ credential: z.string(), isRegistered: z.boolean() });
const draftSchema = z.strictObject({ chosen: z.array(z.int()) });
const sealedSchema = z.strictObject({
  ballot: z.string(),
  tracker: z.string(),
  idempotencyKey: z.string(),
  /**
   * `sending`: the voter pressed "Cast"; it is perhaps already recorded, until an answer says otherwise.
   * `opening`: the voter pressed "Test"; it may be known as opened already and must never be cast.
   */
  state: z.enum(['ready', 'sending', 'opening']),
});
const receiptSchema = z.strictObject({ receipt: z.string(), castAt: z.string() });
const seedSchema = z.strictObject({ seed: z.string() });

export type StoredCredential = z.output<typeof credentialSchema>;
export type Sealed = z.output<typeof sealedSchema>;
export type StoredReceipt = z.output<typeof receiptSchema>;

interface Schema extends DBSchema {
  credentials: { key: string; value: StoredCredential };
  drafts: { key: string; value: z.output<typeof draftSchema> };
  sealed: { key: string; value: Sealed };
  receipts: { key: string; value: StoredReceipt };
  seeds: { key: string; value: z.output<typeof seedSchema> };
}
const STORES = ['credentials', 'drafts', 'sealed', 'receipts', 'seeds'] as const;

export type VotingStorage = ReturnType<typeof votingStorage>;

const keyOf = ({ contestId, voter }: Place) => `${contestId}|${voter}`;
const open = () =>
  openDB<Schema>('largo-voting', 1, {
    upgrade: (fresh) => {
      for (const name of STORES) fresh.createObjectStore(name);
    },
  });

/** What does not have the shape that we wrote is as good as absent. */
function read<T>(schema: z.ZodMiniType<T>, value: unknown): T | null {
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : null;
}

export function votingStorage(connect: () => Promise<IDBPDatabase<Schema>> = open) {
  let opened: Promise<IDBPDatabase<Schema>> | null = null;
  const db = () => {
    opened ??= connect();
    return opened;
  };
  return {
    async getDraft(place: Place): Promise<number[] | null> {
      return read(draftSchema, await (await db()).get('drafts', keyOf(place)))?.chosen ?? null;
    },
    /**
     * A changed draft makes the ballot that was encrypted from the old one useless. False, and nothing is changed, once
     * that ballot is on its way: it may be recorded already, and its answer has to be waited for.
     */
    async saveDraft(place: Place, chosen: number[]): Promise<boolean> {
      const tx = (await db()).transaction(['drafts', 'sealed'], 'readwrite');
      const isSending = read(sealedSchema, await tx.objectStore('sealed').get(keyOf(place)))?.state === 'sending';
      if (!isSending) {
        await tx.objectStore('drafts').put({ chosen }, keyOf(place));
        await tx.objectStore('sealed').delete(keyOf(place));
      }
      await tx.done;
      return !isSending;
    },
    async getSealed(place: Place): Promise<Sealed | null> {
      return read(sealedSchema, await (await db()).get('sealed', keyOf(place)));
    },
    /** False if there is one already, or the draft is no longer the one that was encrypted. */
    async addSealed(place: Place, chosen: number[], sealed: Sealed): Promise<boolean> {
      const tx = (await db()).transaction(['drafts', 'sealed'], 'readwrite');
      const isNew = read(sealedSchema, await tx.objectStore('sealed').get(keyOf(place))) === null;
      const draft = read(draftSchema, await tx.objectStore('drafts').get(keyOf(place)));
      const isCurrent = isNew && draft?.chosen.join() === chosen.join();
      if (isCurrent) await tx.objectStore('sealed').put(sealed, keyOf(place));
      await tx.done;
      return isCurrent;
    },
    /**
     * Casting and opening exclude each other, across tabs too: true once this ballot has that state. False when it has
     * the other one, or is no longer the one at hand.
     */
    async claimSealed(place: Place, idempotencyKey: string, state: 'sending' | 'opening'): Promise<boolean> {
      const tx = (await db()).transaction('sealed', 'readwrite');
      const sealed = read(sealedSchema, await tx.store.get(keyOf(place)));
      const isOurs = sealed?.idempotencyKey === idempotencyKey && ['ready', state].includes(sealed.state);
      if (isOurs) await tx.store.put({ ...sealed, state }, keyOf(place));
      await tx.done;
      return isOurs;
    },
    /** What was refused may be tried again: the ballot is neither recorded nor opened. */
    async releaseSealed(place: Place, idempotencyKey: string): Promise<void> {
      const tx = (await db()).transaction('sealed', 'readwrite');
      const sealed = read(sealedSchema, await tx.store.get(keyOf(place)));
      if (sealed?.idempotencyKey === idempotencyKey) await tx.store.put({ ...sealed, state: 'ready' }, keyOf(place));
      await tx.done;
    },
    /** A newer ballot is left alone. */
    async deleteSealed(place: Place, idempotencyKey: string): Promise<void> {
      const tx = (await db()).transaction('sealed', 'readwrite');
      const sealed = read(sealedSchema, await tx.store.get(keyOf(place)));
      if (sealed?.idempotencyKey === idempotencyKey) await tx.store.delete(keyOf(place));
      await tx.done;
    },
    /** Receipt in; the ballot that it is for and its draft out, all or nothing. A newer draft is left alone. */
    async putReceipt(place: Place, idempotencyKey: string, receipt: StoredReceipt): Promise<void> {
      const tx = (await db()).transaction(['receipts', 'sealed', 'drafts'], 'readwrite');
      const sealed = read(sealedSchema, await tx.objectStore('sealed').get(keyOf(place)));
      await tx.objectStore('receipts').put(receipt, keyOf(place));
      if (sealed?.idempotencyKey === idempotencyKey) {
        await tx.objectStore('sealed').delete(keyOf(place));
        await tx.objectStore('drafts').delete(keyOf(place));
      }
      await tx.done;
    },
    async getReceipt(place: Place): Promise<StoredReceipt | null> {
      return read(receiptSchema, await (await db()).get('receipts', keyOf(place)));
    },
    async getCredential(place: Place): Promise<StoredCredential | null> {
      return read(credentialSchema, await (await db()).get('credentials', keyOf(place)));
    },
    /** The credential that stands: the one that was there before, or this. */
    async addCredential(place: Place, credential: StoredCredential): Promise<StoredCredential> {
      const tx = (await db()).transaction('credentials', 'readwrite');
      const known = read(credentialSchema, await tx.store.get(keyOf(place)));
      if (!known) await tx.store.put(credential, keyOf(place));
      await tx.done;
      return known ?? credential;
    },
    async putCredential(place: Place, credential: StoredCredential): Promise<void> {
      await (await db()).put('credentials', credential, keyOf(place));
    },
    async deleteCredential(place: Place): Promise<void> {
      await (await db()).delete('credentials', keyOf(place));
    },
    /** The device's random number for the order of projects; the first of two tabs decides. */
    async getSeed(place: Place, fresh: () => string): Promise<string> {
      const tx = (await db()).transaction('seeds', 'readwrite');
      const known = read(seedSchema, await tx.store.get(keyOf(place)));
      const seed = known?.seed ?? fresh();
      if (!known) await tx.store.put({ seed }, keyOf(place));
      await tx.done;
      return seed;
    },
    /** Signing out: everything goes, except ballots that may be recorded already and still wait for their answer. */
    async forget(): Promise<void> {
      const tx = (await db()).transaction(STORES, 'readwrite');
      for (const name of ['drafts', 'receipts', 'seeds'] as const) await tx.objectStore(name).clear();
      const credentials = tx.objectStore('credentials');
      const sealed = tx.objectStore('sealed');
      for (const key of await sealed.getAllKeys()) {
        if (read(sealedSchema, await sealed.get(key))?.state !== 'sending') await sealed.delete(key);
      }
      const onTheirWay = new Set(await sealed.getAllKeys());
      for (const key of await credentials.getAllKeys()) {
        if (!onTheirWay.has(key)) await credentials.delete(key);
      }
      await tx.done;
    },
  };
}

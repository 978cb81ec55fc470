import type { Place, Sealed, StoredCredential, StoredReceipt, VotingStorage } from '../storage';

/** The same promises as the storage in IndexedDB, in memory, with its rooms open to look into. */
export function memoryStorage() {
  const rooms = {
    drafts: new Map<string, number[]>(),
    sealed: new Map<string, Sealed>(),
    receipts: new Map<string, StoredReceipt>(),
    credentials: new Map<string, StoredCredential>(),
    seeds: new Map<string, string>(),
  };
  const keyOf = ({ contestId, voter }: Place) => `${contestId}|${voter}`;
  const storage: VotingStorage = {
    getDraft: async (place) => rooms.drafts.get(keyOf(place)) ?? null,
    async saveDraft(place, chosen) {
      if (rooms.sealed.get(keyOf(place))?.state === 'sending') return false;
      rooms.drafts.set(keyOf(place), chosen);
      rooms.sealed.delete(keyOf(place));
      return true;
    },
    getSealed: async (place) => rooms.sealed.get(keyOf(place)) ?? null,
    async addSealed(place, chosen, sealed) {
      if (rooms.sealed.has(keyOf(place)) || rooms.drafts.get(keyOf(place))?.join() !== chosen.join()) return false;
      rooms.sealed.set(keyOf(place), sealed);
      return true;
    },
    async claimSealed(place, idempotencyKey, state) {
      const sealed = rooms.sealed.get(keyOf(place));
      if (sealed?.idempotencyKey !== idempotencyKey || !['ready', state].includes(sealed.state)) return false;
      rooms.sealed.set(keyOf(place), { ...sealed, state });
      return true;
    },
    async releaseSealed(place, idempotencyKey) {
      const sealed = rooms.sealed.get(keyOf(place));
      if (sealed?.idempotencyKey === idempotencyKey) rooms.sealed.set(keyOf(place), { ...sealed, state: 'ready' });
    },
    async deleteSealed(place, idempotencyKey) {
      if (rooms.sealed.get(keyOf(place))?.idempotencyKey === idempotencyKey) rooms.sealed.delete(keyOf(place));
    },
    async putReceipt(place, idempotencyKey, receipt) {
      rooms.receipts.set(keyOf(place), receipt);
      if (rooms.sealed.get(keyOf(place))?.idempotencyKey !== idempotencyKey) return;
      rooms.sealed.delete(keyOf(place));
      rooms.drafts.delete(keyOf(place));
    },
    getReceipt: async (place) => rooms.receipts.get(keyOf(place)) ?? null,
    getCredential: async (place) => rooms.credentials.get(keyOf(place)) ?? null,
    async addCredential(place, credential) {
      const known = rooms.credentials.get(keyOf(place));
      if (!known) rooms.credentials.set(keyOf(place), credential);
      return known ?? credential;
    },
    putCredential: async (place, credential) => void rooms.credentials.set(keyOf(place), credential),
    deleteCredential: async (place) => void rooms.credentials.delete(keyOf(place)),
    async getSeed(place, fresh) {
      const seed = rooms.seeds.get(keyOf(place)) ?? fresh();
      rooms.seeds.set(keyOf(place), seed);
      return seed;
    },
    async forget() {
      for (const room of Object.values(rooms)) room.clear();
    },
  };
  return { storage, rooms };
}

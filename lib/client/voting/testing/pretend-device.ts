import { seededRandom } from '@/lib/crypto/testing/seeded-random';
import type { Booth } from '../booth';
import type { Keys } from '../messages';
import { castSealed, type Device, sealDraft, type VotingElection } from '../vote';
import { type Working, work } from '../work';
import { memoryStorage } from './memory-storage';
import { pretendCity, voterKeys } from './pretend-city';

const random = seededRandom('voter');

/** A voter's browser before a city's server, both in memory. */
export function pretendDevice(entitlement: VotingElection['entitlement'] = 'codes') {
  const { city, api } = pretendCity(entitlement);
  const { storage, rooms } = memoryStorage();
  const keys: Keys = { publicKey: voterKeys.publicKey, secret: String(voterKeys.secret) };
  const tab: { keys: Keys | null } = { keys };
  let count = 0;
  /** Another tab, or this one after it was loaded again: the same storage, another worker. */
  const openTab = () => {
    const worker: Working = { random, encrypted: new Map() };
    const booth: Booth = {
      ask: async (kind, ask) => work(worker, { id: 0, kind, ask } as never) as never,
      close: () => worker.encrypted.clear(),
    };
    const device: Device = {
      storage,
      booth,
      api,
      patience: { wait: async () => undefined, chance: () => 0.5 },
      registrationKey: (voter) => (tab.keys?.publicKey === voter ? tab.keys : null),
      newIdempotencyKey: () => {
        count += 1;
        return `key-${count}`;
      },
      now: () => new Date('2027-05-12T10:00:00Z'),
    };
    return { device, worker };
  };
  const { device, worker } = openTab();
  const { election } = city;
  const cast = async () =>
    castSealed(device, election, (await sealDraft(device, election))?.tracker ?? '', () => undefined);
  const choose = (...chosen: number[]) => storage.saveDraft(election, chosen);
  return { city, device, worker, openTab, rooms, storage, tab, cast, choose, election };
}

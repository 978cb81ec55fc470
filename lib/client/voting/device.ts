/** This browser as the voting pages use it. One per page load; nothing in it knows React. */
import { votingApi } from './api';
import { openBooth } from './booth';
import { getRegistrationKey } from './registration-key';
import { votingStorage } from './storage';
import { type CastResult, castSealed, type Device, type Tell, type VotingElection } from './vote';

let kept: (Device & { wake: () => void }) | undefined;

const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length));
export const randomHex = (length: number) =>
  Array.from(randomBytes(length), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** A wait that ends early when the network comes back or the voter presses "Try now". */
function patience() {
  const sleepers = new Set<() => void>();
  const wake = () => {
    for (const end of sleepers) end();
  };
  addEventListener('online', wake);
  const wait = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer);
        sleepers.delete(end);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      sleepers.add(end);
    });
  return { wake, patience: { wait, chance: Math.random } };
}

export function thisDevice(): Device & { wake: () => void } {
  if (kept) return kept;
  kept = {
    storage: votingStorage(),
    booth: openBooth(() => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'voting' })),
    api: votingApi((input, init) => fetch(input, init)),
    registrationKey: (voter) => getRegistrationKey(sessionStorage, voter),
    newIdempotencyKey: () => randomHex(16),
    now: () => new Date(),
    ...patience(),
  };
  return kept;
}

const underWay = new Map<string, { result: Promise<CastResult>; listeners: Set<Tell> }>();

/** Casts on this device, once at a time: a second press or a returning page joins the cast that is under way. */
export function castHere(election: VotingElection, tracker: string, tell: Tell): Promise<CastResult> {
  const place = `${election.contestId}|${election.voter}|${tracker}`;
  const running = underWay.get(place);
  if (running) {
    running.listeners.add(tell);
    return running.result;
  }
  const listeners = new Set([tell]);
  const result = castSealed(thisDevice(), election, tracker, (trying) => {
    for (const listener of listeners) listener(trying);
  }).finally(() => underWay.delete(place));
  underWay.set(place, { result, listeners });
  return result;
}

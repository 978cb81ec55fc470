/**
 * The key of the voting code, for as long as this tab is open: it registers this device's voting key. The code itself
 * is kept nowhere.
 */
import * as z from 'zod/mini';
import type { Keys } from './messages';

const KEY = 'largo.registration';
const schema = z.strictObject({ publicKey: z.string(), secret: z.string() });

export type KeyStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export function keepRegistrationKey(store: KeyStore, { publicKey, secret }: Keys): void {
  store.setItem(KEY, JSON.stringify({ publicKey, secret }));
}

/** The kept key, if it is this voter's. */
export function getRegistrationKey(store: KeyStore, voter: string): Keys | null {
  const text = store.getItem(KEY);
  if (text === null) return null;
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success && parsed.data.publicKey === voter ? parsed.data : null;
  } catch {
    return null; // not ours
  }
}

export function dropRegistrationKey(store: KeyStore): void {
  store.removeItem(KEY);
}

import { headers } from 'next/headers';
import { addressOf } from './request-address';

/** The network address that a server action's limits count against. */
export async function clientAddress(): Promise<string> {
  return addressOf({ headers: await headers() });
}

import { headers } from 'next/headers';

/**
 * The network address that limits count against. `scripts/server.ts` overwrites this header from the socket (or from
 * the trusted part of `x-forwarded-for`), so a hostile client cannot choose it.
 */
export async function clientAddress(): Promise<string> {
  return (await headers()).get('x-largo-address') ?? 'unknown';
}

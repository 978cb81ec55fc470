const NAME = 'x-largo-address';
const kept = globalThis as { largoSettlesAddresses?: boolean };

/** Said by `scripts/server.ts`, which overwrites the header of every request from what it knows itself. */
export function settleAddresses(): typeof NAME {
  kept.largoSettlesAddresses = true;
  return NAME;
}

/**
 * The network address that limits count against. Behind any other server (`next dev`) the header would be the client's
 * to choose: there all requests count as one client's.
 */
export function addressOf(request: { headers: Headers }): string {
  return (kept.largoSettlesAddresses && request.headers.get(NAME)) || 'unknown';
}

import { isIP } from 'node:net';

/** `203.0.113.7`, `[2001:db8::1]:443` and `::ffff:203.0.113.7` as a bare address; null when it is none. */
function bareAddress(text: string): string | null {
  const trimmed = text.trim();
  const inner = trimmed.match(/^\[(.+)\](?::\d+)?$/)?.[1] ?? trimmed.match(/^([\d.]+):\d+$/)?.[1] ?? trimmed;
  const address = inner.replace(/^::ffff:(?=\d+\.)/i, '');
  return isIP(address) ? address : null;
}

/**
 * The address that limits count against.
 *
 * Each proxy appends to `x-forwarded-for` whom it was talking to, so with n proxies of our own in front, the n-th
 * entry from the right was written by the outermost of them. Everything left of it the client may have invented.
 *
 * @param socketAddress who is connected to us
 * @param forwardedFor the header as received
 * @param trustedProxies how many proxies of our own every request passes; 0 ignores the header
 */
export function clientAddress(
  socketAddress: string | undefined,
  forwardedFor: string | undefined,
  trustedProxies: number,
): string {
  const direct = bareAddress(socketAddress ?? '') ?? 'unknown';
  if (trustedProxies === 0 || !forwardedFor) return direct;
  const entries = forwardedFor.split(',');
  const entry = entries[Math.max(0, entries.length - trustedProxies)];
  return bareAddress(entry ?? '') ?? direct;
}

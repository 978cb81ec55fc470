import { isIP, isIPv6 } from 'node:net';

/** `203.0.113.7`, `[2001:db8::1]:443` and `::ffff:203.0.113.7` as a bare address; null when it is none. */
function bareAddress(text: string): string | null {
  const trimmed = text.trim();
  const inner = trimmed.match(/^\[(.+)\](?::\d+)?$/)?.[1] ?? trimmed.match(/^([\d.]+):\d+$/)?.[1] ?? trimmed;
  const address = inner.replace(/^::ffff:(?=\d+\.)/i, '');
  return isIP(address) ? network(address) : null;
}

/** The first 64 bits: what one household or server is given, with 2^64 addresses to choose from. */
function network(address: string): string {
  if (!isIPv6(address)) return address;
  const whole = address.replace(/%.*$/, '').replace(/\d+\.\d+\.\d+\.\d+$/, '0:0');
  const [head = [], tail] = whole.split('::').map((part) => part.split(':').filter(Boolean));
  const filled = tail ? [...head, ...Array(8 - head.length - tail.length).fill('0'), ...tail] : head;
  const groups = filled.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${groups.join(':')}::/64`;
}

/**
 * The address that limits count against; of an IPv6 address its network, else a client had as many limits as it likes.
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

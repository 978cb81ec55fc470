import { describe, expect, test } from 'vitest';
import { clientAddress } from './client-address';

describe('client address', () => {
  test('ignores the header when no proxy is trusted', () => {
    expect(clientAddress('198.51.100.2', '203.0.113.7', 0)).toBe('198.51.100.2');
  });

  test('takes what the outermost trusted proxy wrote, not what the client invented', () => {
    expect(clientAddress('10.0.0.1', '1.1.1.1, 203.0.113.7', 1)).toBe('203.0.113.7');
    expect(clientAddress('10.0.0.1', '1.1.1.1, 203.0.113.7, 10.0.0.2', 2)).toBe('203.0.113.7');
  });

  test('uses the leftmost entry when a request passed fewer proxies than it should', () => {
    expect(clientAddress('10.0.0.1', '203.0.113.7', 3)).toBe('203.0.113.7');
  });

  test('falls back to the socket when the entry is no address', () => {
    expect(clientAddress('10.0.0.1', 'unknown', 1)).toBe('10.0.0.1');
    expect(clientAddress('10.0.0.1', undefined, 1)).toBe('10.0.0.1');
  });

  test('strips ports, brackets and the IPv4-in-IPv6 prefix', () => {
    expect(clientAddress('::ffff:203.0.113.7', undefined, 0)).toBe('203.0.113.7');
    expect(clientAddress('10.0.0.1', '203.0.113.7:5123', 1)).toBe('203.0.113.7');
    expect(clientAddress('10.0.0.1', '[2001:db8::1]:443', 1)).toBe('2001:db8:0:0::/64');
    expect(clientAddress(undefined, undefined, 0)).toBe('unknown');
  });

  test('takes the network of an IPv6 address, however the address is written', () => {
    const same = ['2001:db8:0:7::1', '2001:0DB8::7:ffff:1:2:3', '2001:db8:0:7:1:2:3:4', '2001:db8::7:0:0:198.51.100.7'];
    for (const address of same) expect(clientAddress(address, undefined, 0)).toBe('2001:db8:0:7::/64');
    expect(clientAddress('2001:db8:0:8::1', undefined, 0)).toBe('2001:db8:0:8::/64');
    expect(clientAddress('::1', undefined, 0)).toBe('0:0:0:0::/64');
    expect(clientAddress('fe80::1%eth0', undefined, 0)).toBe('fe80:0:0:0::/64');
    expect(clientAddress('2001:db8:1::', undefined, 0)).toBe('2001:db8:1:0::/64');
  });
});

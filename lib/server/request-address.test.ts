import { expect, test } from 'vitest';
import { addressOf, settleAddresses } from './request-address';

test('believes the header only where our own server writes it', () => {
  const request = new Request('http://localhost/', { headers: { 'x-largo-address': '203.0.113.7' } });
  expect(addressOf(request)).toBe('unknown');
  expect(settleAddresses()).toBe('x-largo-address');
  expect(addressOf(request)).toBe('203.0.113.7');
  expect(addressOf(new Request('http://localhost/'))).toBe('unknown');
});

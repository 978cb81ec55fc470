import { expect, test } from 'vitest';
import { fits } from './search';

test('search ignores case and accents, wants every word, and shows everything for none', () => {
  const texts = ['Travessia segura na Escola Padre Anchieta', 'Iluminação e calçada'];
  expect(fits('', texts)).toBe(true);
  expect(fits('  ESCOLA  iluminacao ', texts)).toBe(true);
  expect(fits('calcada trav', texts)).toBe(true);
  expect(fits('escola horta', texts)).toBe(false);
});

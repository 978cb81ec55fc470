import fc from 'fast-check';
import { expect, test } from 'vitest';
import { slugOf } from './slug';

test('keeps letters and digits, drops accents, joins the rest with single hyphens', () => {
  expect(slugOf('Ribeira: praças & ruas, 2027')).toBe('ribeira-pracas-ruas-2027');
  expect(slugOf('  --Água!  ')).toBe('agua');
  expect(slugOf('ساحة')).toBe('');
});

test('is always empty or what an address accepts, at most 60 characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (name) => {
      const slug = slugOf(name);
      expect(slug.length).toBeLessThanOrEqual(60);
      expect(slug === '' || /^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)).toBe(true);
    }),
  );
});

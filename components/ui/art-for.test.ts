import { describe, expect, test } from 'vitest';
import { artFor } from './art-for';

const ids = Array.from({ length: 200 }, (_, index) => `project-${index}`);

describe('the drawing of a project without a photo', () => {
  test('never changes for one project', () => {
    expect(ids.map((id) => artFor(id))).toEqual(ids.map((id) => artFor(id)));
  });

  test('suits its theme', () => {
    expect(new Set(ids.map((id) => artFor(id, 'health')))).toEqual(new Set(['health']));
    expect(new Set(ids.map((id) => artFor(id, 'Education')))).toEqual(new Set(['read']));
    expect(new Set(ids.map((id) => artFor(id, 'Paving')))).toEqual(new Set(['cross', 'ramps', 'drains']));
  });

  test('is one of all twelve where the theme is unknown', () => {
    expect(new Set(ids.map((id) => artFor(id, 'something else'))).size).toBe(12);
  });
});

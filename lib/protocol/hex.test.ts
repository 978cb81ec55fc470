import { expect, it } from 'vitest';
import { fromHex, toHex } from './hex';

it('writes and reads exactly one text per byte string', () => {
  const bytes = Uint8Array.of(0, 1, 0x7f, 0xff);
  expect(toHex(bytes)).toBe('00017fff');
  expect(fromHex('00017fff', 4)).toEqual(bytes);
  for (const wrong of ['', '00017ff', '00017fff00', '00017FFF', '0x017fff', '00017ffg']) {
    expect(fromHex(wrong, 4), wrong).toBeNull();
  }
});

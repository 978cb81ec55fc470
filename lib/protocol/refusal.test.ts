import { describe, expect, it } from 'vitest';
import { G, ORDER, pointText } from '../crypto/group';
import { PointReader } from '../crypto/point-reader';
import {
  capture,
  captureAsync,
  locate,
  Refusal,
  requireKey,
  requirePoint,
  requireProof,
  requireScalar,
} from './refusal';
import { addTorsion, IDENTITY_TEXT, OFF_CURVE } from './testing/forge';

const text = pointText(G);
const refused = (check: () => unknown) => capture(() => ({ value: check() }));

describe('a check', () => {
  const refusal = new Refusal('code', 'why');
  const fault = new Error('ours');
  const fail = (error: Error) => () => {
    throw error;
  };

  it('gives what it found, or why it refuses; a fault of ours goes on', async () => {
    expect(capture(() => ({ found: 1 }))).toEqual({ ok: true, found: 1 });
    expect(capture(fail(refusal))).toEqual({ ok: false, code: 'code', message: 'why' });
    expect(() => capture(fail(fault))).toThrow(fault);
    expect(await captureAsync(async () => ({ found: 1 }))).toEqual({ ok: true, found: 1 });
    expect(await captureAsync(async () => fail(refusal)())).toEqual({ ok: false, code: 'code', message: 'why' });
    await expect(captureAsync(async () => fail(fault)())).rejects.toBe(fault);
  });

  it('says where it stands', async () => {
    expect(await locate('here', () => 5)).toBe(5);
    await expect(locate('here', fail(refusal))).rejects.toMatchObject({ code: 'code', message: 'here: why' });
    await expect(locate('here', fail(fault))).rejects.toBe(fault);
  });
});

describe('values', () => {
  it('are points of the subgroup, keys other than the neutral element, and scalars', () => {
    const reader = new PointReader();
    expect(requirePoint(reader, text, 'x').text).toBe(text);
    expect(requireKey(reader, text, 'x', 'none').point.equals(G)).toBe(true);
    expect(requirePoint(reader, IDENTITY_TEXT, 'x').text).toBe(IDENTITY_TEXT);
    expect(requireScalar('7', 'x')).toBe(7n);
    expect(requireScalar('0', 'x')).toBe(0n);
    expect(requireProof({ challenge: '1', response: '2' }, 'x')).toEqual({ challenge: 1n, response: 2n });
  });

  it.each<[string, () => unknown, string, RegExp]>([
    ['text of a point', () => requirePoint(new PointReader(), 'x', 'it'), 'point_not_canonical', /^it is not written/],
    ['point', () => requirePoint(new PointReader(), OFF_CURVE, 'it'), 'point_not_on_curve', /^it is not a point/],
    [
      'point inside',
      () => requirePoint(new PointReader(), addTorsion(text), 'it'),
      'point_not_in_subgroup',
      /subgroup$/,
    ],
    ['key', () => requireKey(new PointReader(), IDENTITY_TEXT, 'it', 'none'), 'none', /^it is the neutral element$/],
    ['scalar', () => requireScalar('-1', 'it'), 'scalar_not_canonical', /^it is not a decimal number/],
    ['reduced scalar', () => requireScalar(`${ORDER}`, 'it'), 'scalar_not_canonical', /below the group order$/],
    ['proof', () => requireProof({ challenge: '1', response: '02' }, 'it'), 'scalar_not_canonical', /^it has a number/],
  ])('that are no %s are refused in words', (_, check, code, message) => {
    expect(refused(check)).toEqual({ ok: false, code, message: expect.stringMatching(message) });
  });
});

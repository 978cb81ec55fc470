import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  descriptionHash,
  descriptionText,
  type PublicDescription,
  parseDescription,
  payloadRules,
  statedBlocks,
  trusteeBlocks,
} from './description';
import { sampleDescription } from './testing/sample-description';

const sample = sampleDescription();
const text = descriptionText(sample);

describe('public description', () => {
  it('is canonical JSON, reads back as itself, and has the hash that sha256sum prints', () => {
    expect(text.startsWith('{"ballot":{"form":"approval","max":3,"min":1},"boardKey":"')).toBe(true);
    expect(text).toContain('"projects":[{"costMinor":6000000,"id":"P1","title":"Trees for the station square"}');
    expect(parseDescription(text)).toEqual({ ok: true, description: sample });
    expect(descriptionHash(text)).toBe(createHash('sha256').update(text).digest('hex'));
  });

  it('fixes the order of the projects', () => {
    const turned = descriptionText({ ...sample, projects: [...sample.projects].reverse() });
    expect(descriptionHash(turned)).not.toBe(descriptionHash(text));
  });

  it('says how many of which trustees are needed', () => {
    expect(trusteeBlocks(sample)).toEqual([
      { threshold: 1, owners: [1] },
      { threshold: 1, owners: [2] },
    ]);
    const blocks = [{ threshold: 2, owners: [1, 2] }];
    const both = descriptionText(sampleDescription({ blocks }));
    expect(both).toContain('"blocks":[{"owners":[1,2],"threshold":2}]');
    expect(parseDescription(both)).toMatchObject({ ok: true, description: { blocks } });
    expect(statedBlocks(blocks)).toEqual({ blocks });
    expect(statedBlocks(trusteeBlocks(sample))).toEqual({});
  });

  it('gives the rules for payloads', () => {
    expect(payloadRules(sample)).toMatchObject({ ballotForm: 'approval', projectCount: 5, min: 1, max: 3 });
    const knapsack = sampleDescription({ ballot: { form: 'knapsack', min: 0, max: 5, envelopeMinor: 50n } });
    expect(payloadRules(knapsack)).toMatchObject({ ballotForm: 'knapsack', envelopeMinor: 50n });
    expect(payloadRules(knapsack).costsMinor?.[4]).toBe(15_000_00n);
  });

  it.each<[string, Partial<PublicDescription>, RegExp]>([
    ['two projects with one id', { projects: [sample.projects[0], sample.projects[0]] as never }, /same id/],
    ['a project that costs nothing', { projects: [{ id: 'a', title: 'b', costMinor: 0n }] }, /costs something/],
    ['a cost beyond 2^53', { budgetMinor: 2n ** 53n }, /not canonical|out of range/],
    [
      'a limit beyond the projects',
      { ballot: { form: 'approval', min: 1, max: 6 } },
      /does not fit: limit_above_projects/,
    ],
    [
      'points that fit no byte',
      { ballot: { form: 'points', min: 0, max: 5, totalPoints: 5, maxPoints: 256 } },
      /bad_points/,
    ],
    ['two trustees with one key', { trustees: [sample.trustees[0], sample.trustees[0]] as never }, /same key/],
    ['one mixer', { mixers: sample.mixers.slice(0, 1) }, /mixers/],
    ['two mixers with one owner id', { mixers: [sample.mixers[0], sample.mixers[0]] as never }, /same owner/],
    [
      'a server mixing under a trustee’s id',
      { mixers: [{ owner: 1, name: 's', kind: 'server' }, sample.mixers[1]] as never },
      /fit its kind/,
    ],
    [
      'blocks that say nothing',
      { blocks: [1, 2].map((owner) => ({ threshold: 1, owners: [owner] })) },
      /every trustee is/,
    ],
    ['a block without a trustee', { blocks: [{ threshold: 1, owners: [1] }] }, /every trustee is/],
    ['a block that leaves somebody out', { blocks: [{ threshold: 2, owners: [1, 3] }] }, /once and in order/],
    ['a block in another order', { blocks: [{ threshold: 2, owners: [2, 1] }] }, /once and in order/],
    ['a block that one can open', { blocks: [{ threshold: 1, owners: [1, 2] }] }, /threshold of a block/],
    ['a block that nobody can open', { blocks: [{ threshold: 3, owners: [1, 2] }] }, /threshold of a block/],
    ['a threshold above everybody', { thresholds: [{ kind: 'share', numerator: 2, denominator: 1 }] }, /100 %/],
    ['a close before the opening', { closesAt: '2027-03-01T07:59Z' }, /closes before/],
    ['a day that does not exist', { closesAt: '2027-02-30T07:59Z' }, /closesAt: no such time/],
    ['a title that moves the cursor', { city: 'A\u001b[2J' }, /city: holds control characters/],
    ['an empty city', { city: '' }, /city/],
    ['a currency that is none', { currency: { code: 'eur', exponent: 2 } }, /currency.code/],
    ['another version', { version: 2 as never }, /version/],
  ])('refuses %s', (_, changes, reason) => {
    expect(() => descriptionText(sampleDescription(changes))).toThrow(reason);
  });

  it('refuses any other text of the same content', () => {
    expect(parseDescription(`${text}\n`)).toMatchObject({ ok: false, reason: expect.stringMatching(/^not canonical/) });
    expect(parseDescription(text.replace('"city":', '"city":"X","city":'))).toMatchObject({
      reason: expect.stringMatching(/none twice/),
    });
    expect(parseDescription(text.slice(0, -1))).toEqual({ ok: false, reason: 'not JSON' });
    expect(parseDescription(text.replace('"version":1}', '"version":1,"zone":1}'))).toMatchObject({ ok: false });
    expect(parseDescription(text.replace('"parameters":{}', '"parameters":{"__proto__":1}'))).toMatchObject({
      ok: false,
    });
    expect(parseDescription('[]')).toMatchObject({ ok: false });
  });
});

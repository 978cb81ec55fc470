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
  trusteesNeeded,
} from './description';
import { sampleDescription } from './testing/sample-description';

const sample = sampleDescription();
const text = descriptionText(sample);

type Trustee = PublicDescription['trustees'][number];
type Project = PublicDescription['projects'][number];
type Threshold = PublicDescription['thresholds'][number];

const oneProject = (changes: Partial<Project>): Partial<PublicDescription> => ({
  projects: [{ id: 'P', title: 'Project', costMinor: 5n, ...changes }],
  ballot: { form: 'approval', min: 0, max: 1 },
});
const votes = (number: number): Threshold => ({ kind: 'votes', votes: number });
const share = (numerator: number, denominator: number): Threshold => ({ kind: 'share', numerator, denominator });
const parameters = (length: number) => ({ text: 'x'.repeat(length), number: -1, flag: true });
const single = (owner: number) => ({ threshold: 1, owners: [owner] });
const pair = { threshold: 2, owners: [2, 3] };

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

  const [a, b] = ['a', 'b'].map((name) => ({ name, publicKey: name.repeat(64) })) as [Trustee, Trustee];
  const c = { name: 'c', publicKey: 'c'.repeat(64) };
  const outsider = { owner: 3, name: 'Neighbour', kind: 'outsider' } as const;
  const server = { owner: 4, name: 'City', kind: 'server' } as const;

  it.each<[string, Partial<PublicDescription>]>([
    ['names as long as they may be', { city: 'x'.repeat(500), contest: { id: 'y'.repeat(128), name: 'z' } }],
    ['an id of every sign', { round: { id: 'aZ09._:-', name: 'Round' } }],
    ['a project with a long id', { ...oneProject({ id: 'p'.repeat(128) }) }],
    ['the smallest cost', { ...oneProject({ costMinor: 1n }) }],
    ['the largest budget', { budgetMinor: 2n ** 53n - 1n }],
    ['no budget', { budgetMinor: 0n }],
    ['a currency without minor units', { currency: { code: 'JPY', exponent: 0 } }],
    ['a currency with four decimals', { currency: { code: 'CLF', exponent: 4 } }],
    ['a knapsack', { ballot: { form: 'knapsack', min: 0, max: 5, envelopeMinor: 0n } }],
    ['a ranking', { ballot: { form: 'ranking', min: 0, max: 5 } }],
    ['points', { ballot: { form: 'points', min: 0, max: 5, totalPoints: 9, maxPoints: 3 } }],
    ['thresholds', { thresholds: [votes(0), share(1, 1), share(0, 3)] }],
    ['mixers from outside', { mixers: [outsider, server] }],
    ['an empty roll', { roll: { size: 0, root: 'd'.repeat(64) } }],
    ['a vouched roll', { entitlement: 'vouched' }],
    ['an opening one minute before the close', { opensAt: '2027-03-15T19:59Z' }],
    ['parameters of every kind', { counting: { rule: 'r', parameters: parameters(500), ties: 'lexicographic' } }],
    ['all of a block', { blocks: [{ threshold: 2, owners: [1, 2] }] }],
    ['a block beside a single trustee', { trustees: [a, b, c], blocks: [single(1), pair] }],
  ])('takes %s', (_, changes) => {
    const description = sampleDescription(changes);
    expect(parseDescription(descriptionText(description))).toEqual({ ok: true, description });
  });

  it.each<[string, Partial<PublicDescription>, RegExp]>([
    ['a city with too long a name', { city: 'x'.repeat(501) }, /city/],
    ['a name that ends in a bell', { city: 'A\u0007' }, /control/],
    ['a long id', { contest: { id: 'y'.repeat(129), name: 'z' } }, /contest.id: not an identifier/],
    ['a blank in an id', { round: { id: 'a b', name: 'z' } }, /round.id/],
    ['an empty id', { round: { id: '', name: 'z' } }, /round.id/],
    ['a project with too long an id', { ...oneProject({ id: 'p'.repeat(129) }) }, /projects.0.id/],
    ['a project without a title', { ...oneProject({ title: '' }) }, /projects.0.title/],
    ['no project', { projects: [] }, /projects/],
    ['a debt', { budgetMinor: -1n }, /amount out of range/],
    ['a currency with a longer code', { currency: { code: 'EURO', exponent: 2 } }, /currency.code/],
    ['five decimals', { currency: { code: 'EUR', exponent: 5 } }, /exponent/],
    ['less than no decimals', { currency: { code: 'EUR', exponent: -1 } }, /exponent/],
    ['a share of nothing', { thresholds: [share(0, 0)] }, /denominator/],
    ['a share above one', { thresholds: [votes(1), share(4, 3)] }, /100 %/],
    ['a rule without a name', { counting: { ...sample.counting, rule: '' } }, /rule/],
    ['a long parameter', { counting: { ...sample.counting, parameters: parameters(501) } }, /parameters/],
    ['other ties', { counting: { ...sample.counting, ties: 'age' as never } }, /ties/],
    ['nobody to trust', { trustees: [] }, /trustees/],
    ['a trustee’s mixer beyond the trustees', { mixers: [outsider, { ...server, kind: 'trustee' }] }, /fit its kind/],
    ['an outsider under the id of a trustee', { mixers: [{ ...outsider, owner: 2 }, server] }, /fit its kind/],
    ['a mixer 0', { mixers: [{ owner: 0, name: 'x', kind: 'trustee' }, server] }, /owner/],
    ['an unknown entitlement', { entitlement: 'none' as never }, /entitlement/],
    ['a close at the opening', { opensAt: sample.closesAt }, /closes before/],
    ['a block with a trustee twice', { blocks: [{ threshold: 2, owners: [1, 1] }] }, /once and in order/],
    ['a block with one more', { blocks: [{ threshold: 2, owners: [1, 2, 3] }] }, /once and in order/],
    [
      'a single trustee of whom two are needed',
      { trustees: [a, b, c], blocks: [{ ...single(1), threshold: 2 }, pair] },
      /threshold of a block/,
    ],
    [
      'a block of nobody',
      {
        blocks: [
          { threshold: 1, owners: [] },
          { threshold: 2, owners: [1, 2] },
        ],
      },
      /blocks/,
    ],
  ])('does not take %s', (_, changes, reason) => {
    expect(() => descriptionText(sampleDescription(changes))).toThrow(reason);
  });

  it('knows how many trustees are needed in all', () => {
    expect(trusteesNeeded(sample)).toBe(2);
    expect(trusteesNeeded({ trustees: [a, b, c], blocks: [single(1), pair] })).toBe(3);
    expect(trusteesNeeded({ trustees: [a, b, c], blocks: [{ threshold: 2, owners: [1, 2, 3] }] })).toBe(2);
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

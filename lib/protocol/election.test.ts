import { describe, expect, it } from 'vitest';
import { Pace } from '../crypto/pace';
import { PointReader } from '../crypto/point-reader';
import { seededRandom } from '../crypto/testing/seeded-random';
import { deriveCredential, generateCredential, isCredentialText } from './credentials';
import { electionKeys, generateUuid, makeElection, parseElection, requireCredentials } from './election';
import { addTorsion, editJson, IDENTITY_TEXT, type Loose, OFF_CURVE } from './testing/forge';
import { draftElection, unwrap } from './testing/small-election';

const random = seededRandom('elections');
const { election } = draftElection('elections', 1);

describe('credentials', () => {
  it('have 22 characters in groups of 5-6-5-6 and use the whole alphabet', () => {
    const texts = Array.from({ length: 60 }, () => generateCredential(random));
    expect(texts.every(isCredentialText)).toBe(true);
    expect(new Set(texts.join('')).size).toBe(59);
    expect(isCredentialText('7hqAD-sV6xcd-TDk5a-S8CTg0')).toBe(false);
    for (const wrong of [
      ` ${texts[0]}`,
      `${texts[0]}\n`,
      `${texts[0]}1`,
      `1${texts[0]}`,
      texts[0]?.slice(1) ?? '',
      '',
    ]) {
      expect(isCredentialText(wrong), wrong).toBe(false);
    }
  });

  it('give another key in another election', () => {
    const text = generateCredential(random);
    const keys = ['11111111111111', '11111111111112'].map((uuid) => deriveCredential(uuid, text).publicKey);
    expect(new Set(keys).size).toBe(2);
  });
});

describe('election records', () => {
  it('are read as they were made', () => {
    expect(unwrap(parseElection(election.text)).election).toMatchObject({
      name: 'Ein Garten für alle',
      description: '0'.repeat(64),
      payloadBytes: 30,
      administrator: undefined,
    });
    const { uuid, fingerprint, publicKey } = election;
    expect(electionKeys(election.text)).toEqual({ uuid, fingerprint, publicKey });
  });

  it('have ids of 14 base58 characters', () => {
    expect(generateUuid(random)).toMatch(/^[1-9A-HJ-NP-Za-km-z]{14}$/);
  });

  it.each<[string, string, (value: Loose) => void]>([
    ['version 2', 'not_canonical', (v) => (v.version = 2)],
    ['another group', 'not_canonical', (v) => (v.group = 'BELENIOS-2048')],
    ['two questions', 'not_canonical', (v) => v.questions.push(v.questions[0])],
    ['31 answers', 'not_canonical', (v) => v.questions[0].value.answers.push('b30')],
    ['no answer', 'not_canonical', (v) => (v.questions[0].value.answers = [])],
    ['another kind of question', 'not_canonical', (v) => (v.questions[0].type = 'Lists')],
    ['a short id', 'not_canonical', (v) => (v.uuid = '1'.repeat(13))],
    ['a blank after the id', 'not_canonical', (v) => (v.uuid += ' ')],
    ['a blank before the id', 'not_canonical', (v) => (v.uuid = ` ${v.uuid}`)],
    ['a further key', 'not_canonical', (v) => (v.note = '')],
    ['the identity for a key', 'election_key_identity', (v) => (v.public_key = IDENTITY_TEXT)],
    ['a key that is no point', 'point_not_on_curve', (v) => (v.public_key = OFF_CURVE)],
    ['a key outside the subgroup', 'point_not_in_subgroup', (v) => (v.public_key = addTorsion(v.public_key))],
  ])('are refused with %s', (_name, code, change) => {
    const text = editJson(election.text, change);
    expect(parseElection(text)).toMatchObject({ ok: false, code });
    expect(() => electionKeys(text)).toThrow(RangeError);
  });

  it('may name an administrator and an authority, and have their own number of bytes', () => {
    const { uuid, publicKey } = election;
    const names = { administrator: 'Ada', credentialAuthority: 'Bo' };
    const text = makeElection({ uuid, publicKey, name: 'Name', descriptionHash: '0'.repeat(64), ...names });
    expect(text.endsWith(`"uuid":"${uuid}","administrator":"Ada","credential_authority":"Bo"}`)).toBe(true);
    expect(unwrap(parseElection(text)).election).toMatchObject({ ...names, text });
    const question = JSON.parse(text).questions[0];
    expect(question).toEqual({
      type: 'NonHomomorphic',
      value: { answers: Array.from({ length: 30 }, (_, i) => `b${i}`), question: 'Packed ballot' },
    });
    const short = editJson(text, (v) => (v.questions[0].value.answers = ['only one']));
    expect(unwrap(parseElection(short)).election.payloadBytes).toBe(1);
    const long = makeElection({ uuid: `${uuid}2`, publicKey, name: 'Name', descriptionHash: '' });
    expect(unwrap(parseElection(long)).election).toMatchObject({ uuid: `${uuid}2`, administrator: undefined });
  });

  it('are not made of texts that JSON writers treat differently', () => {
    const { uuid, publicKey } = election;
    const base = { uuid, publicKey, name: 'Name', descriptionHash: '0'.repeat(64) };
    expect(() => makeElection({ ...base, name: 'a\u0000' })).toThrow(RangeError);
    expect(() => makeElection({ ...base, name: '\ud800' })).toThrow(RangeError);
    expect(() => makeElection({ ...base, administrator: 'a\u007f' })).toThrow(RangeError);
    expect(() => makeElection({ ...base, uuid: 'l0' })).toThrow(RangeError);
    expect(() => makeElection({ ...base, uuid: `${uuid} ` })).toThrow(RangeError);
    expect(() => makeElection({ ...base, uuid: ` ${uuid}` })).toThrow(RangeError);
    expect(() => makeElection({ ...base, descriptionHash: '\n' })).toThrow(RangeError);
    expect(() => makeElection({ ...base, credentialAuthority: '\u0085' })).toThrow(RangeError);
  });
});

describe('lists of credentials', () => {
  const [first, second] = draftElection('credentials', 2).credentialList.match(/[0-9a-f]{64}/g) as [string, string];
  const read = (list: unknown) => requireCredentials(JSON.stringify(list), new PointReader(), new Pace(0));

  it('hold distinct points of the subgroup', async () => {
    expect(await read([first, second])).toEqual([first, second]);
    expect(await read([])).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    ['one twice', [first, second, first], 'credential_duplicate'],
    ['the neutral element', [first, IDENTITY_TEXT], 'credential_identity'],
    ['a point outside the subgroup', [addTorsion(first)], 'point_not_in_subgroup'],
    ['a number', [first, 5], 'not_canonical'],
    ['no list', {}, 'not_canonical'],
  ])('are refused with %s', async (_, list, code) => {
    await expect(read(list)).rejects.toMatchObject({ code });
  });
});

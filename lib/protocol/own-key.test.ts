import { describe, expect, it } from 'vitest';
import { seededRandom } from '../crypto/testing/seeded-random';
import { shareKeyOf } from './ceremony/finish';
import { trusteeKeys } from './ceremony/secret';
import { noMessages, withMessage } from './ceremony/types';
import { findOwnKey } from './own-key';
import { playHonestly } from './testing/play-ceremony';
import { publishedFor } from './testing/published-election';
import { singleTrustees, unwrap } from './testing/small-election';

const random = seededRandom('own key');
const keysOf = (size: number) =>
  singleTrustees(random, size).parts.map((part) => (JSON.parse(part as string) as { public_key: string }).public_key);

describe('whether ballots are locked with a key', () => {
  const [first = '', second = '', other = ''] = keysOf(3);
  const published = publishedFor([first, second]);

  it('says beside whose name it stands', () => {
    const fingerprint = expect.stringMatching(/^[0-9A-Za-z+/]{43}$/);
    const at = (owner: number) => ({ state: 'named', owner, name: `Trustee ${owner}`, fingerprint });
    expect([first, second].map((key) => findOwnKey(published, key))).toEqual([at(1), at(2)]);
    expect([other, null].map((key) => findOwnKey(published, key))).toEqual([
      { state: 'not_named', fingerprint },
      { state: 'not_named', fingerprint },
    ]);
  });

  it('believes no description that is not the election’s, and no key that is not made of the keys named', () => {
    const swapped = publishedFor([first, other]);
    expect(findOwnKey(swapped, second)).toMatchObject({ state: 'not_named' });
    const unsound = [
      { ...published, descriptionText: swapped.descriptionText },
      { ...published, electionText: swapped.electionText },
      { ...published, descriptionText: '{}' },
      { ...published, electionText: '' },
      // Named is the trustee's own key, but ballots are locked for somebody else.
      publishedFor([first, second], [first, other]),
    ];
    for (const texts of unsound) expect(findOwnKey(texts, first)).toEqual({ state: 'unsound' });
  });
});

describe('the share’s key that belongs to a signing key', () => {
  const { setup, messages, secrets } = playHonestly([2, 3], random);
  const signing = secrets.map((secret, i) => trusteeKeys(setup, i + 1, secret).verification);
  const published = signing.map((key) => unwrap(shareKeyOf(setup, messages, key)).shareKey);

  it('is the one that its holder has published, and none for another signing key', () => {
    const said = messages.key.map((text) => JSON.parse(text as string).body.public_key);
    expect(published).toEqual(said);
    expect(new Set(published).size).toBe(3);
    expect(shareKeyOf(setup, messages, published[0] as string)).toEqual({ ok: true, shareKey: null });
  });

  it('is not there before it is published, nor where a message does not hold', () => {
    const early = { ...noMessages(setup), certificate: messages.certificate };
    expect(shareKeyOf(setup, early, signing[0] as string)).toMatchObject({ ok: false, code: 'incomplete' });
    const forged = withMessage(messages, 'key', 2, messages.key[0] as string);
    expect(shareKeyOf(setup, forged, signing[1] as string)).toMatchObject({ ok: false, index: 2 });
  });
});

import { describe, expect, it } from 'vitest';
import { seededRandom } from '@/lib/crypto/testing/seeded-random';
import { finish } from '@/lib/protocol/ceremony/finish';
import { secretText, trusteeKeys } from '@/lib/protocol/ceremony/secret';
import { type KeyInClear, readKeyInClear, sealKeyFile } from '@/lib/protocol/key-file';
import type { PublishedElection } from '@/lib/protocol/own-key';
import { playHonestly } from '@/lib/protocol/testing/play-ceremony';
import { publishedFor } from '@/lib/protocol/testing/published-election';
import { singleTrustees, unwrap } from '@/lib/protocol/testing/small-election';
import { checkOwnKey } from './own-key';
import { notedOwnKey, noteOwnKey } from './own-key-mark';

const contest = '3b9a1f0e-6a1c-4d39-9d1e-0c3f5f3f6d11';
const random = seededRandom('own key on a device');
const { subtle } = globalThis.crypto;
const singles = singleTrustees(random, 3);
const [mine = '', second = '', strangers = ''] = singles.parts.map(
  (part) => (JSON.parse(part as string) as { public_key: string }).public_key,
);
const own: KeyInClear = { contest, owner: 1, publicKey: mine, ceremony: null };

/** A server that publishes this; what it was asked stands in `asked`. */
function server({ electionText, descriptionText }: PublishedElection, ceremony: object | null = null) {
  const asked: string[] = [];
  const fetch = (async (address: string, init?: RequestInit) => {
    asked.push(`${address.split('/').at(-1)} ${init?.credentials ?? 'with cookies'}`);
    if (address.endsWith('/board/election')) return new Response(electionText);
    if (address.endsWith('/board/description')) return new Response(descriptionText);
    return ceremony ? Response.json(ceremony) : Response.json({ code: 'not_found' }, { status: 404 });
  }) as typeof globalThis.fetch;
  return { fetch, asked };
}

describe('a key that was made alone', () => {
  it('is looked for in what everybody gets, and nothing is sent', async () => {
    const { fetch, asked } = server(publishedFor([mine, second]));
    expect(await checkOwnKey(fetch, contest, own)).toMatchObject({ state: 'named', owner: 1, publicKey: mine });
    expect(asked.sort()).toEqual(['description omit', 'election omit']);
  });

  it('is missed where somebody else’s stands in its place', async () => {
    const { fetch } = server(publishedFor([strangers, second]));
    expect(await checkOwnKey(fetch, contest, own)).toMatchObject({ state: 'not_named', publicKey: mine });
    const aside = server(publishedFor([mine, second], [mine, strangers]));
    expect(await checkOwnKey(aside.fetch, contest, own)).toMatchObject({ state: 'unsound' });
  });

  it('of another contest, or without an answer, gives no verdict', async () => {
    const { fetch, asked } = server(publishedFor([mine, second]));
    expect(await checkOwnKey(fetch, 'another', own)).toMatchObject({ state: 'failed', code: 'other_contest' });
    expect(asked).toEqual([]);
    const offline = () => Promise.reject(new TypeError('offline'));
    expect(await checkOwnKey(offline, contest, own)).toMatchObject({ state: 'failed', code: 'offline' });
  });
});

describe('a share of a joint key', () => {
  const { setup, messages, secrets } = playHonestly([2, 3], random);
  const { shareKeys } = unwrap(finish(setup, messages));
  const blocks = { blocks: [{ threshold: 2, owners: [1, 2, 3] }] };
  const signing = trusteeKeys(setup, 2, secrets[1] as (typeof secrets)[number]).verification;
  const key: KeyInClear = { contest, owner: 2, publicKey: signing, ceremony: setup };
  const shown = { setup, index: 2, messages };

  it('is found through the signing key of its file', async () => {
    const { fetch } = server(publishedFor(shareKeys, shareKeys, blocks), shown);
    const found = await checkOwnKey(fetch, contest, key);
    expect(found).toMatchObject({ state: 'named', owner: 2, publicKey: shareKeys[1] });
  });

  it('is missed where the server shows a ceremony that the device took no part in', async () => {
    const foreign = playHonestly([2, 3], seededRandom('others'), undefined, setup.id);
    const keys = unwrap(finish(foreign.setup, foreign.messages)).shareKeys;
    const texts = publishedFor(keys, keys, blocks);
    for (const ceremony of [
      { ...shown, messages: foreign.messages },
      { ...shown, setup: { ...setup, id: 'ceremony9876543210' } },
    ]) {
      expect(await checkOwnKey(server(texts, ceremony).fetch, contest, key)).toMatchObject({
        state: 'not_named',
        publicKey: null,
      });
    }
    expect(await checkOwnKey(server(texts, shown).fetch, contest, key)).toMatchObject({ state: 'not_named' });
  });

  it('is not looked for in messages that do not hold, or are not shown', async () => {
    const texts = publishedFor(shareKeys, shareKeys, blocks);
    const torn = { ...shown, messages: { ...messages, key: [...messages.key].reverse() } };
    expect(await checkOwnKey(server(texts, torn).fetch, contest, key)).toMatchObject({ code: 'ceremony_fault' });
    expect(await checkOwnKey(server(texts).fetch, contest, key)).toMatchObject({ code: 'signed_out' });
  });
});

describe('what a browser remembers of a key', () => {
  it('is what its file says in clear, and nothing of the secret', async () => {
    const { setup, secrets } = playHonestly([2, 3], random, 0);
    const privateKey = secretText(secrets[0] as (typeof secrets)[number]);
    const kept = { contest, owner: 1, publicKey: mine, ceremony: setup, privateKey };
    const file = await sealKeyFile({ subtle, random }, kept, 'quatro largas pedras brancas');
    const stored = new Map<string, string>();
    const shelf = {
      getItem: (name: string) => stored.get(name) ?? null,
      setItem: (name: string, value: string) => void stored.set(name, value),
    };
    noteOwnKey(shelf, file);
    expect(notedOwnKey(shelf, contest)).toEqual({ contest, owner: 1, publicKey: mine, ceremony: setup });
    expect(notedOwnKey(shelf, contest)).toEqual(unwrapKey(file));
    expect([...stored.values()].join()).not.toContain((JSON.parse(file) as { data: string }).data);
    expect(notedOwnKey(shelf, 'another')).toBeNull();
  });

  it('is nothing where it keeps nothing, or something else', async () => {
    const kept = { contest, owner: 1, publicKey: mine, ceremony: null, privateKey: '7' };
    const file = await sealKeyFile({ subtle, random }, kept, 'quatro largas pedras brancas');
    let tries = 0;
    const full = {
      getItem: () => '{"contest":1}',
      setItem: () => {
        tries += 1;
        throw new DOMException('full', 'QuotaExceededError');
      },
    };
    for (const text of [file, 'no key file']) noteOwnKey(full, text);
    expect(tries).toBe(1);
    expect([notedOwnKey(null, contest), notedOwnKey(full, contest)]).toEqual([null, null]);
  });
});

function unwrapKey(file: string): KeyInClear {
  const read = readKeyInClear(file);
  if (!read.ok) throw new Error(read.code);
  return read.key;
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { seededRandom } from '@/lib/crypto/testing/seeded-random';
import { finish } from '@/lib/protocol/ceremony/finish';
import { secretText, trusteeKeys } from '@/lib/protocol/ceremony/secret';
import { MESSAGE_KINDS } from '@/lib/protocol/ceremony/types';
import type { PublishedElection } from '@/lib/protocol/own-key';
import { playHonestly } from '@/lib/protocol/testing/play-ceremony';
import { publishedFor } from '@/lib/protocol/testing/published-election';
import { singleTrustees, unwrap } from '@/lib/protocol/testing/small-election';
import { MonitorState } from '../monitor-state';
import { type Run, runCommand } from '../testing/run-command';
import { addMessage, createFolder } from './ceremony-folder';
import { keep } from './key-files';
import { trusteeCommand } from './trustee';

const random = seededRandom('own key by files');
const [mine = '', second = '', strangers = ''] = singleTrustees(random, 3).parts.map(
  (part) => (JSON.parse(part as string) as { public_key: string }).public_key,
);
const { setup, messages, secrets } = playHonestly([2, 3], random);
const { shareKeys } = unwrap(finish(setup, messages));
const blocks = { blocks: [{ threshold: 2, owners: [1, 2, 3] }] };

let home: string;
const at = (name: string) => path.join(home, name);
const check = (...args: string[]): Promise<Run> => runCommand(trusteeCommand, 'check', ...args);

/** What `largo monitor` keeps of a board. */
function watched(name: string, texts: PublishedElection): string {
  new MonitorState(at(name)).pin({ address: 'https://example.org/api/v1/contests/c/board', ...texts });
  return at(name);
}

beforeAll(async () => {
  home = mkdtempSync(path.join(tmpdir(), 'largo-check-'));
  writeFileSync(at('passphrase'), 'quatro largas pedras brancas\n');
  const passphraseFile = at('passphrase');
  const alone = { contest: 'c', owner: 1, publicKey: mine, ceremony: null, privateKey: '7' };
  await keep(alone, { key: at('1.key'), passphraseFile });
  const secret = secrets[1] as (typeof secrets)[number];
  const publicKey = trusteeKeys(setup, 2, secret).verification;
  const seed = { contest: 'c', owner: 2, publicKey, ceremony: setup, privateKey: secretText(secret) };
  await keep(seed, { key: at('seed.key'), passphraseFile });
  createFolder(at('ceremony'), setup);
  for (const kind of MESSAGE_KINDS) {
    for (const [i, text] of messages[kind].entries()) if (text !== null) addMessage(at('ceremony'), kind, i + 1, text);
  }
});
afterAll(() => rmSync(home, { recursive: true, force: true }));
afterEach(() => vi.unstubAllGlobals());

describe('largo trustee check', () => {
  it('finds the key of a file on a board that was watched, and says beside whose name', async () => {
    const { code, out } = await check(watched('sound', publishedFor([second, mine])), '--key', at('1.key'));
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('for trustee 2, “Trustee 2”') });
  });

  it('asks a board at an address for the same', async () => {
    const { electionText, descriptionText } = publishedFor([mine, second]);
    const answers: Record<string, string> = { election: electionText, description: descriptionText };
    vi.stubGlobal('fetch', async (url: string) => new Response(answers[url.split('/board/')[1] ?? '']));
    const { code, out } = await check('https://example.org/api/v1/contests/c', '--key', at('1.key'));
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('for trustee 1') });
  });

  it('finds the share of a ceremony through its folder', async () => {
    const board = watched('joint', publishedFor(shareKeys, shareKeys, blocks));
    const found = await check(board, '--key', at('seed.key'), '--ceremony', at('ceremony'));
    expect(found).toMatchObject({ code: 0, out: expect.stringContaining('for trustee 2') });
    expect(await check(board, '--key', at('seed.key'))).toMatchObject({
      code: 2,
      err: expect.stringMatching(/give its/),
    });
    createFolder(at('other'), { ...setup, id: 'ceremony9876543210' });
    const other = await check(board, '--key', at('seed.key'), '--ceremony', at('other'));
    expect(other).toMatchObject({ code: 2, err: expect.stringMatching(/another ceremony/) });
  });

  it('ends with what is wrong and whom to call where the key is missing or locks nothing', async () => {
    const swapped = await check(watched('swapped', publishedFor([strangers, second])), '--key', at('1.key'));
    expect(swapped).toMatchObject({
      code: 1,
      err: expect.stringMatching(/do not name the key.*call the other trustees/s),
    });
    const aside = watched('aside', publishedFor([mine, second], [mine, strangers]));
    expect(await check(aside, '--key', at('1.key'))).toMatchObject({
      code: 1,
      err: expect.stringMatching(/do not belong together/),
    });
  });

  it('says what it was given instead of a board or a key file', async () => {
    const nowhere = await check(at('nowhere'), '--key', at('1.key'));
    expect(nowhere).toMatchObject({ code: 2, err: expect.stringMatching(/neither the address of a board/) });
    const noKey = await check(at('sound'), '--key', at('passphrase'));
    expect(noKey).toMatchObject({ code: 1, err: expect.stringMatching(/is not a key file/) });
    expect(await check(at('sound'), '--key', at('absent'))).toMatchObject({ code: 2 });
  });
});

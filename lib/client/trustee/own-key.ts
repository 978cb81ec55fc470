/** Looks, on the trustee's device, whether ballots are locked with the key that was made there. */
import { type BoardApi, boardApi } from '@/lib/client/board/board-api';
import { shareKeyOf } from '@/lib/protocol/ceremony/finish';
import type { KeyInClear } from '@/lib/protocol/key-file';
import { findOwnKey, type OwnKeyVerdict } from '@/lib/protocol/own-key';
import { type Fetch, fetchCeremony } from './exchange';
import type { JobFailureCode } from './messages';

type Own = { readonly publicKey: string | null };

export type OwnKeyFinding =
  | (OwnKeyVerdict & Own)
  | { readonly state: 'failed'; readonly code: JobFailureCode; readonly detail: string };

const failed = (code: JobFailureCode, detail: string): OwnKeyFinding => ({ state: 'failed', code, detail });

/** The key of a file, or what was noted of it, against the election as everybody gets it. Never rejects. */
export async function checkOwnKey(fetch: Fetch, contest: string, key: KeyInClear): Promise<OwnKeyFinding> {
  if (key.contest !== contest) return failed('other_contest', key.contest);
  const own = await publicKeyOf(fetch, contest, key);
  if ('state' in own) return own;
  // Without a cookie: a server that shows trustees one election and voters another does not see who asks.
  const texts = await publishedBy(boardApi(contest, fetch));
  return texts ? { ...findOwnKey(texts, own.publicKey), ...own } : failed('offline', 'the board does not answer');
}

async function publishedBy(board: BoardApi) {
  const [election, description] = await Promise.all([board.election(), board.description()]);
  if (typeof election === 'string' || typeof description === 'string') return null;
  return { electionText: election.answer, descriptionText: description.answer };
}

/**
 * The key that the description has to name. A ceremony's file holds the signing key, and the share's key is signed with it;
 * null where the ceremony knows no such signing key, as after a restart.
 */
async function publicKeyOf(fetch: Fetch, contest: string, key: KeyInClear): Promise<Own | OwnKeyFinding> {
  if (key.ceremony === null) return { publicKey: key.publicKey };
  const shown = await fetchCeremony(fetch, contest);
  if (!shown.ok) return failed(shown.code, shown.detail);
  const { setup, messages } = shown.value;
  if (setup.id !== key.ceremony.id) return { publicKey: null };
  const found = shareKeyOf(setup, messages, key.publicKey);
  return found.ok ? { publicKey: found.shareKey } : failed('ceremony_fault', `${found.code}: ${found.message}`);
}

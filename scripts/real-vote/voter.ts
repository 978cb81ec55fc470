import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { encryptBallot } from '@/lib/protocol/ballot';
import { parseReceipt, type SignedReceipt, verifyReceipt } from '@/lib/protocol/board';
import { deriveCredential, generateCredential } from '@/lib/protocol/credentials';
import type { ElectionKeys } from '@/lib/protocol/election';
import { encodeApproval } from '@/lib/protocol/payload';
import {
  credentialMessage,
  deriveRegistrationKey,
  possessionMessage,
  signInMessage,
  signMessage,
} from '@/lib/protocol/registration';

export const random = (length: number) => new Uint8Array(randomBytes(length));

export type Site = {
  origin: string;
  contestId: string;
  roundId: string;
  election: ElectionKeys;
  boardKey: string;
  projectCount: number;
};

const PATIENCE = 6;

/** Like the page in the browser: asks again when the server is busy or its answer was lost, with the same body and key. */
async function post(url: string, init: RequestInit, attempt = 1): Promise<Response> {
  const response = await fetch(url, { method: 'POST', ...init }).catch(() => null);
  if (response?.ok) return response;
  const isPassing = !response || response.status === 429 || response.status >= 500;
  if (!isPassing || attempt === PATIENCE) {
    throw new Error(
      `${url} answered ${response?.status ?? 'nothing'}: ${(await response?.text())?.slice(0, 200) ?? ''}`,
    );
  }
  await sleep(Number(response?.headers.get('retry-after') ?? 0.2 * 2 ** attempt) * 1000);
  return post(url, init, attempt + 1);
}

const json = (value: unknown, headers: Record<string, string> = {}): RequestInit => ({
  body: JSON.stringify(value),
  headers: { 'content-type': 'application/json', ...headers },
});

/** One person with a voting code, as a client of their own: sign in, register a key, encrypt, cast, check the receipt. */
export async function voteAs(site: Site, code: string, chosen: number[]): Promise<SignedReceipt> {
  const { origin, contestId, roundId, election } = site;
  const registration = deriveRegistrationKey(roundId, code);
  const { publicKey } = registration;
  const { nonce } = (await (await post(`${origin}/api/v1/sign-in/challenge`, {})).json()) as { nonce: string };
  const signature = signMessage(registration.secret, signInMessage(roundId, publicKey, nonce), random);
  const signedIn = await post(`${origin}/api/v1/sign-in`, json({ roundId, publicKey, nonce, signature }));
  const cookie = signedIn.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const credential = generateCredential(random);
  const key = deriveCredential(election.uuid, credential);
  const proofs = {
    publicKey: key.publicKey,
    registration: signMessage(registration.secret, credentialMessage(election.uuid, key.publicKey), random),
    possession: signMessage(key.secret, possessionMessage(election.uuid, publicKey), random),
  };
  await post(`${origin}/api/v1/contests/${contestId}/credentials`, json(proofs, { cookie }));
  const payload = encodeApproval(site.projectCount, chosen);
  const { ballot, tracker } = encryptBallot({ election, credential, payload, random });
  const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
  const cast = await post(`${origin}/api/v1/contests/${contestId}/ballots`, { body: ballot, headers });
  const receipt = parseReceipt(await cast.text());
  if (!receipt || receipt.tracker !== tracker || !verifyReceipt(receipt, site.boardKey)) throw new Error('bad receipt');
  return receipt;
}

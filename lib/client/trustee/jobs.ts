/**
 * What a trustee's device does, apart from the worker that runs it. Nothing touches a secret before everything that
 * was downloaded has been verified, and nothing is sent before the work is complete.
 */
import { sha256Hex } from '@/lib/crypto/hash';
import type { RandomBytes } from '@/lib/crypto/random';
import type { ArchiveReport } from '@/lib/protocol/archive-report';
import { ciphertextListText } from '@/lib/protocol/ciphertexts';
import { mix } from '@/lib/protocol/mixing';
import { partiallyDecrypt } from '@/lib/protocol/opening';
import { checkTrusteeKey, isOwnersKey, makeTrusteeKey } from '@/lib/protocol/trustees';
import { type InputVerdict, verifyForMixing, verifyForOpening } from '@/lib/protocol/verify-input';
import { downloadArchive, type Exchanged, type Fetch, handIn } from './exchange';
import { openKeyFile, type Subtle, sealKeyFile } from './key-file';
import type { JobFailureCode, JobReport, JobResult, JobStage, TrusteeJob } from './messages';
import type { OpenedLists } from './opened-lists';

export interface JobTools {
  readonly fetch: Fetch;
  readonly random: RandomBytes;
  readonly subtle: Subtle;
  readonly openedLists: OpenedLists;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** Work of minutes is not given up for a moment without a network: waits before each further try to send it. */
const SEND_AGAIN_AFTER_MS = [2_000, 5_000, 15_000];

type Job<Kind extends TrusteeJob['kind']> = Extract<TrusteeJob, { kind: Kind }>;
type Tell = (stage: JobStage, done: number, total: number) => void;

class Failure extends Error {
  constructor(
    readonly code: JobFailureCode,
    detail: string,
  ) {
    super(detail);
  }
}

/** Runs one job and reports on it; the last report is `finished` or `failed`. Never rejects. */
export async function runJob(job: TrusteeJob, tools: JobTools, report: (report: JobReport) => void): Promise<void> {
  const tell: Tell = (stage, done, total) => report({ kind: 'progress', stage, done, total });
  try {
    report({ kind: 'finished', result: await perform(job, tools, tell) });
  } catch (error) {
    const code = error instanceof Failure ? error.code : 'unexpected';
    report({ kind: 'failed', code, detail: error instanceof Error ? error.message : String(error) });
  }
}

function perform(job: TrusteeJob, tools: JobTools, tell: Tell): Promise<JobResult> {
  switch (job.kind) {
    case 'make-key':
      return makeKey(job, tools, tell);
    case 'shuffle':
      return shuffle(job, tools, tell);
    case 'open':
      return open(job, tools, tell);
  }
}

async function makeKey(job: Job<'make-key'>, tools: JobTools, tell: Tell): Promise<JobResult> {
  tell('make', 0, 1);
  const { privateKey, publicKey } = makeTrusteeKey(tools.random);
  const checked = checkTrusteeKey(publicKey);
  if (!checked.ok) throw new Error(checked.message);
  const key = { contest: job.contest, owner: job.owner, publicKey: checked.publicKey, privateKey };
  const file = await sealKeyFile(tools, key, job.passphrase);
  return { kind: 'make-key', file, publicKey };
}

async function shuffle(job: Job<'shuffle'>, tools: JobTools, tell: Tell): Promise<JobResult> {
  const archive = await fetchArchive(job.contest, tools, tell);
  const { random } = tools;
  const verdict = await verifyForMixing(archive, { random, onProgress: (...work) => tell('verify', ...work) });
  const { election, ciphertexts: input } = requireSound(verdict);
  const record = await mix({ election, input, random, onProgress: (...work) => tell('shuffle', ...work) });
  await send(tools, tell, `/api/v1/contests/${job.contest}/mixes`, record);
  return { kind: 'shuffle', ballots: input.length };
}

async function open(job: Job<'open'>, tools: JobTools, tell: Tell): Promise<JobResult> {
  tell('key', 0, 1);
  const { owner, publicKey } = job;
  const key = await openKeyFile(tools.subtle, job.keyFile, job, job.passphrase);
  if (!key.ok) throw new Failure(key.code, 'the key file was not accepted');
  const archive = await fetchArchive(job.contest, tools, tell);
  const { random } = tools;
  const verdict = await verifyForOpening(archive, { random, onProgress: (...work) => tell('verify', ...work) });
  const { election, trustees, ciphertexts } = requireSound(verdict);
  if (!isOwnersKey(trustees, owner, key.privateKey)) {
    throw new Failure('wrong_key', `the key is not that of trustee ${owner} in election ${election.uuid}`);
  }
  await claimList(tools.openedLists, publicKey, sha256Hex(ciphertextListText(ciphertexts)));
  const { privateKey } = key;
  const onProgress = (done: number, total: number) => tell('decrypt', done, total);
  const made = await partiallyDecrypt({ election, trustees, privateKey, owner, ciphertexts, random, onProgress });
  if (!made.ok) throw new Failure('archive_refused', made.message);
  const opening = JSON.stringify({ record: made.record, sidecar: made.sidecar });
  await send(tools, tell, `/api/v1/contests/${job.contest}/openings`, opening);
  return { kind: 'open', ballots: ciphertexts.length };
}

/** SEC-06: a key opens one list, ever. Noted before the key is used, so that a crash cannot leave it unnoted. */
async function claimList(lists: OpenedLists, publicKey: string, listHash: string): Promise<void> {
  let noted: string;
  try {
    noted = await lists.claim(publicKey, listHash);
  } catch (error) {
    throw new Failure('no_memory', String(error));
  }
  if (noted !== listHash) throw new Failure('opened_other_list', `opened before: ${noted}; now offered: ${listHash}`);
}

function requireSound(verdict: InputVerdict): Extract<InputVerdict, { ok: true }> {
  if (verdict.ok) return verdict;
  throw new Failure(verdict.code === 'too_late' ? 'too_late' : 'archive_refused', whatFailed(verdict.report));
}

function whatFailed({ failure, facts }: ArchiveReport): string {
  return failure ? `${failure.check} (${failure.code}): ${failure.message}` : `election ${facts.uuid}`;
}

async function fetchArchive(contest: string, { fetch }: JobTools, tell: Tell): Promise<Uint8Array> {
  tell('download', 0, 0);
  return orThrow(await downloadArchive(fetch, contest, (done, total) => tell('download', done, total)));
}

async function send({ fetch, wait }: JobTools, tell: Tell, path: string, text: string): Promise<void> {
  tell('send', 0, 0);
  let sent = await handIn(fetch, path, text);
  for (const pause of SEND_AGAIN_AFTER_MS) {
    if (sent.ok || sent.code !== 'offline') break;
    await wait(pause);
    sent = await handIn(fetch, path, text);
  }
  orThrow(sent);
}

function orThrow<T>(exchanged: Exchanged<T>): T {
  if (exchanged.ok) return exchanged.value;
  throw new Failure(exchanged.code, exchanged.detail);
}

/**
 * What a trustee's device does, apart from the worker that runs it. Nothing touches a secret before everything that
 * was downloaded has been verified, and nothing is sent before the work is complete.
 */
import { sha256Hex } from '@/lib/crypto/hash';
import type { RandomBytes } from '@/lib/crypto/random';
import type { ArchiveReport } from '@/lib/protocol/archive-report';
import { ciphertextListText } from '@/lib/protocol/ciphertexts';
import { type Subtle, sealKeyFile } from '@/lib/protocol/key-file';
import { mix } from '@/lib/protocol/mixing';
import { partiallyDecrypt } from '@/lib/protocol/opening';
import { checkBoardAtOpening } from '@/lib/protocol/opening-board';
import { recoveryText } from '@/lib/protocol/recovery';
import { checkTrusteeKey, isOwnersKey, makeTrusteeKey } from '@/lib/protocol/trustees';
import { type InputVerdict, type VerifiedInput, verifyForMixing, verifyForOpening } from '@/lib/protocol/verify-input';
import { downloadBoard } from './board';
import { unlockShare } from './ceremony';
import { downloadArchive, type Exchanged, type Fetch, handIn } from './exchange';
import type { KeptShuffles } from './kept-shuffles';
import type { JobFailureCode, JobReport, JobResult, JobStage, TrusteeJob } from './messages';
import type { OpenedLists } from './opened-lists';
import { holdsSeed, unlock } from './unlock';

export interface JobTools {
  readonly fetch: Fetch;
  readonly random: RandomBytes;
  readonly subtle: Subtle;
  readonly openedLists: OpenedLists;
  readonly shuffles: KeptShuffles;
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
  const { contest, owner } = job;
  const kept = { contest, owner, publicKey: checked.publicKey, ceremony: null, privateKey };
  const file = await sealKeyFile(tools, kept, job.passphrase);
  return { kind: 'make-key', file, sheet: recoveryText({ kind: 'key', secret: privateKey }), publicKey };
}

/**
 * A finished shuffle that was not taken yet is handed in as it is: it was made from what had been verified, and it may
 * have reached the server already. Otherwise the work begins, with a permutation that nobody has drawn before.
 */
async function shuffle(job: Job<'shuffle'>, tools: JobTools, tell: Tell): Promise<JobResult> {
  const { contest } = job;
  const kept = await tools.shuffles.find(contest);
  const isTaken = kept !== null && (await sendKept(job, tools, tell, kept));
  if (kept && isTaken) return { kind: 'shuffle', ballots: lengthOf(kept) };
  await tools.shuffles.begin(contest);
  const archive = await fetchArchive(contest, tools, tell);
  const { random } = tools;
  const verdict = await verifyForMixing(archive, { random, onProgress: (...work) => tell('verify', ...work) });
  const { election, ciphertexts: input } = requireSound(verdict);
  const record = await mix({ election, input, random, onProgress: (...work) => tell('shuffle', ...work) });
  await tools.shuffles.keep(contest, record);
  await sendShuffle(job, tools, tell, record);
  return { kind: 'shuffle', ballots: input.length };
}

const lengthOf = (record: string): number =>
  (JSON.parse(record) as { ciphertexts: [readonly unknown[]] }).ciphertexts[0].length;

/** Whether the server has it now; a record that it refuses is dropped, and another is made. */
async function sendKept(job: Job<'shuffle'>, tools: JobTools, tell: Tell, record: string): Promise<boolean> {
  try {
    await sendShuffle(job, tools, tell, record);
    return true;
  } catch (error) {
    if (error instanceof Failure && error.code === 'refused_by_server') return false;
    throw error;
  }
}

async function sendShuffle(job: Job<'shuffle'>, tools: JobTools, tell: Tell, record: string): Promise<void> {
  const { contest, link } = job;
  try {
    await send(tools, tell, `/api/v1/contests/${contest}/mixes`, record, link);
  } catch (error) {
    // What could not be sent is worth keeping; what was refused, or comes too late, is not.
    const isOver = error instanceof Failure && (error.code === 'refused_by_server' || error.code === 'not_your_turn');
    if (isOver) await tools.shuffles.drop(contest);
    throw error;
  }
  await tools.shuffles.note(contest, sha256Hex(record));
  await tools.shuffles.drop(contest);
}

/** The private key; in a ceremony the share, as it was saved by itself, or made again from the seed. */
async function privateKeyOf({ contest, publicKey, isShare, source }: Job<'open'>, tools: JobTools): Promise<string> {
  const unlocked =
    isShare && holdsSeed(source)
      ? await unlockShare(tools, contest, source)
      : await unlock(tools.subtle, source, { contest, publicKey, ceremony: null });
  if (!unlocked.ok) throw new Failure(unlocked.code, unlocked.detail);
  return unlocked.secret;
}

async function open(job: Job<'open'>, tools: JobTools, tell: Tell): Promise<JobResult> {
  tell('key', 0, 1);
  const { owner } = job;
  const privateKey = await privateKeyOf(job, tools);
  const archive = await fetchArchive(job.contest, tools, tell);
  const { random } = tools;
  const verdict = await verifyForOpening(archive, { random, onProgress: (...work) => tell('verify', ...work) });
  const found = requireSound(verdict);
  const { election, trustees, ciphertexts } = found;
  // The key as the archive has it, which the private key was held against: not as the page says.
  const key = trustees.keys[owner - 1];
  if (!key || !isOwnersKey(trustees, owner, privateKey)) {
    // Where the archive has the key that was handed in, it is only the wrong sheet; else it is another election.
    const code = job.source.from === 'sheet' && key?.text === job.publicKey ? 'other_key' : 'wrong_key';
    throw new Failure(code, `the key is not that of trustee ${owner} in election ${election.uuid}`);
  }
  await requireBoard(job.contest, found, tools, tell);
  await claimList(tools.openedLists, key.text, sha256Hex(ciphertextListText(ciphertexts)));
  const onProgress = (done: number, total: number) => tell('decrypt', done, total);
  const made = await partiallyDecrypt({ election, trustees, privateKey, owner, ciphertexts, random, onProgress });
  if (!made.ok) throw new Failure('archive_refused', made.message);
  const opening = JSON.stringify({ record: made.record, sidecar: made.sidecar });
  await send(tools, tell, `/api/v1/contests/${job.contest}/openings`, opening);
  return { kind: 'open', ballots: ciphertexts.length };
}

/** SEC-06: the archive is that of the board, with every ballot, and with the shuffles that this device handed in. */
async function requireBoard(
  contest: string,
  { shuffles, verified }: VerifiedInput,
  tools: JobTools,
  tell: Tell,
): Promise<void> {
  const own = await tools.shuffles.noted(contest);
  const missing = own.find((hash) => !shuffles.includes(hash));
  if (missing !== undefined)
    throw new Failure('own_shuffle_missing', `handed in: ${missing}; there: ${shuffles.join()}`);
  const board = orThrow(await downloadBoard(tools.fetch, contest, (...work) => tell('board', ...work)));
  const checked = await checkBoardAtOpening(verified, board);
  if (!checked.ok) throw new Failure('board_differs', `${checked.code}: ${checked.message}`);
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

async function send(
  { fetch, wait }: JobTools,
  tell: Tell,
  path: string,
  text: string,
  link: string | null = null,
): Promise<void> {
  tell('send', 0, 0);
  let sent = await handIn(fetch, path, text, link);
  for (const pause of SEND_AGAIN_AFTER_MS) {
    if (sent.ok || sent.code !== 'offline') break;
    await wait(pause);
    sent = await handIn(fetch, path, text, link);
  }
  orThrow(sent);
}

function orThrow<T>(exchanged: Exchanged<T>): T {
  if (exchanged.ok) return exchanged.value;
  throw new Failure(exchanged.code, exchanged.detail);
}

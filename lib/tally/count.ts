import { countPublished } from '@/lib/counting/published';
import { sha256Hex } from '@/lib/crypto/hash';
import { hintsOf } from '@/lib/protocol/archive-hints';
import { headText, parseLeaf } from '@/lib/protocol/board';
import { verifyBundle } from '@/lib/protocol/bundle';
import { bundleFiles } from '@/lib/protocol/bundle-files';
import type { BundleReport } from '@/lib/protocol/bundle-report';
import { compositionText } from '@/lib/protocol/composition';
import { countedText, decodeBallots, outcomeText, validVotes } from '@/lib/protocol/counted';
import { HINTS_FILE_NAME } from '@/lib/protocol/hints';
import { combineResult } from '@/lib/protocol/opening';
import { tieSeedCommitment } from '@/lib/protocol/tie-seed';
import { err, invariant, ok, type Result } from '@/lib/result';
import { audit } from '@/lib/server/audit';
import type { Deps } from '@/lib/server/deps';
import { log } from '@/lib/server/log';
import { appendLeaves, lockBatch } from '@/lib/voting/ballots/board';
import { readCosignaturesFile } from '@/lib/voting/ballots/cosignatures';
import { archiveOf, currentList, type ElectionParts, loadParts } from './election-parts';
import { getTallyState } from './queries';

export type CountError =
  | { code: 'not_found' }
  | { code: 'not_ready' }
  | { code: 'verification_failed'; check: string; message: string };

const LONG = { timeout: 120_000, maxWait: 60_000 };
const running = new Map<string, Promise<Result<null, CountError>>>();

/** Counts once everybody has opened. A second call while it runs (double click, page reload) waits for the first. */
export function finishCount(deps: Deps, contestId: string): Promise<Result<null, CountError>> {
  const known = running.get(contestId);
  if (known) return known;
  const work = count(deps, contestId).finally(() => running.delete(contestId));
  running.set(contestId, work);
  return work;
}

/** What a trustee's last act sets off; a failure stands in the log and on the administrator's page, which can retry. */
export async function countIfReady(deps: Deps, contestId: string): Promise<void> {
  const state = await getTallyState(deps, contestId);
  if (state?.next.stage !== 'count') return;
  const counted = await finishCount(deps, contestId);
  if (!counted.ok) log.error({ contestId, ...counted.error }, 'count not published');
}

async function count(deps: Deps, contestId: string): Promise<Result<null, CountError>> {
  const state = await getTallyState(deps, contestId);
  if (!state) return err({ code: 'not_found' });
  if (state.status === 'counted') return ok(null);
  const parts = await loadParts(deps.db, contestId);
  if (!parts || state.next.stage !== 'count') return err({ code: 'not_ready' });
  const { election, trustees } = parts;
  const combined = await combineResult({
    election,
    trustees,
    ciphertexts: currentList(parts),
    partials: parts.decryptions,
  });
  invariant(combined.ok, 'partial decryptions are verified before they are stored');
  const head = await appendResult(deps, parts, combined.result);
  const cosignatures = await readCosignaturesFile(deps, { id: parts.id, fingerprint: election.fingerprint });
  const files = makeFiles(parts, { ...combined, ...head, cosignatures });
  const hints = await hintsOf(archiveOf(parts, combined.result), { random: deps.random });
  if (hints) files.set(HINTS_FILE_NAME, hints);
  const boardKey = parts.description.boardKey;
  const report = await verifyBundle(files, { count: countPublished, random: deps.random, boardKey });
  if (report.failure) {
    const { check, message } = report.failure;
    return err({ code: 'verification_failed', check, message });
  }
  await publish(deps, contestId, parts.id, files, report);
  return ok(null);
}

/** Puts the result on the board, once, and returns the whole log with its head. */
async function appendResult(
  deps: Deps,
  parts: ElectionParts,
  result: string,
): Promise<{ log: string[]; head: string }> {
  return deps.db.$transaction(async (tx) => {
    await lockBatch(tx, parts.id);
    const stored = await tx.leaf.findMany({
      where: { electionId: parts.id },
      orderBy: { position: 'asc' },
      select: { text: true },
    });
    const isThere = stored.some(({ text }) => parseLeaf(text)?.kind === 'result');
    if (!isThere) await appendLeaves(deps, tx, parts.id, [{ kind: 'result', result: sha256Hex(result) }]);
    const leaves = await tx.leaf.findMany({
      where: { electionId: parts.id },
      orderBy: { position: 'asc' },
      select: { text: true },
    });
    const head = await tx.head.findFirstOrThrow({
      where: { electionId: parts.id },
      orderBy: { size: 'desc' },
      select: { size: true, root: true, batch: true, signature: true },
    });
    const electionFingerprint = parts.election.fingerprint;
    return { log: leaves.map(({ text }) => text), head: headText({ ...head, electionFingerprint }) };
  }, LONG);
}

type Counted = { result: string; payloads: Uint8Array[]; log: string[]; head: string; cosignatures: string | null };

/** The verification bundle: counting happens here, over the decrypted payloads and the revealed tie seed. */
function makeFiles(parts: ElectionParts, counted: Counted): Map<string, Uint8Array> {
  const { description, election, tieSeed } = parts;
  const ballots = decodeBallots(description, counted.payloads);
  const outcome = countPublished({ description, votes: validVotes(ballots), tieSeed });
  return bundleFiles({
    uuid: parts.id,
    archive: archiveOf(parts, counted.result),
    sidecars: parts.decryptions.map(({ sidecar }) => sidecar),
    description: parts.descriptionText,
    composition: compositionText(parts.composed.composition),
    log: counted.log,
    leftOut: parts.leftOutBallots,
    head: counted.head,
    seed: { seed: tieSeed, commitment: tieSeedCommitment(tieSeed) },
    counted: countedText(election.fingerprint, ballots),
    outcome: outcomeText(election.fingerprint, description, ballots, outcome),
    cosignatures: counted.cosignatures,
  });
}

async function publish(
  deps: Deps,
  contestId: string,
  electionId: string,
  files: ReadonlyMap<string, Uint8Array>,
  report: BundleReport,
): Promise<void> {
  const checks = report.checks.map(({ name, detail }) => ({ name, detail: detail ?? null }));
  const verification = new TextEncoder().encode(JSON.stringify({ checks, uncheckable: report.uncheckable }));
  await deps.db.$transaction(async (tx) => {
    for (const [name, content] of [...files, ['verification.json', verification] as const]) {
      const data = { electionId, name, content: new Uint8Array(content) };
      await tx.electionFile.createMany({ data: [data], skipDuplicates: true });
    }
    const counted = await tx.contest.updateMany({
      where: { id: contestId, status: 'closed' },
      data: { status: 'counted' },
    });
    if (counted.count === 0) return;
    const entry = { action: 'contest.counted', subject: `contest:${contestId}`, detail: { checks: checks.length } };
    await audit(tx, deps.now(), { id: null, role: 'system' }, entry);
  }, LONG);
}

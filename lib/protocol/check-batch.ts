/** The checks from the setup to the result, made together. */
import * as z from 'zod';
import { COST } from '../crypto/pace';
import type { ArchiveStage } from './archive-report';
import { established, eventsOf, type Run } from './archive-run';
import { oneByOne } from './batch/jobs';
import { markedPlaintexts } from './batch/payloads';
import { type BatchRequest, type BatchVerdict, verifyInBatch } from './batch/verify-batch';
import { type SidecarJson, sidecarSchema } from './opening';
import { parseExact } from './strict-json';

/** In point additions, from the shares that reading, hashing and summing have of a batch. */
const WORK = { hinted: 12, point: COST.decode + COST.subgroup, proof: COST.multiply + COST.fixedMultiply } as const;

/** Expected work, in point additions. */
function expectedWork(run: Run, withHints: boolean): number {
  const n = run.facts.ballots;
  const shuffles = eventsOf(run, 'Shuffle').length;
  const decryptions = eventsOf(run, 'PartialDecryption').length;
  const points = n * (3 + 5 * shuffles + decryptions);
  const proofs = n * (2 + decryptions);
  return withHints ? (points + 2 * proofs) * WORK.hinted : points * WORK.point + proofs * WORK.proof;
}

/** The list of side-cars in its exact form; null where it has another. */
function readSidecars(text: string | undefined): { list: readonly SidecarJson[] | null } | null {
  if (text === undefined) return { list: null };
  const list = parseExact(z.array(sidecarSchema), text.endsWith('\n') ? text.slice(0, -1) : text);
  return list && { list };
}

function take(run: Run, { statement, payloads }: BatchVerdict): void {
  const { election, trustees, ballots } = statement;
  Object.assign(run.facts, {
    uuid: election.uuid,
    fingerprint: election.fingerprint,
    name: election.name,
    description: election.description,
    credentials: [...statement.credentials],
    voters: statement.credentials.length,
    ballotHashes: ballots.map(({ hash }) => hash),
    counted: statement.counted.length,
    mixers: statement.shuffles.map(({ owner }) => owner),
    trustees: trustees.keys.length,
    decryptions: statement.decryptions.map(({ owner }) => owner),
    payloads,
  });
  Object.assign(run.found, { election, trustees });
}

async function attempt(run: Run, request: BatchRequest): Promise<BatchVerdict | null> {
  run.pace.expect(expectedWork(run, request.hints !== null));
  return verifyInBatch(request, run.options.runner ?? oneByOne(run.options.random, run.pace));
}

/**
 * Makes all checks that `reaches` asks for in one batch, with hints where they are at hand and of use, and fills the
 * facts. Null if the batch does not hold: then nothing is known, and the checks have to be made one by one.
 */
export async function checkInBatch(
  run: Run,
  bytes: Uint8Array,
  reaches: (stage: ArchiveStage) => boolean,
): Promise<'hints' | 'batch' | null> {
  const sidecars = readSidecars(reaches('decryptions') ? run.options.sidecars : undefined);
  if (!sidecars) return null;
  const request = { bytes, archive: established(run, 'archive'), reaches, sidecars: sidecars.list };
  const { hints } = run.options;
  const hinted = hints ? await attempt(run, { ...request, hints }) : null;
  const verdict = hinted ?? (await attempt(run, { ...request, hints: null }));
  if (!verdict) return null;
  take(run, verdict);
  if (reaches('result') && run.options.checkPlaintexts !== false) {
    const { payloadBytes } = verdict.statement.election;
    const spend = (candidates: number) => run.pace.spend(candidates * (COST.decode + COST.subgroup / 2));
    run.facts.markedPlaintexts = await markedPlaintexts(verdict.plaintexts, payloadBytes, spend);
  }
  return hinted ? 'hints' : 'batch';
}

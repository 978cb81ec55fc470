/** Verifying a published election on the visitor's device, apart from the worker that runs it. */
import { countPublished } from '@/lib/counting/published';
import type { RandomBytes } from '@/lib/crypto/random';
import type { JobRunner } from '@/lib/protocol/batch/jobs';
import { verifyBundle } from '@/lib/protocol/bundle';
import type { BundleReport } from '@/lib/protocol/bundle-report';
import type { VerifyFacts, VerifyFailureCode, VerifyJob, VerifyReport, VerifyStage, VerifySummary } from './messages';
import { readTar } from './read-tar';

export interface VerifyTools {
  readonly fetch: typeof globalThis.fetch;
  readonly random: RandomBytes;
  /** Milliseconds of a clock that only runs forward. */
  readonly clock: () => number;
  /** Where the parts of the work run, reporting as they are done; null runs them here. */
  readonly runner: ((onJob: (done: number, total: number) => void) => JobRunner) | null;
}

type Tell = (stage: VerifyStage, done: number, total: number) => void;

class Failure extends Error {
  constructor(
    readonly code: VerifyFailureCode,
    detail: string,
  ) {
    super(detail);
  }
}

/** Runs one job; the last report is `finished` or `failed`. Never rejects. */
export async function runVerifyJob(
  job: VerifyJob,
  tools: VerifyTools,
  report: (report: VerifyReport) => void,
): Promise<void> {
  const tell: Tell = (stage, done, total) => report({ kind: 'progress', stage, done, total });
  try {
    const bytes = job.kind === 'file' ? new Uint8Array(await job.file.arrayBuffer()) : await load(job.url, tools, tell);
    const began = tools.clock();
    tell('read', 0, 0);
    const files = readTar(bytes);
    if (!files) throw new Failure('not_a_bundle', `${bytes.length} bytes`);
    tell('verify', 0, 0);
    const onProgress = (done: number, total: number) => tell('verify', done, total);
    const { random } = tools;
    const runner = tools.runner?.(onProgress);
    const found = await verifyBundle(files, {
      count: countPublished,
      random,
      ...(job.boardKey === null ? {} : { boardKey: job.boardKey }),
      ...(runner ? { runner } : { onProgress }),
    });
    report({ kind: 'finished', summary: summarise(found), seconds: (tools.clock() - began) / 1000 });
  } catch (error) {
    const code = error instanceof Failure ? error.code : 'unexpected';
    report({ kind: 'failed', code, detail: error instanceof Error ? error.message : String(error) });
  }
}

async function load(url: string, { fetch }: VerifyTools, tell: Tell): Promise<Uint8Array> {
  tell('download', 0, 0);
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Failure(response.status === 404 ? 'not_found' : 'server_error', `${response.status}`);
    const total = Number(response.headers.get('content-length') ?? 0);
    const chunks: Uint8Array[] = [];
    let done = 0;
    const reader = response.body?.getReader();
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      chunks.push(part.value);
      done += part.value.length;
      tell('download', done, total);
    }
    return joined(chunks, done);
  } catch (error) {
    if (error instanceof TypeError) throw new Failure('offline', error.message);
    throw error;
  }
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function summarise({ ok, checks, failure, facts }: BundleReport): VerifySummary {
  return {
    ok,
    checks: checks.map(({ name, ok: holds, detail }) => ({ name, ok: holds, detail: detail ?? null })),
    failure: failure ?? null,
    method: facts.method,
    hints: facts.hints,
    boardKeyPinned: facts.boardKeyPinned,
    isVouched: facts.description?.entitlement === 'vouched',
    facts: factsOf(facts),
    ignoredFiles: facts.ignoredFiles,
  };
}

function factsOf({ archive, description, head, outcome }: BundleReport['facts']): VerifyFacts | null {
  if (!archive || !description || !head || !outcome) return null;
  const titleOf = new Map(description.projects.map(({ id, title }) => [id, title]));
  return {
    election: archive.name,
    fingerprint: archive.fingerprint,
    ballots: archive.ballots,
    counted: archive.counted,
    mixers: new Set(archive.mixers).size,
    trustees: archive.trustees,
    winners: outcome.winners.map((id) => titleOf.get(id) ?? id),
    boardKey: description.boardKey,
    headSize: head.size,
    headRoot: head.root,
  };
}

import { readdirSync, readFileSync } from 'node:fs';
import { countPublished } from '@/lib/counting/published';
import { sha256Hex } from '@/lib/crypto/hash';
import { seededRandom } from '@/lib/crypto/testing/seeded-random';
import { verifyBundle } from '@/lib/protocol/bundle';

const FOLDER = new URL('../../lib/protocol/fixtures/small-bundle/', import.meta.url);

export async function bundleVectors(): Promise<object> {
  const isPart = (name: string) => /\.(bel|json|jsonl)$/.test(name);
  const names = readdirSync(FOLDER).filter(isPart).sort();
  const files = new Map(names.map((name) => [name, Uint8Array.from(readFileSync(new URL(name, FOLDER)))]));
  const report = await verifyBundle(files, { count: countPublished, random: seededRandom('specification|bundle') });
  if (!report.ok) throw new Error(report.failure?.message);
  return {
    about: 'Chapters 14 and 17. The small bundle of lib/protocol/fixtures: its files, and what a verifier reports.',
    files: names.map((name) => ({ name, digest: sha256Hex(files.get(name) as Uint8Array) })),
    checks: report.checks.map(({ name }) => name),
    fingerprint: report.facts.archive?.fingerprint,
    payloads: report.facts.archive?.payloads.map((payload) => Buffer.from(payload).toString('hex')),
    winners: report.facts.outcome?.winners,
  };
}

import { type PabulibInstance, readPabulib } from '@/lib/counting/pabulib/read';
import { err, ok, type Result } from '@/lib/result';
import type { Tx } from '@/lib/server/db';
import type { Deps } from '@/lib/server/deps';
import { checkFit, type RoundError, requireDraft } from './draft';

export type ImportedProject = { code: string; title: string; position: number; costMinor: bigint };
export type ProjectImport = { projects: ImportedProject[]; budgetMinor: bigint };

export function parseProjects(file: Uint8Array): Result<PabulibInstance, RoundError> {
  const read = readPabulib(file);
  return read.ok ? ok(read.instance) : err({ code: 'bad_pabulib', fault: read.error });
}

/** The file's projects in the city's minor units, if they fit a ballot of this contest. */
export async function fitProjects(
  tx: Tx,
  contestId: string,
  instance: PabulibInstance,
): Promise<Result<ProjectImport, RoundError>> {
  const { round } = await tx.contest.findUniqueOrThrow({
    where: { id: contestId },
    select: { round: { select: { city: { select: { currencyExponent: true } } } } },
  });
  const shift = round.city.currencyExponent - instance.scale;
  if (shift < 0) return err({ code: 'not_whole_minor_units' });
  const fit = await checkFit(tx, contestId, instance.contest.projects.length);
  if (!fit.ok) return fit;
  const factor = 10n ** BigInt(shift);
  const projects = instance.contest.projects.map((project, index) => ({
    code: project.id,
    title: project.name || project.id,
    position: index + 1,
    costMinor: project.costMinor * factor,
  }));
  return ok({ projects, budgetMinor: instance.contest.budgetMinor * factor });
}

/** What `importProjects` would store, and how many projects it would replace. Stores nothing. */
export async function previewImport(
  deps: Pick<Deps, 'db'>,
  contestId: string,
  file: Uint8Array,
): Promise<Result<ProjectImport & { replaced: number }, RoundError>> {
  const parsed = parseProjects(file);
  if (!parsed.ok) return parsed;
  return deps.db.$transaction(async (tx) => {
    const draft = await requireDraft(tx, contestId);
    if (!draft.ok) return draft;
    const read = await fitProjects(tx, contestId, parsed.value);
    if (!read.ok) return read;
    return ok({ ...read.value, replaced: await tx.project.count({ where: { contestId } }) });
  });
}

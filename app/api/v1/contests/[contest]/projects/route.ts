import type { RoundError } from '@/lib/rounds/draft';
import { previewImport } from '@/lib/rounds/project-import';
import { importProjects } from '@/lib/rounds/service';
import { api } from '@/lib/server/api';
import { actingAdministrator } from '@/lib/server/auth';
import { deps } from '@/lib/server/deps';
import { problemResponse } from '@/lib/server/problems';
import { readBytes } from '@/lib/server/request';

type Context = { params: Promise<{ contest: string }> };
const MOST_BYTES = 64 * 1024 * 1024;

function refuse(error: RoundError): Response {
  switch (error.code) {
    case 'bad_pabulib':
    case 'does_not_fit':
    case 'not_a_draft':
    case 'not_whole_minor_units': {
      const { code, ...facts } = error;
      return problemResponse({ code, facts });
    }
    default:
      return problemResponse({ code: 'not_found' });
  }
}

/** Replaces a draft's projects by those of a Pabulib file (the body's bytes). `?preview=1` answers what it would store. */
export const POST = api(async (request: Request, { params }: Context) => {
  const actor = await actingAdministrator(request);
  if (!actor) return problemResponse({ code: 'not_found' });
  const body = await readBytes(request, MOST_BYTES);
  if (!body.ok) return problemResponse(body.error);
  const { contest } = await params;
  if (new URL(request.url).searchParams.has('preview')) {
    const read = await previewImport(deps(), contest, body.value);
    if (!read.ok) return refuse(read.error);
    const projects = read.value.projects.map((project) => ({ ...project, costMinor: String(project.costMinor) }));
    return Response.json({ ...read.value, projects, budgetMinor: String(read.value.budgetMinor) });
  }
  const imported = await importProjects(deps(), actor, contest, body.value);
  if (!imported.ok) return refuse(imported.error);
  return Response.json({ imported: imported.value.imported });
});

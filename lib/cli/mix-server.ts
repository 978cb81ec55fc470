/** A mixer from outside at the city's server: fetches what is to be mixed, hands in the shuffle. */
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { EXIT, Failure } from './failure';
import type { RunningElection } from './running-archive';

const LINK = /^(https?:\/\/[^/\s]+)\/\S*#([0-9a-f]{64})$/;
const mixerSchema = z.object({ contestId: z.string(), state: z.enum(['draft', 'later', 'turn', 'done']) });

const NOT_NOW = {
  draft: 'voting has not begun yet',
  later: 'it is not your turn yet: voting is on, or mixers before you are at work',
  done: 'your shuffle is in already',
} as const;

interface MixServer {
  readonly running: RunningElection;
  handIn(record: string): Promise<void>;
}

function readLink(file: string): { origin: string; secret: string } {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new Failure(`cannot read ${file}: ${(error as NodeJS.ErrnoException).code}`, EXIT.usage);
  }
  const [, origin, secret] = LINK.exec(text) ?? [];
  if (!(origin && secret)) throw new Failure(`${file} does not hold the link of a mixer`, EXIT.usage);
  return { origin, secret };
}

/** Sends a request; says in plain words when there is no answer, or another one than "yes". */
async function ask(request: typeof fetch, url: string, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await request(url, { ...init, cache: 'no-store' });
  } catch (error) {
    const { cause, message } = error as Error;
    throw new Failure(`no connection to ${url}: ${(cause as Error | undefined)?.message ?? message}`, EXIT.usage);
  }
  if (response.ok) return response;
  const problem = (await response.json().catch(() => ({}))) as { code?: string; detail?: string };
  const words = [response.status, problem.code, problem.detail].filter(Boolean).join(' ');
  throw new Failure(`${url} answers ${words}`, EXIT.badInput);
}

/** Looks up whose link it is and fetches the archive so far with the public description. */
export async function openMixServer(linkFile: string, request: typeof fetch): Promise<MixServer> {
  const { origin, secret } = readLink(linkFile);
  const headers = { authorization: `Bearer ${secret}` };
  const found = mixerSchema.safeParse(await (await ask(request, `${origin}/api/v1/mixer`, { headers })).json());
  if (!found.success) throw new Failure(`${origin} answers with something that is no mixer’s place`, EXIT.badInput);
  if (found.data.state !== 'turn') throw new Failure(NOT_NOW[found.data.state], EXIT.badInput);
  const contest = `${origin}/api/v1/contests/${encodeURIComponent(found.data.contestId)}`;
  const archive = await ask(request, `${contest}/archive`);
  const description = await ask(request, `${contest}/board/description`);
  return {
    running: { archive: new Uint8Array(await archive.arrayBuffer()), description: await description.text() },
    handIn: async (record) => {
      const sent = { ...headers, 'content-type': 'application/json' };
      await ask(request, `${contest}/mixes`, { method: 'POST', headers: sent, body: record });
    },
  };
}

import type { SignedHead } from '@/lib/protocol/board';
import {
  type ConsistencyAnswer,
  type HeadAnswer,
  parseConsistency,
  parseHeadAnswer,
  parseHeads,
  parseLeaves,
} from '@/lib/protocol/board-answers';

const TIMEOUT_MS = 30_000;
const MOST_BYTES = 64 * 2 ** 20;

/** No answer, or none of a board: a fault of the network or of a server on the way, and no evidence of anything. */
export class Unreachable extends Error {}

/** What a board may answer instead of what was asked: a problem of our API by its code. */
export type Refusal = { refused: string };

export interface BoardClient {
  readonly address: string;
  head(): Promise<HeadAnswer>;
  heads(from: number): Promise<SignedHead[]>;
  leaves(start: number, end: number): Promise<{ start: number; leaves: string[] } | Refusal>;
  consistency(first: number, second: number): Promise<ConsistencyAnswer | Refusal>;
  election(): Promise<{ electionText: string; descriptionText: string }>;
  cosign(cosignature: string): Promise<Refusal | null>;
}

/**
 * The board at an address, as its page shows it: `https://city/api/v1/contests/ID/board`.
 * @throws Unreachable from every question when no board answers
 */
export function boardClient(address: string, request: typeof fetch): BoardClient {
  const base = address.replace(/\/+$/, '').replace(/(?<!\/board)$/, '/board');
  const ask = (path: string, init: RequestInit = {}) => fetchText(request, `${base}/${path}`, init);
  const read = async <T>(path: string, parse: (text: string) => T | null): Promise<T | Refusal> => {
    const answer = await ask(path);
    if ('refused' in answer) return answer;
    const parsed = parse(answer.text);
    if (parsed === null) throw new Unreachable(`${base}/${path} answers with something that is no answer of a board`);
    return parsed;
  };
  const must = async <T extends object>(path: string, parse: (text: string) => T | null): Promise<T> => {
    const answer = await read(path, parse);
    if (!('refused' in answer)) return answer;
    throw new Unreachable(`${base}/${path} answers “${answer.refused}”: is this the address of a board?`);
  };
  return {
    address: base,
    head: () => must('head', parseHeadAnswer),
    heads: (from) => must(`heads?from=${from}`, parseHeads),
    leaves: (start, end) => read(`leaves?start=${start}&end=${end}`, parseLeaves),
    consistency: (first, second) => read(`consistency?first=${first}&second=${second}`, parseConsistency),
    election: async () => {
      const election = await must('election', (text) => ({ text }));
      const description = await must('description', (text) => ({ text }));
      return { electionText: election.text, descriptionText: description.text };
    },
    cosign: async (body) => {
      const answer = await ask('cosignatures', {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json' },
      });
      return 'refused' in answer ? answer : null;
    },
  };
}

/** The text at an address, or the code of a problem that our API names. */
export async function fetchText(
  request: typeof fetch,
  url: string,
  init: RequestInit = {},
): Promise<{ text: string } | Refusal> {
  const response = await attempt(url, () => request(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) }));
  const text = await attempt(url, () => readText(response));
  if (response.ok) return { text };
  const code = problemCode(text);
  // Only a plain "no" of the API itself says something of the board; anything else may pass.
  if (code !== null && response.status < 500 && response.status !== 429) return { refused: code };
  throw new Unreachable(`${url} answers with status ${response.status}`);
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new Unreachable(`the answer is larger than ${MOST_BYTES} bytes`);
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

async function attempt<T>(url: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Unreachable) throw error;
    const { name, message, cause } = error as Error;
    const why = name === 'TimeoutError' ? `no answer within ${TIMEOUT_MS / 1000} seconds` : reason(cause) || message;
    throw new Unreachable(`${url}: ${why}`);
  }
}

function reason(cause: unknown): string {
  const { code, message } = (cause ?? {}) as { code?: string; message?: string };
  return code ?? message ?? '';
}

function problemCode(text: string): string | null {
  try {
    const { code } = JSON.parse(text) as { code?: unknown };
    return typeof code === 'string' ? code : null;
  } catch {
    return null;
  }
}

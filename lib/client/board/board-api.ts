/** Questions to a board from a page. They carry no cookie: the board answers everybody the same. */
import {
  type ConsistencyAnswer,
  type HeadAnswer,
  type InclusionAnswer,
  parseConsistency,
  parseHeadAnswer,
  parseInclusion,
} from '@/lib/protocol/board-answers';

/** `none`: the board says that it has no such leaf. `silent`: no answer, or none that says anything of the board. */
export type Asked<T> = { answer: T } | 'none' | 'silent';

export type BoardApi = ReturnType<typeof boardApi>;

/** The board of one contest; `request` is the browser's `fetch`. */
export function boardApi(contestId: string, request: typeof fetch) {
  const ask = async <T>(path: string, parse: (text: string) => T | null, more: RequestInit = {}): Promise<Asked<T>> => {
    try {
      const response = await request(`/api/v1/contests/${contestId}/board/${path}`, { credentials: 'omit', ...more });
      const text = await response.text();
      if (!response.ok) return isUnknownLeaf(text) ? 'none' : 'silent';
      const answer = parse(text);
      return answer === null ? 'silent' : { answer };
    } catch {
      return 'silent';
    }
  };
  return {
    election: () => ask('election', (text) => text),
    description: () => ask('description', (text) => text),
    /** `isAgain`: past every copy that this browser may hold. */
    head: (isAgain = false) => ask<HeadAnswer>('head', parseHeadAnswer, isAgain ? { cache: 'reload' } : {}),
    inclusion: (leaf: string, size: number) =>
      ask<InclusionAnswer>(`inclusion?leaf=${leaf}&size=${size}`, parseInclusion),
    consistency: (first: number, second: number) =>
      ask<ConsistencyAnswer>(`consistency?first=${first}&second=${second}`, parseConsistency),
  };
}

/** A problem of our API by its code; whatever is no JSON throws, and is no answer. */
const isUnknownLeaf = (text: string) => (JSON.parse(text) as { code?: unknown } | null)?.code === 'unknown_leaf';

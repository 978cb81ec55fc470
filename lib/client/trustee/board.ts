/** Fetches the board after the close, so that an archive can be held against it before a key is used. */
import { headText } from '@/lib/protocol/board';
import { MOST_LEAVES, parseHeadAnswer, parseLeaves } from '@/lib/protocol/board-answers';
import type { BoardAtOpening } from '@/lib/protocol/opening-board';
import { type Exchanged, type Fetch, fetchText } from './exchange';

class Unanswered extends Error {
  constructor(readonly exchanged: Exchanged<never>) {
    super();
  }
}

/** `onProgress` counts entries of the log. */
export async function downloadBoard(
  fetch: Fetch,
  contest: string,
  onProgress: (done: number, total: number) => void,
): Promise<Exchanged<BoardAtOpening>> {
  const ask = async <T>(path: string, parse: (text: string) => T | null): Promise<T> => {
    const answer = await fetchText(fetch, `/api/v1/contests/${contest}/${path}`);
    if (!answer.ok) throw new Unanswered(answer);
    const parsed = parse(answer.value);
    if (parsed !== null) return parsed;
    throw new Unanswered({ ok: false, code: 'server_error', detail: `${path} is not of the expected form` });
  };
  try {
    const description = await ask('board/description', (text) => text);
    const { head } = await ask('board/head', parseHeadAnswer);
    const log: string[] = [];
    while (log.length < head.size) {
      const [start, end] = [log.length, Math.min(head.size, log.length + MOST_LEAVES) - 1];
      const page = await ask(`board/leaves?start=${start}&end=${end}`, (text) => pageFrom(text, start));
      log.push(...page.slice(0, head.size - start));
      onProgress(log.length, head.size);
    }
    const [composition = '', ...leftOut] = await ask('composition', linesOf);
    return { ok: true, value: { description, head: headText(head), log, composition, leftOut } };
  } catch (error) {
    if (error instanceof Unanswered) return error.exchanged;
    throw error;
  }
}

/** The leaves of a page that begins where it should and is not empty. */
function pageFrom(text: string, start: number): string[] | null {
  const page = parseLeaves(text);
  return page?.start === start && page.leaves.length > 0 ? page.leaves : null;
}

const linesOf = (text: string): string[] | null => (text.endsWith('\n') ? text.slice(0, -1).split('\n') : null);

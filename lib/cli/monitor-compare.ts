import { readFileSync } from 'node:fs';
import { parseHead, parseReceipt, type SignedHead, type SignedReceipt } from '@/lib/protocol/board';
import { parseHeadAnswer } from '@/lib/protocol/board-answers';
import { EXIT, Failure } from './failure';
import { fetchText, Unreachable } from './monitor-client';

/** A head that somebody else was shown, and where it was found. */
export type ForeignHead = { head: SignedHead; source: string };

const isUrl = (source: string) => /^https?:\/\//.test(source);

/** Heads from a file or an address: one head, one to each line, or the answer of a board to `head`. */
export async function readForeignHeads(source: string, request: typeof fetch): Promise<ForeignHead[]> {
  const text = isUrl(source) ? await fetchForeign(source, request) : readFile(source);
  const answer = parseHeadAnswer(text.trim());
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const heads = answer ? [answer.head] : lines.map((line) => parseHead(line.trim()));
  const found = heads.filter((head) => head !== null);
  if (found.length > 0 && found.length === heads.length) return found.map((head) => ({ head, source }));
  throw new Failure(
    `${source} holds no signed heads: head.json, heads.jsonl or a board’s answer to “head”`,
    EXIT.usage,
  );
}

/** A receipt as the voter's page saves it. */
export function readReceipt(file: string): { receipt: SignedReceipt; source: string } {
  const receipt = parseReceipt(readFile(file).trim());
  if (receipt === null) throw new Failure(`${file} is not a receipt`, EXIT.usage);
  return { receipt, source: file };
}

async function fetchForeign(source: string, request: typeof fetch): Promise<string> {
  const answer = await fetchText(request, source);
  if ('refused' in answer) throw new Unreachable(`${source} answers “${answer.refused}”`);
  return answer.text;
}

function readFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Failure(`cannot read ${file}: ${(error as NodeJS.ErrnoException).code}`, EXIT.usage);
  }
}

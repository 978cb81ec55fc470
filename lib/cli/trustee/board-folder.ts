/** The board as a trustee's own monitor has kept it, to hold an archive against before a key is used. */
import path from 'node:path';
import type { BoardAtOpening } from '@/lib/protocol/opening-board';
import { EXIT, Failure } from '../failure';
import { readBytes } from '../read-bundle';

/**
 * @param folder what `largo monitor --state` has kept
 * @param composition the file `composition.jsonl` of the contest: composition.json, then each ballot that it leaves out
 */
export function readBoardFolder(folder: string, composition: string): BoardAtOpening {
  const [first = '', ...leftOut] = readLines(composition);
  const log = readLines(path.join(folder, 'leaves.jsonl'));
  const head = readLines(path.join(folder, 'heads.jsonl')).at(-1) ?? '';
  return { description: readDescription(path.join(folder, 'board.json')), head, log, composition: first, leftOut };
}

function readText(file: string): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(readBytes(file));
}

function readLines(file: string): string[] {
  const lines = readText(file).split('\n');
  if (lines.pop() !== '') throw new Failure(`${file} ends in the middle of a line`, EXIT.usage);
  return lines;
}

function readDescription(file: string): string {
  try {
    const { descriptionText } = JSON.parse(readText(file)) as { descriptionText?: unknown };
    if (typeof descriptionText === 'string') return descriptionText;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new Failure(`${file} is not what largo monitor keeps of a board`, EXIT.usage);
}

import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { headText, parseHead, type SignedHead, type SignedReceipt } from '@/lib/protocol/board';
import { type Alarm, BoardWatch } from '@/lib/protocol/board-watch';
import { descriptionHash, type PublicDescription, parseDescription } from '@/lib/protocol/description';
import { parseElection } from '@/lib/protocol/election';
import { jointKey } from '@/lib/protocol/joint-key';
import { EXIT, Failure } from './failure';

const pinnedSchema = z.strictObject({ address: z.string(), electionText: z.string(), descriptionText: z.string() });

/** What the first visit found, believed ever after. */
export type Pinned = z.output<typeof pinnedSchema>;

export type Watched = { pinned: Pinned; fingerprint: string; description: PublicDescription; watch: BoardWatch };

/** A folder that remembers one board: lines are only ever added, and are on the disk before anything relies on them. */
export class MonitorState {
  private readonly file: (name: string) => string;

  constructor(readonly folder: string) {
    mkdirSync(folder, { recursive: true });
    this.file = (name) => path.join(folder, name);
  }

  /** What was pinned before; null on the first visit. */
  readPinned(): Pinned | null {
    const text = readIfThere(this.file('board.json'));
    if (text === null) return null;
    const parsed = pinnedSchema.safeParse(attemptJson(text));
    if (!parsed.success) throw this.damaged('board.json');
    return parsed.data;
  }

  pin(pinned: Pinned): void {
    writeFileSync(this.file('board.json'), `${JSON.stringify(pinned, null, 2)}\n`);
  }

  /** The watcher as it was left: every kept entry and every kept head, checked anew. */
  open(pinned: Pinned): Watched {
    const { fingerprint, description, descriptionHash } = readElection(pinned);
    const watch = new BoardWatch({ fingerprint, descriptionHash, boardKey: description.boardKey });
    const heads = this.readLines('heads.jsonl').map((line) => {
      const head = parseHead(line);
      if (head === null) throw this.damaged('heads.jsonl');
      return head;
    });
    // Entries beyond the last head were being written when the power went: they are fetched again.
    for (const leaf of this.readLines('leaves.jsonl', heads.at(-1)?.size ?? 0)) {
      if (watch.takeLeaf(leaf)) throw this.damaged('leaves.jsonl');
    }
    if (watch.accept(heads)) throw this.damaged('heads.jsonl');
    return { pinned, fingerprint, description, watch };
  }

  /** Entries are kept as they come. They count for nothing before a head over them is kept too. */
  appendLeaves(leaves: readonly string[]): void {
    appendLines(this.file('leaves.jsonl'), leaves);
  }

  appendHeads(heads: readonly SignedHead[]): void {
    appendLines(this.file('heads.jsonl'), heads.map(headText));
  }

  readCosignatures(): string[] {
    return this.readLines('cosignatures.jsonl');
  }

  appendCosignature(text: string): void {
    appendLines(this.file('cosignatures.jsonl'), [text]);
  }

  /** Writes what an alarm rests on and says where. */
  saveEvidence(
    alarm: Alarm & { receipt?: SignedReceipt },
    { pinned, fingerprint, description }: Watched,
    at: Date,
  ): string {
    const seenAt = at.toISOString();
    const file = this.file(`alarm-${seenAt.replace(/[:.]/g, '-')}-${alarm.code}.json`);
    const { boardKey } = description;
    const { address } = pinned;
    const evidence = { seenAt, address, electionFingerprint: fingerprint, boardKey, ...alarm };
    writeFileSync(file, `${JSON.stringify(evidence, null, 2)}\n`, { flag: 'w' });
    return file;
  }

  /** Whole lines, at most `limit`; what is left of a torn or surplus end is cut off, so that lines can be added. */
  private readLines(name: string, limit = Number.POSITIVE_INFINITY): string[] {
    const text = readIfThere(this.file(name));
    if (text === null) return [];
    const lines = text.split('\n');
    lines.pop();
    const whole = lines.slice(0, limit);
    const bytes = Buffer.byteLength(whole.map((line) => `${line}\n`).join(''));
    if (bytes < Buffer.byteLength(text)) truncateSync(this.file(name), bytes);
    return whole;
  }

  private damaged(name: string): Failure {
    return new Failure(
      `${this.file(name)} is damaged: it does not hold what this program wrote. Keep the folder for whoever may ask, ` +
        'and begin with a new one.',
      EXIT.usage,
    );
  }
}

/** The election's record and its public description, which the record names by its hash; a Failure where they differ. */
export function readElection({ electionText, descriptionText }: Omit<Pinned, 'address'>) {
  const election = parseElection(electionText);
  const description = parseDescription(descriptionText);
  const hash = descriptionHash(descriptionText);
  if (!election.ok || !description.ok || election.election.description !== hash) {
    throw new Failure('the board’s election and its public description do not belong together', EXIT.badInput);
  }
  if (jointKey(description.description) !== election.election.publicKey) {
    throw new Failure(
      'the election’s key is not that of the trustees whom its public description names: somebody else could read ballots',
      EXIT.badInput,
    );
  }
  const { fingerprint } = election.election;
  return { fingerprint, description: description.description, descriptionHash: hash };
}

function appendLines(file: string, lines: readonly string[]): void {
  if (lines.length === 0) return;
  const handle = openSync(file, 'a');
  try {
    writeFileSync(handle, lines.map((line) => `${line}\n`).join(''));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new Failure(`cannot read ${file}: ${(error as NodeJS.ErrnoException).code}`, EXIT.usage);
  }
}

function attemptJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

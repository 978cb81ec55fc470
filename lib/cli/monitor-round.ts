import type { SignedHead, SignedReceipt } from '@/lib/protocol/board';
import { type HeadAnswer, MOST_LEAVES } from '@/lib/protocol/board-answers';
import type { Alarm } from '@/lib/protocol/board-watch';
import { toMinute } from '@/lib/protocol/texts';
import { isForHead, verifyCosignature } from '@/lib/protocol/witness';
import { type BoardClient, type Refusal, Unreachable } from './monitor-client';
import type { ForeignHead } from './monitor-compare';
import type { MonitorState, Watched } from './monitor-state';

/** Stops a round: no honest board can do this. */
export class Alarmed extends Error {
  constructor(
    readonly alarm: Alarm,
    readonly receipt?: SignedReceipt,
  ) {
    super(alarm.message);
  }
}

export interface Round {
  client: BoardClient;
  state: MonitorState;
  watched: Watched;
  now: () => Date;
  /** Between attempts at what the board may only be late with. */
  wait: (milliseconds: number) => Promise<void>;
  /** 0 ≤ x < 1. */
  random: () => number;
}

export interface RoundResult {
  head: SignedHead;
  newEntries: number;
  cosignedBy: string[];
  /** Sentences about what is odd and proves nothing. */
  remarks: string[];
}

const ATTEMPTS = 3;
const PAUSE_MS = 5_000;

/** One look at the board: everything that it newly shows is checked, kept, and held against what was kept before. */
export async function watchOnce(round: Round): Promise<RoundResult> {
  const { client, watched } = round;
  const before = watched.watch.head?.size ?? 0;
  const answer = await client.head();
  const { head } = answer;
  demand(watched.watch.judgeHead(head));
  if (head.size > before) {
    await checkConsistency(round, head);
    const between = await fetchHeads(round, before + 1, head);
    await takeLeaves(round, head);
    demand(watched.watch.accept(between));
    round.state.appendHeads(between);
  }
  if (before > 0) await recheckSome(round, before);
  return { head, newEntries: head.size - before, ...cosigners(answer) };
}

/** Holds heads that others were shown against the board; fetches anew where theirs is larger. */
export async function compareHeads(round: Round, foreign: readonly ForeignHead[]): Promise<string[]> {
  const remarks: string[] = [];
  for (const { head, source } of foreign) {
    let verdict = round.watched.watch.compare(head);
    if (verdict === 'ahead') {
      await watchOnce(round);
      verdict = round.watched.watch.compare(head);
    }
    if (verdict === 'ahead') demand(round.watched.watch.hidden(head));
    else if (verdict === 'foreign')
      remarks.push(`${source} holds a head that this board did not sign; it says nothing.`);
    else if (verdict !== 'same') demand(verdict);
  }
  return remarks;
}

/** What became of receipts that were handed in; the texts of those that still wait. */
export function checkReceipts(
  { watched, now }: Round,
  receipts: readonly { receipt: SignedReceipt; source: string }[],
) {
  return receipts.map(({ receipt, source }) => {
    const verdict = watched.watch.judgeReceipt(receipt, toMinute(now()));
    if (verdict === 'on_board') return `${source}: the ballot is on the board.`;
    if (verdict === 'waiting') return `${source}: the ballot has until ${receipt.includedBy} to be on the board.`;
    if (verdict === 'foreign') return `${source}: this board did not sign this receipt; it proves nothing.`;
    throw new Alarmed({ ...verdict, message: `${source}: ${verdict.message}` }, receipt);
  });
}

function demand(alarm: Alarm | null): void {
  if (alarm) throw new Alarmed(alarm);
}

async function checkConsistency(round: Round, head: SignedHead): Promise<void> {
  const { client, watched } = round;
  const first = watched.watch.head?.size ?? 0;
  if (first === 0) return;
  const proof = await insist(round, head, `the proof that they extend the ${first} from before`, () =>
    client.consistency(first, head.size),
  );
  demand(watched.watch.judgeConsistency(head, proof.proof));
}

/** All heads that were signed since, the latest at the end: none of them may contradict another. */
async function fetchHeads({ client, watched }: Round, from: number, latest: SignedHead): Promise<SignedHead[]> {
  const heads: SignedHead[] = [];
  for (let next = from; next <= latest.size; ) {
    const page = (await client.heads(next)).filter(({ size }) => size >= next && size <= latest.size);
    if (page.length === 0) break;
    for (const head of page) demand(watched.watch.judgeHead(head));
    heads.push(...page);
    next = Math.max(...page.map(({ size }) => size)) + 1;
  }
  return [...heads.filter(({ size }) => size < latest.size), latest].sort((a, b) => a.size - b.size);
}

async function takeLeaves(round: Round, head: SignedHead): Promise<void> {
  const { client, state, watched } = round;
  const { watch } = watched;
  while (watch.size < head.size) {
    const start = watch.size;
    const end = Math.min(head.size, start + MOST_LEAVES) - 1;
    const page = await insist(round, head, `entry ${start}`, async () => {
      const answer = await client.leaves(start, end);
      if ('refused' in answer) return answer;
      return answer.start === start && answer.leaves.length > 0 ? answer : { refused: 'empty' };
    });
    const leaves = page.leaves.slice(0, end + 1 - start);
    for (const leaf of leaves) demand(watch.takeLeaf(leaf));
    state.appendLeaves(leaves);
  }
}

/** A page of old entries, another one each time: a board that loses or changes what it once showed is found out. */
async function recheckSome(round: Round, size: number): Promise<void> {
  const { client, watched, random } = round;
  const start = Math.floor(random() * size);
  const end = Math.min(size, start + MOST_LEAVES) - 1;
  const head = watched.watch.head as SignedHead;
  const page = await insist(round, head, `entry ${start}, which it showed before`, async () => {
    const answer = await client.leaves(start, end);
    if ('refused' in answer) return answer;
    return answer.start === start && answer.leaves.length > end - start ? answer : { refused: 'fewer' };
  });
  demand(watched.watch.recheck(start, page.leaves.slice(0, end + 1 - start)));
}

/** Asks again where a board refuses what it must have: it may run on several servers of which one is a moment late. */
async function insist<T extends object>(
  round: Round,
  head: SignedHead,
  what: string,
  ask: () => Promise<T | Refusal>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const answer = await ask();
    if (!('refused' in answer)) return answer;
    // The whole board is gone: a server that was set up anew says this too, and it proves nothing.
    if (answer.refused === 'not_found')
      throw new Unreachable(`${round.client.address} knows of no such board any more`);
    if (attempt === ATTEMPTS) throw new Alarmed(round.watched.watch.withheld(head, what));
    await round.wait(PAUSE_MS);
  }
}

function cosigners({ head, cosignatures, witnesses }: HeadAnswer): Pick<RoundResult, 'cosignedBy' | 'remarks'> {
  const nameOf = new Map(witnesses.map(({ name, publicKey }) => [publicKey, name]));
  const isGood = (cosignature: (typeof cosignatures)[number]) =>
    isForHead(cosignature, head) && verifyCosignature(cosignature);
  const cosignedBy = cosignatures
    .filter(isGood)
    .map(({ witness }) => `${nameOf.get(witness) ?? 'unnamed'} (${witness})`);
  const remarks = cosignatures
    .filter((cosignature) => !isGood(cosignature))
    .map(({ witness }) => `The board shows a co-signature of ${witness} that this witness did not make.`);
  return { cosignedBy, remarks };
}

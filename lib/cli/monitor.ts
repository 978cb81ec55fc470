import { setTimeout as sleep } from 'node:timers/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import { EXIT, Failure } from './failure';
import { boardClient, Unreachable } from './monitor-client';
import { type ForeignHead, readForeignHeads, readReceipt } from './monitor-compare';
import { describeAlarm, describeRound } from './monitor-report';
import { Alarmed, checkReceipts, compareHeads, type Round, type RoundResult, watchOnce } from './monitor-round';
import { MonitorState, type Pinned, readElection } from './monitor-state';

/** What a monitor needs of the world around it. */
export interface MonitorWorld {
  fetch: typeof fetch;
  now: () => Date;
  random: () => number;
  wait: (milliseconds: number) => Promise<void>;
  say: (line: string) => void;
}

export const realWorld: MonitorWorld = {
  fetch: (input, init) => fetch(input, init),
  now: () => new Date(),
  random: Math.random,
  wait: (milliseconds) => sleep(milliseconds),
  say: (line) => process.stdout.write(`${line}\n`),
};

export interface MonitorOptions {
  readonly state: string;
  readonly every?: number;
  readonly headKey?: string;
  readonly fingerprint?: string;
  readonly compare: readonly string[];
  readonly receipt: readonly string[];
}

const MINUTE_MS = 60_000;
const collect = (value: string, all: readonly string[]) => [...all, value];

/** `largo monitor URL`: keeps the heads of a board and raises the alarm where it cannot have been honest. */
export function monitorCommand(world: MonitorWorld = realWorld): Command {
  const command = new Command('monitor')
    .description('Watch a board: keep its signed heads, and raise the alarm if it is rewritten or shows two faces.')
    .option(
      '--receipt <file>',
      'a saved receipt: its ballot must be on the board by its time (repeatable)',
      collect,
      [],
    );
  return withWatching(command).action(async (url: string, options: MonitorOptions) => {
    await monitor(world, url, options, async () => undefined);
  });
}

/** What monitor and witness have in common. */
export function withWatching(command: Command): Command {
  return command
    .argument('<url>', 'address of the board, as its page shows it: https://…/api/v1/contests/…/board')
    .requiredOption('--state <folder>', 'where to keep what was seen; begin with an empty folder and never clear it')
    .addOption(new Option('--every <minutes>', 'go on watching (default: look once)').argParser(parseMinutes))
    .addOption(new Option('--once', 'look once').conflicts('every'))
    .addOption(new Option('--head-key <key>', 'the board’s public key as you know it').argParser(parseKey))
    .option('--fingerprint <text>', 'the election’s fingerprint as you know it, for example from a receipt')
    .option('--compare <file or url>', 'heads that others were shown (repeatable)', collect, [])
    .addHelpText(
      'after',
      '\nExit code: 0 all is well, 1 ALARM, 2 wrong use or unreadable files, 3 no answer: nothing is known.',
    );
}

function parseMinutes(text: string): number {
  const minutes = Number(text);
  if (!(minutes >= 1 && minutes <= 24 * 60)) throw new InvalidArgumentError('It must be from 1 to 1440.');
  return minutes;
}

function parseKey(text: string): string {
  if (!/^[0-9a-f]{64}$/.test(text)) throw new InvalidArgumentError('It must be 64 hexadecimal digits in lower case.');
  return text;
}

/** After each look without an alarm: a witness signs here. */
export type AfterLook = (round: Round, result: RoundResult) => Promise<void>;

/** Looks once or for ever. An alarm ends it with exit code 1; a board that does not answer is waited for. */
export async function monitor(
  world: MonitorWorld,
  url: string,
  options: MonitorOptions,
  after: AfterLook,
): Promise<void> {
  const receipts = options.receipt.map(readReceipt);
  const state = new MonitorState(options.state);
  let round: Round | null = null;
  for (;;) {
    try {
      round ??= await begin(world, url, state, options);
      await look(world, round, options, receipts, after);
    } catch (error) {
      if (error instanceof Alarmed && round) throw raise(round, error, world.now());
      if (!(error instanceof Unreachable)) throw error;
      const words = `${error.message}. Nothing was learnt, and this alone is no sign of fraud.`;
      if (options.every === undefined) throw new Failure(`no answer: ${words}`, EXIT.unreachable);
      world.say(
        `${world.now().toISOString().slice(0, 16)}Z  No answer: ${words} Trying again in ${options.every} min.`,
      );
    }
    if (options.every === undefined) return;
    await world.wait(options.every * MINUTE_MS);
  }
}

async function look(
  world: MonitorWorld,
  round: Round,
  { compare }: MonitorOptions,
  receipts: ReturnType<typeof readReceipt>[],
  after: AfterLook,
): Promise<void> {
  // Before our own look: what others were shown by then, the board has to show us too.
  const { heads, remarks } = await gossip(world, compare);
  const result = await watchOnce(round);
  const odd = await compareHeads(round, heads);
  const kept = checkReceipts(round, receipts);
  const head = round.watched.watch.head ?? result.head;
  world.say(
    describeRound(
      { ...result, head, remarks: [...result.remarks, ...remarks, ...odd, ...kept] },
      round.watched,
      world.now(),
    ),
  );
  await after(round, { ...result, head });
}

async function gossip(world: MonitorWorld, sources: readonly string[]) {
  const heads: ForeignHead[] = [];
  const remarks: string[] = [];
  for (const source of sources) {
    try {
      heads.push(...(await readForeignHeads(source, world.fetch)));
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      remarks.push(`Not compared: ${error.message}.`);
    }
  }
  return { heads, remarks };
}

/** Opens the folder, or pins what the board says of its election on the first visit. */
async function begin(world: MonitorWorld, url: string, state: MonitorState, options: MonitorOptions): Promise<Round> {
  const client = boardClient(url, world.fetch);
  const known = state.readPinned();
  const pinned: Pinned = known ?? { address: client.address, ...(await client.election()) };
  const { fingerprint, description } = readElection(pinned);
  requirePinned('fingerprint', options.fingerprint, fingerprint);
  requirePinned('board key', options.headKey, description.boardKey);
  if (!known) {
    state.pin(pinned);
    world.say(`First look at ${client.address}. From now on this folder believes:`);
    world.say(`  election ${fingerprint}\n  board key ${description.boardKey}`);
  }
  return { client, state, watched: state.open(pinned), now: world.now, wait: world.wait, random: world.random };
}

function requirePinned(what: string, given: string | undefined, found: string): void {
  if (given === undefined || given === found) return;
  throw new Failure(`this is another board: its ${what} is ${found}, not ${given}`, EXIT.badInput);
}

function raise({ state, watched }: Round, { alarm, receipt }: Alarmed, at: Date): Failure {
  const file = state.saveEvidence({ ...alarm, ...(receipt ? { receipt } : {}) }, watched, at);
  return new Failure(describeAlarm(alarm, file), EXIT.badInput);
}

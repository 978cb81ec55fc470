import { readFileSync } from 'node:fs';
import { SingleBar } from 'cli-progress';
import { Command, InvalidArgumentError, Option } from 'commander';
import { type Decimal, formatMinor, parseDecimal, toMinorRational } from '@/lib/counting/amount';
import { countContest, defaultStep, RULE_NAMES, type RuleName, TIE_ORDER_KINDS } from '@/lib/counting/count';
import { describeProblem } from '@/lib/counting/pabulib/errors';
import { type PabulibInstance, readPabulib } from '@/lib/counting/pabulib/read';
import type { Rational } from '@/lib/counting/rational';
import type { Counted, TieOrder } from '@/lib/counting/types';
import { describeCount } from './count-table';
import { EXIT, Failure } from './failure';

interface CountOptions {
  readonly rule: RuleName;
  readonly step?: Decimal;
  readonly ties: TieOrder['kind'];
  readonly seed?: string;
  readonly json: boolean;
}

/** `largo count FILE.pb`: counts a Pabulib file by one rule, exactly. */
export function countCommand(): Command {
  return new Command('count')
    .description('Count the votes of a Pabulib file.')
    .argument('<file>', 'Pabulib file (.pb)')
    .addOption(new Option('--rule <name>', 'how to count').choices(RULE_NAMES).makeOptionMandatory())
    .addOption(
      new Option(
        '--step <amount>',
        "mes_cost_add1u: what every increment adds to each voter's amount, in the file's unit " +
          '(default: a thousandth of budget / votes)',
      ).argParser(parseStep),
    )
    .addOption(new Option('--ties <order>', 'order among equals').choices(TIE_ORDER_KINDS).default('lexicographic'))
    .addOption(
      new Option('--seed <hex>', '--ties default: the 32 bytes that the lot was drawn with').argParser(parseSeed),
    )
    .option('--json', 'print one line: {"winners":[…],"totalCost":"…"}', false)
    .action(count);
}

function parseStep(text: string): Decimal {
  const step = parseDecimal(text);
  if (step === null || step.digits === 0n)
    throw new InvalidArgumentError('It must be a positive amount such as 1 or 0.05.');
  return step;
}

function parseSeed(text: string): string {
  if (!/^[0-9a-f]{64}$/.test(text)) throw new InvalidArgumentError('It must be 64 hexadecimal digits in lower case.');
  return text;
}

function count(file: string, options: CountOptions, command: Command): void {
  const { rule, ties, seed } = options;
  if (ties === 'default' && seed === undefined) command.error('error: --ties default needs --seed');
  const tieOrder: TieOrder = ties === 'default' ? { kind: ties, seed: seed as string } : { kind: ties };
  const instance = readInstance(file);
  const { scale, contest } = instance;
  const counted = run(rule, instance, tieOrder, stepOf(options, instance));
  const totalCost = formatMinor(counted.outcome.totalCostMinor, scale);
  const json = (): string => JSON.stringify({ winners: counted.outcome.winners, totalCost });
  process.stdout.write(`${options.json ? json() : describeCount(contest, scale, counted)}\n`);
}

function readInstance(file: string): PabulibInstance {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new Failure(`cannot read ${file}: ${(error as NodeJS.ErrnoException).code}`, EXIT.badInput);
  }
  const read = readPabulib(bytes);
  if (read.ok) return read.instance;
  const { line, column } = read.error;
  throw new Failure(`${file}, line ${line}, column ${column}: ${describeProblem(read.error)}`, EXIT.badInput);
}

function stepOf({ rule, step }: CountOptions, { contest, ballots, scale }: PabulibInstance): Rational | undefined {
  if (rule !== 'mes_cost_add1u') return undefined;
  const exact = step ? toMinorRational(step, scale) : defaultStep(contest, ballots.voters);
  if (exact === null) throw new Failure('without a budget or without votes, --step must be given', EXIT.badInput);
  return exact;
}

function run(rule: RuleName, { contest, ballots }: PabulibInstance, ties: TieOrder, step?: Rational): Counted {
  const progress = incrementProgress();
  const result = countContest(rule, contest, ballots, { step, onIncrement: progress.advance }, ties);
  progress.stop();
  if (!result.ok) throw new Failure(`cannot count this file: ${result.error.code}`, EXIT.badInput);
  return result;
}

/** A line on standard error, if that is a terminal, once the increments have taken a second. */
function incrementProgress(): { advance: (increments: number) => void; stop: () => void } {
  const bar = new SingleBar({ format: '{increments} increments, {duration_formatted}', clearOnComplete: true });
  const begin = performance.now();
  return {
    advance: (increments) => {
      if (bar.isActive) bar.update(0, { increments });
      else if (performance.now() - begin > 1000) bar.start(1, 0, { increments });
    },
    stop: () => bar.stop(),
  };
}

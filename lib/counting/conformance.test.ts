import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { formatMinor, toMinorRational } from './amount';
import { countContest, RULE_NAMES, type RuleName } from './count';
import { type PabulibInstance, readPabulib } from './pabulib/read';

const FOLDER = resolve(process.env.PABULIB_DIR ?? '../shared/data/pabulib');
const PRESENT = existsSync(`${FOLDER}/expected.json`);
const INSTANCES = 101;

interface Expected {
  readonly instance: string;
  readonly n?: number;
  readonly m?: number;
  readonly rules: Partial<
    Record<
      RuleName,
      { readonly status: string; readonly winners: string[]; readonly total_cost: string; readonly k?: number }
    >
  >;
}

function countFile({ contest, ballots, scale }: PabulibInstance, rule: RuleName) {
  const step = toMinorRational({ digits: 1n, scale: 0 }, scale);
  const result = countContest(rule, contest, ballots, { step }, { kind: 'lexicographic' });
  if (!result.ok) throw new Error(result.error.code);
  const { outcome, trace } = result;
  const k = trace.rule === 'mes_cost_add1u' ? { k: trace.completion?.kept.increments } : {};
  return { winners: outcome.winners, total_cost: formatMinor(outcome.totalCostMinor, scale), ...k };
}

if (!PRESENT) {
  console.warn(`Not run: conformance with ${INSTANCES} real Pabulib instances (no ${FOLDER}; set PABULIB_DIR)`);
}

test.skipIf(!PRESENT)(
  'real instances are counted as pabutools counts them: winners in order, total cost, increments',
  { timeout: 120_000 },
  () => {
    const { instances } = JSON.parse(readFileSync(`${FOLDER}/expected.json`, 'utf8')) as { instances: Expected[] };
    expect(instances).toHaveLength(INSTANCES);
    const compared: Record<string, number> = {};
    for (const { instance: file, n, m, rules } of instances) {
      const read = readPabulib(readFileSync(`${FOLDER}/pb/${file}`));
      if (!read.ok) throw new Error(`${file}: ${JSON.stringify(read.error)}`);
      const { contest, ballots } = read.instance;
      if (n !== undefined) expect([ballots.voters, contest.projects.length], file).toEqual([n, m]);
      for (const rule of RULE_NAMES) {
        const expected = rules[rule];
        if (expected?.status !== 'ok') continue;
        const { winners, total_cost, k } = expected;
        const wanted = { winners, total_cost, ...(rule === 'mes_cost_add1u' ? { k } : {}) };
        expect(countFile(read.instance, rule), `${file}, ${rule}`).toEqual(wanted);
        compared[rule] = (compared[rule] ?? 0) + 1;
      }
    }
    expect(compared).toEqual({ greedy_votes: 65, mes_cost_plain: 97, mes_cost_add1u: 64 });
  },
);

// Casts one ballot in a process of its own and is killed at a chosen moment, so that nothing of it is answered:
// `tsx cast-and-die.ts before|after CONTEST KEY BALLOT-FILE`. `before` the commit, or `after` it and before the answer.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { connect } from '@/lib/server/db';
import { castBallot } from '../ballots/cast';
import type { BoardDeps } from '../ballots/side';

const [moment, contestId = '', idempotencyKey = '', file = ''] = process.argv.slice(2);

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('unreachable');
}

const deps: BoardDeps = {
  db: connect(process.env.DATABASE_URL as string, 2),
  now: () => new Date(),
  // Inside the transaction, randomness is drawn when a key replaces another one: the ballot is inserted by then.
  random: (length) => (moment === 'before' ? die() : new Uint8Array(randomBytes(length))),
  // The receipt is signed after the commit and nothing is answered without it.
  get signingKey() {
    return moment === 'after' ? die() : new Uint8Array(32);
  },
  batchMinimum: 20,
  witnesses: [],
};

await castBallot(deps, 'web', { contestId, idempotencyKey, text: readFileSync(file, 'utf8') });
console.log('answered');
